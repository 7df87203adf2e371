// Who may do what, and why. Each role is given on one resource and never on the group.
param appPrincipalId string
param deployerId string
param deployerType string
param hostAccount string
param dataAccount string
param publicationsAccount string
param vaultName string
param insightsName string

// The Functions host: its package, the timer's and the singletons' locks, Durable's leases and large messages. The host asks for Owner, since it sets leases and container properties.
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
// The host: Durable's control and work queues.
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
// The host: Durable's instances, history and partitions. The data: the log and the people.
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
// The data: files and outbox. The publications: what the public reads.
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
// The app reads the values of its keys and can neither list nor change them.
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
// The deployer makes the link key once and puts the mail key there.
var keyVaultSecretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
// The app writes its log lines and reads none.
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource host 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: hostAccount }
resource data 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: dataAccount }
resource publications 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: publicationsAccount }
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource onHost 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [storageBlobDataOwner, storageQueueDataContributor, storageTableDataContributor]: {
    name: guid(host.id, appPrincipalId, role)
    scope: host
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource onData 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [storageBlobDataContributor, storageTableDataContributor]: {
    name: guid(data.id, appPrincipalId, role)
    scope: data
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource onPublications 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(publications.id, appPrincipalId, storageBlobDataContributor)
  scope: publications
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, appPrincipalId, monitoringMetricsPublisher)
  scope: insights
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource deployerOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  name: guid(vault.id, deployerId, keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsOfficer)
  }
}
