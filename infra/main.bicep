// The Azure edition in one resource group of its own. docs/azure.md tells what each parameter means for a town.
targetScope = 'subscription'

@minLength(1)
@maxLength(32)
@description('The name of the azd environment, such as mizuhono-prod. It is part of the resource group\'s name.')
param environmentName string

@minLength(1)
@description('The region of everything. The answers of a municipality stay in Japan with japaneast or japanwest.')
param location string = 'japaneast'

@minLength(1)
@description('The towns that this deployment serves, by key, separated by commas: mizuhono, or mizuhono,aoba for shared use.')
param towns string

@description('The address that form links begin with, https://kaikaku.example.jp. Empty: the app\'s own address.')
param formAddress string = ''

@description('The address of the desk. Empty: the same as for forms.')
param deskAddress string = ''

@description('The address under which the public reads reports, where the public site has one of its own. Empty: the one that Azure gives it.')
param publicAddress string = ''

@description('How the office comes in: code (mailed codes and authenticator apps), entra (accounts of Entra ID), or both.')
@allowed(['code', 'entra', 'both'])
param signIn string = 'code'

@description('Entra ID: the client id of the app registration.')
param entraClientId string = ''

@description('Entra ID: the tenant whose accounts may come in. Empty: the subscription\'s own.')
param entraTenantId string = ''

@description('Address ranges from which the desk can be opened, 203.0.113.0/24,2001:db8::/32. Empty: everywhere.')
param deskRanges string = ''

@description('Address ranges from which forms can be opened. Empty: everywhere.')
param formRanges string = ''

@description('Under which licence QuestPDF draws the PDF, see docs/azure.md; none publishes without PDF.')
@allowed(['none', 'community', 'professional', 'enterprise', 'evaluation'])
param pdfLicense string

@description('Who takes the mails: outbox (nobody gets one; the office reads them at the desk), sendgrid, or smtp.')
@allowed(['outbox', 'sendgrid', 'smtp'])
param mailSender string = 'outbox'

@description('SendGrid: an address other than its usual one, such as https://api.eu.sendgrid.com. Empty: the usual one.')
param sendGridAddress string = ''

@description('SendGrid: how many mails one instance hands over in a second.')
param sendGridMailsPerSecond string = '5'

@description('SendGrid: true has mails checked and delivered to nobody.')
param sendGridSandbox string = 'false'

@description('SendGrid: the public key with which its event webhook is signed, base64 in one line. Empty: events are not taken.')
param sendGridEventKey string = ''

@description('SMTP: the mail server\'s name.')
param smtpHost string = ''

@description('SMTP: its port. Empty: the usual one for the kind of encryption.')
param smtpPort string = ''

@description('SMTP: starttls, tls or none. Empty: starttls.')
param smtpSecurity string = ''

@description('SMTP: the user. Empty: the server asks for none, and the vault needs no password.')
param smtpUser string = ''

@minLength(3)
@description('Who is told when something is wrong: a mailbox of the office or of its contractor.')
param alertAddress string

@description('How the data survive the loss of hardware: Standard_ZRS (three buildings of a region), Standard_GZRS (and a second region), Standard_LRS (one building; trials only).')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param dataRedundancy string = 'Standard_ZRS'

@description('An instance\'s memory in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Instances that wait for page views. 0: the first visitor after a quiet time waits for some seconds.')
@minValue(0)
param waitingForPages int = 0

@description('For how many days logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('true keeps data and publications from being deleted with their resource group. false: for trials.')
param keepsData bool = true

@description('Whoever deploys: may write the secrets of the vault. azd fills it in.')
param principalId string = ''

@description('What the deployer is: User at a desk, ServicePrincipal in a pipeline.')
@allowed(['User', 'ServicePrincipal'])
param principalType string = 'User'

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-reformflow-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-reformflow-${token}', location: location, tags: tags }
}

// Three accounts, since three kinds of people look after them: the platform's own things can be thrown away, the data never, and what is published is for everybody.
module host 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'sthost${token}'
    location: location
    tags: tags
    redundancy: 'Standard_LRS'
    containers: ['app-package']
  }
}

module data 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'stdata${token}'
    location: location
    tags: tags
    redundancy: dataRedundancy
    containers: ['files', 'outbox']
    tables: ['log', 'people']
    daysBeforeErased: 90
    isLocked: keepsData
  }
}

// Its container $web is made by infra/hooks/postprovision, which switches the static site on.
module publications 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'stpubl${token}'
    location: location
    tags: tags
    redundancy: dataRedundancy
    containers: []
    daysBeforeErased: 90
    isLocked: keepsData
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: { name: 'kv-rf-${token}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { suffix: token, location: location, tags: tags, logDays: logDays }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    deployerId: principalId
    deployerType: principalType
    hostAccount: host.outputs.name
    dataAccount: data.outputs.name
    publicationsAccount: publications.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module app 'modules/app.bicep' = {
  scope: group
  // Without its roles the app could neither fetch its package nor read its keys.
  dependsOn: [roles]
  params: {
    name: 'func-reformflow-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostAccount: host.outputs.name
    hostBlobs: host.outputs.blobs
    dataAccount: data.outputs.name
    publicationsAccount: publications.outputs.name
    publicationsSite: publications.outputs.site
    vaultUri: vault.outputs.uri
    insightsConnection: monitoring.outputs.insightsConnection
    instanceMemory: instanceMemory
    waitingForPages: waitingForPages
    towns: towns
    formAddress: formAddress
    deskAddress: deskAddress
    publicAddress: publicAddress
    signIn: signIn
    entraClientId: entraClientId
    entraTenantId: empty(entraTenantId) ? subscription().tenantId : entraTenantId
    deskRanges: deskRanges
    formRanges: formRanges
    pdfLicense: pdfLicense
    mailSender: mailSender
    sendGridAddress: sendGridAddress
    sendGridMailsPerSecond: sendGridMailsPerSecond
    sendGridSandbox: sendGridSandbox
    sendGridEventKey: sendGridEventKey
    smtpHost: smtpHost
    smtpPort: smtpPort
    smtpSecurity: smtpSecurity
    smtpUser: smtpUser
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    address: alertAddress
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output REFORMFLOW_APP string = app.outputs.name
output REFORMFLOW_APP_ID string = app.outputs.id
output REFORMFLOW_ADDRESS string = app.outputs.address
output REFORMFLOW_VAULT string = vault.outputs.name
output REFORMFLOW_DATA_ACCOUNT string = data.outputs.name
output REFORMFLOW_PUBLICATIONS_ACCOUNT string = publications.outputs.name
output REFORMFLOW_PUBLICATIONS_ADDRESS string = publications.outputs.site
