metadata description = 'The identity that the app runs as. User-assigned, so that its roles exist before the app does.'

@export()
@description('An identity, and what its roles are granted to.')
type identity = {
  @description('Resource id.')
  id: string

  @description('Client id, by which the app asks for tokens.')
  clientId: string

  @description('Object id. A new identity of the same name has another: the names of roles hash it.')
  principalId: string
}

@description('Azure region.')
param location string

@description('Name of the identity.')
param name string

@description('Tags of the identity.')
param tags object

resource userAssigned 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('The identity.')
output identity identity = {
  id: userAssigned.id
  clientId: userAssigned.properties.clientId
  principalId: userAssigned.properties.principalId
}
