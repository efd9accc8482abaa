metadata description = 'Where logs and telemetry go, who hears of what, the alerts on the app itself, and the workbook.'

@description('Azure region.')
param location string

@description('What the names end in.')
@minLength(5)
param token string

@description('Tags of everything.')
param tags object

@description('Title of the workbook.')
param title string

@description('Object id of the identity of the app, which sends telemetry.')
param principalId string

@description('Resource id of a Log Analytics workspace that is there already; empty for a new one.')
param workspaceId string

@description('How long a new workspace keeps its logs, in days. The first 31 days are free.')
@minValue(30)
@maxValue(730)
param retentionInDays int

@description('E-mail addresses that hear of alerts.')
param emails string[]

@description('URL that receives alerts in the common alert schema. It may hold a secret.')
@secure()
param webhookUrl string

@description('Whether alerts are on: not before the app has been deployed.')
param live bool

var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var logsTo = empty(workspaceId) ? workspace.id : workspaceId

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = if (empty(workspaceId)) {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionInDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logsTo
    DisableLocalAuth: true
  }
}

resource telemetryRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, monitoringMetricsPublisher)
  scope: component
  properties: {
    description: 'Monitoring Metrics Publisher'
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'health'
    emailReceivers: [
      for email in emails: {
        name: email
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
    webhookReceivers: empty(webhookUrl)
      ? []
      : [
          {
            name: 'webhook'
            serviceUri: webhookUrl
            useCommonAlertSchema: true
          }
        ]
  }
}

// The host counts a request as failed when the invocation broke, whatever its status code:
// a check that answers 500 is not among them.
resource brokenInvocations 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-broken-invocations-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app broke while it answered: an exception left a function, or the worker died.'
    enabled: live
    severity: 2
    scopes: [component.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failed-requests'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'microsoft.insights/components'
          metricName: 'requests/failed'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}

resource hostErrors 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-host-errors-${token}'
  location: location
  tags: tags
  properties: {
    displayName: 'alert-host-errors-${token}'
    description: 'The Functions host logged an error: the app did not start, a worker died, storage is out of reach.'
    enabled: live
    severity: 2
    scopes: [component.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: loadTextContent('host-errors.kql')
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [actionGroup.id] }
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // Azure wants a GUID for a name.
  name: guid(component.id, 'health')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: title
    sourceId: component.id
    serializedData: replace(loadTextContent('workbook.json'), 'COMPONENT-ID', component.id)
  }
}

@description('Resource id of the workspace that keeps logs and telemetry.')
output workspaceId string = logsTo

@description('Resource id of the Application Insights component.')
output componentId string = component.id

@description('Where telemetry is sent. No secret: a sender needs a role as well.')
output connectionString string = component.properties.ConnectionString

@description('Resource id of the action group.')
output actionGroupId string = actionGroup.id
