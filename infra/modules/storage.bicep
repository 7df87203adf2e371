// A storage account without keys: whoever reads or writes shows who they are.
param name string
param location string
param tags object

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param redundancy string

@description('Private containers.')
param containers string[]

@description('Tables.')
param tables string[] = []

@description('For how many days a blob or container that was deleted or overwritten can be fetched back; 0: not at all. Tables have no such thing.')
@minValue(0)
@maxValue(365)
param daysBeforeErased int = 0

@description('true refuses to delete the account.')
param isLocked bool = false

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    allowSharedKeyAccess: false
    // A static site is public without it; nothing else may be.
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    accessTier: 'Hot'
    // The app comes from no fixed address without a network of its own; what protects the account is that it knows no key.
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: daysBeforeErased > 0
    deleteRetentionPolicy: daysBeforeErased > 0 ? { enabled: true, days: max(daysBeforeErased, 1) } : { enabled: false }
    containerDeleteRetentionPolicy: daysBeforeErased > 0
      ? { enabled: true, days: max(daysBeforeErased, 1) }
      : { enabled: false }
  }

  resource container 'containers' = [for each in containers: { name: each, properties: { publicAccess: 'None' } }]
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'

  resource table 'tables' = [for each in tables: { name: each }]
}

// An overwritten blob lives on as a version, which nothing else would ever erase.
resource oldVersions 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = if (daysBeforeErased > 0) {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: daysBeforeErased } } }
          }
        }
      ]
    }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  name: 'keep'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'The answers of departments, or published reports. Remove this lock only after a backup and by decision.'
  }
}

output name string = account.name
output blobs string = account.properties.primaryEndpoints.blob
output site string = account.properties.primaryEndpoints.web
