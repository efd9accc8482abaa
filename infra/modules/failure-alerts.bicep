metadata description = 'Alerts on the failures of the app itself; a check that fails is an answer, not a failure of the app.'

import * as types from 'types.bicep'

@description('Azure region of the Application Insights component.')
param location string

@description('What the names of the alerts end in.')
param suffix string

@description('Tags of the alerts.')
param tags types.tagValues

@description('Name of the Application Insights component.')
param componentName string

@description('Resource id of the action group.')
param actionGroupId string

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

// The host counts a request as failed when the invocation broke, whatever its status code:
// a check that answers 500 is not among them.
resource brokenInvocations 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-broken-invocations-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app broke while it answered: an exception left a function, or the worker died.'
    enabled: true
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
    actions: [{ actionGroupId: actionGroupId }]
  }
}

resource hostErrors 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'alert-host-errors-${suffix}'
  location: location
  tags: tags
  properties: {
    displayName: 'alert-host-errors-${suffix}'
    description: 'The Functions host logged an error: the app did not start, a worker died, storage is out of reach.'
    enabled: true
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
    actions: { actionGroups: [actionGroupId] }
  }
}
