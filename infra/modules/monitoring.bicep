// Where the app's log lines go. host.json keeps addresses of requests out of them, since a form's address holds its code.
param suffix string
param location string
param tags object
param logDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: 'log-reformflow-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logDays
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
    // A loop that writes lines must not write a bill. A town's day is a few megabytes.
    workspaceCapping: { dailyQuotaGb: 1 }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-reformflow-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // Whoever writes lines shows who they are: the connection string alone opens nothing.
    DisableLocalAuth: true
    // The visitor's address is stored as 0.0.0.0.
    DisableIpMasking: false
  }
}

output workspaceId string = workspace.id
output insightsName string = insights.name
output insightsConnection string = insights.properties.ConnectionString
