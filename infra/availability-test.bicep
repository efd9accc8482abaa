metadata description = 'Watches one route from five places in the world, and raises an alert when two of them see it fail.'

@description('Azure region of the Application Insights component.')
param location string

@description('Name of the test, and of its alert.')
param name string

@description('Tags of the test and its alert.')
param tags object

@description('Resource id of the Application Insights component.')
param componentId string

@description('Whether test and alert are on: not before the app has been deployed.')
param live bool

@description('Resource id of the action group.')
param actionGroupId string

@description('Route to watch, as a URL.')
param url string

@description('Seconds between two calls from the same place.')
param frequency 300 | 600 | 900

@description('Severity of the alert: 0 is critical, 4 is verbose.')
@minValue(0)
@maxValue(4)
param severity int

// Five, because Azure advises the number of places to be that of the alert plus two, and at least five.
var places = [
  'emea-nl-ams-azr'
  'emea-gb-db3-azr'
  'us-va-ash-azr'
  'us-ca-sjc-azr'
  'apac-sg-sin-azr'
]

resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  // The portal finds a test's component by this tag.
  tags: union(tags, { 'hidden-link:${componentId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: name
    Name: name
    Kind: 'standard'
    Enabled: live
    Frequency: frequency
    Timeout: 30
    // Three attempts before a place counts as failed: one slow cold start is no alert.
    RetryEnabled: true
    Locations: [for place in places: { Id: place }]
    Request: {
      HttpVerb: 'GET'
      RequestUrl: url
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
      ContentValidation: {
        ContentMatch: '"code":"OK"'
        IgnoreCase: false
        PassIfTextFound: true
      }
    }
  }
}

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    description: '${url} does not answer 200 with "code":"OK", or its certificate is about to expire.'
    enabled: live
    severity: severity
    scopes: [test.id, componentId]
    evaluationFrequency: 'PT1M'
    windowSize: windowOf(frequency)
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: componentId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: actionGroupId }]
  }
}

// Metric alerts know windows of 5, 15 and 30 minutes; each place must have called at least once in it.
func windowOf(frequency int) string => frequency == 300 ? 'PT5M' : 'PT15M'
