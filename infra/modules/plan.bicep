metadata description = 'The Flex Consumption plan; it holds one app and scales it to zero.'

import * as types from 'types.bicep'

@description('Azure region.')
param location string

@description('Name of the plan.')
param name string

@description('Tags of the plan.')
param tags types.tagValues

@description('Whether instances are spread over availability zones.')
param zoneRedundant bool

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

@description('Resource id of the plan.')
output id string = plan.id
