metadata description = 'Application Insights on a workspace. It accepts telemetry from identities only.'

import * as types from 'types.bicep'

@description('Azure region.')
param location string

@description('Name of the component.')
param name string

@description('Tags of the component.')
param tags types.tagValues

@description('Resource id of the workspace that keeps the telemetry.')
param workspaceId string

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspaceId
    DisableLocalAuth: true
  }
}

@description('Where telemetry is sent. No secret: a sender needs a role as well.')
output connectionString string = component.properties.ConnectionString
