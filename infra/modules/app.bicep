// The app: Flex Consumption, one instance always there for orchestrations, and every setting that the code reads.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param hostAccount string
param hostBlobs string
param dataAccount string
param publicationsAccount string
param publicationsSite string
param vaultUri string
param insightsConnection string
param instanceMemory int
param waitingForPages int
param towns string
param formAddress string
param deskAddress string
param publicAddress string
param signIn string
param entraClientId string
param entraTenantId string
param deskRanges string
param formRanges string
param pdfLicense string
param mailSender string
param sendGridAddress string
param sendGridMailsPerSecond string
param sendGridSandbox string
param sendGridEventKey string
param smtpHost string
param smtpPort string
param smtpSecurity string
param smtpUser string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostBlobs}app-package'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        // Its least value. Each instance sends mails at the whole rate of sendGridMailsPerSecond.
        maximumInstanceCount: 40
        // Without it a timer that fires at 9:00 would wait until something else woke the app.
        alwaysReady: concat(
          [{ name: 'durable', instanceCount: 1 }],
          waitingForPages > 0 ? [{ name: 'http', instanceCount: waitingForPages }] : []
        )
      }
    }
  }

  // No password leads to the app: it is deployed by whoever has the role.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

var ownAddress = 'https://${app.properties.defaultHostName}'
var forms = empty(formAddress) ? ownAddress : formAddress

// What the host reads. Its account is named and not addressed service by service: Durable needs three services, and the name gives all.
var platform = {
  AzureWebJobsStorage__accountName: hostAccount
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// What the product reads; local.settings.sample.json lists all of it.
var product = {
  ReformFlow__Towns: towns
  ReformFlow__FormAddress: forms
  ReformFlow__DeskAddress: empty(deskAddress) ? forms : deskAddress
  ReformFlow__PublicAddress: empty(publicAddress) ? publicationsSite : publicAddress
  ReformFlow__LinkKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/link-key)'
  ReformFlow__SignIn: signIn
  ReformFlow__Entra__TenantId: entraTenantId
  ReformFlow__DeskRanges: deskRanges
  ReformFlow__FormRanges: formRanges
  ReformFlow__Data__AccountName: dataAccount
  ReformFlow__Data__ClientId: identityClientId
  ReformFlow__Publications__AccountName: publicationsAccount
  ReformFlow__Pdf__License: pdfLicense
  ReformFlow__Mail__Sender: mailSender
  // It stays while another sender takes over: mails of the days before still come back. A public key is no secret.
  ReformFlow__SendGrid__EventKey: sendGridEventKey
}

var sendGrid = {
  ReformFlow__SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/sendgrid-key)'
  ReformFlow__SendGrid__Sandbox: sendGridSandbox
  ReformFlow__SendGrid__MailsPerSecond: sendGridMailsPerSecond
  ReformFlow__SendGrid__BaseAddress: sendGridAddress
}

var smtp = {
  ReformFlow__Mail__Host: smtpHost
  ReformFlow__Mail__Port: smtpPort
  ReformFlow__Mail__Security: smtpSecurity
  ReformFlow__Mail__User: smtpUser
  ReformFlow__Mail__Password: empty(smtpUser) ? '' : '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/smtp-password)'
}

resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(platform, product, mailSender == 'sendgrid' ? sendGrid : {}, mailSender == 'smtp' ? smtp : {})
}

// Microsoft's sign-in before the app. Nobody is sent there who does not ask for it: forms and reports are for people without accounts.
// It is written where it is not chosen too, so that choosing codes again switches it off. Without a client secret the token comes by the browser, signed; the app registration must allow ID tokens.
resource authentication 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'authsettingsV2'
  dependsOn: [settings]
  properties: {
    platform: { enabled: signIn != 'code' }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: signIn != 'code'
        registration: {
          clientId: entraClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${entraTenantId}/v2.0'
        }
        validation: { allowedAudiences: empty(entraClientId) ? [] : [entraClientId] }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}

output id string = app.id
output name string = app.name
output address string = ownAddress
