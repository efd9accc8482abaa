metadata description = 'The identity that the app runs as. User-assigned, so that its roles exist before the app does.'

import * as types from 'types.bicep'

@description('Azure region.')
param location string

@description('Name of the identity.')
param name string

@description('Tags of the identity.')
param tags types.tagValues

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}
