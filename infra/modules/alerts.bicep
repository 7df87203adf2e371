// Who is told when something stands still. The queries read lines that the app writes (StepLog, WatchdogLog): their event names and words are the same here and there, and a test compares them.
param location string
param tags object
param workspaceId string
param address string

resource office 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-reformflow'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'reformflow'
    enabled: true
    emailReceivers: [{ name: 'office', emailAddress: address, useCommonAlertSchema: true }]
  }
}

// What a round of the watchdog counted.
var rounds = '''
AppTraces
| where tostring(Properties.EventName) == 'WatchdogRound'
| parse Message with 'The watchdog went its round: ' Open:long ' places are open, ' Missing:long ' are started, ' Late:long ' are rung, the longest of them for ' Rounds:long ' rounds; the oldest pending orchestration waits for ' Minutes:long ' minutes; ' Failed:long ' towns could not be looked after.'
'''

var all = [
  {
    name: 'watchdog-silent'
    title: 'The watchdog has been silent for half an hour'
    text: 'Nothing looks after the cycles: the app does not start, or its settings, keys or roles are wrong. Mails wait. See docs/azure.md, «The watchdog is silent».'
    severity: 1
    query: rounds
    window: 'PT30M'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'work-late'
    title: 'Work has been due for 45 minutes and is not done'
    text: 'In each round of the last 45 minutes something was due that nobody did. See docs/azure.md, «Something is stuck».'
    severity: 2
    query: '${rounds}\n| summarize Seen = count(), Least = min(Missing + Late)\n| where Seen >= 6 and Least > 0'
    window: 'PT45M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'pending-old'
    title: 'An orchestration has been pending for a quarter of an hour'
    text: 'The task hub accepts work and nobody takes it. See docs/azure.md, «Something is stuck».'
    severity: 2
    query: '${rounds}\n| where Minutes >= 15'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 1
  }
  {
    name: 'town-failing'
    title: 'A town or a cycle cannot be looked after'
    text: 'Reading or writing a log fails; the exception says why. The others go on. See docs/azure.md, «A town can\'t be looked after».'
    severity: 2
    query: 'AppExceptions\n| where tostring(Properties.EventName) in (\'TownNotLookedAfter\', \'PlaceNotRung\', \'CycleUnreadable\')'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 1
  }
  {
    name: 'mails-undelivered'
    title: 'Mails were refused or came back, or nobody knows whether they left'
    text: 'The desk names the departments. Many at once are a matter of the sender, not of the addresses. See docs/azure.md, «Mails come back».'
    severity: 2
    query: 'AppTraces\n| where tostring(Properties.EventName) in (\'MailRefused\', \'MailInDoubt\', \'MailBounced\')'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'mails-wait'
    title: 'Mails have not left for an hour'
    text: 'The mail server is busy, away, or refuses the deployment: its key, its quota, its permissions. See docs/azure.md, «Mails do not leave».'
    severity: 2
    query: 'AppTraces\n| where tostring(Properties.EventName) == \'StepPutOff\'\n| summarize Slots = dcount(bin(TimeGenerated, 15m))\n| where Slots >= 4'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for each in all: {
    name: each.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: each.title
      description: each.text
      severity: each.severity
      enabled: true
      scopes: [workspaceId]
      // Four looks an hour are the cheapest.
      evaluationFrequency: 'PT15M'
      windowSize: each.window
      autoMitigate: true
      // On the day of the deployment no line has come yet, and the tables are not there.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: each.query
            timeAggregation: 'Count'
            operator: each.operator
            threshold: each.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [office.id] }
    }
  }
]
