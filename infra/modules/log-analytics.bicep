metadata description = 'A Log Analytics workspace, for those who bring none.'

import * as types from 'types.bicep'

@description('Azure region.')
param location string

@description('Name of the workspace.')
param name string

@description('Tags of the workspace.')
param tags types.tagValues

@description('How long logs are kept, in days. The first 31 days are free.')
@minValue(30)
@maxValue(730)
param retentionInDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
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

@description('Resource id of the workspace.')
output id string = workspace.id
