metadata description = 'Lets the identity of the app read the secrets that its checks name, and no other, of a vault that is there already.'

@description('Name of the vault. It must use roles, not access policies.')
param vaultName string

@description('Names of the secrets.')
param secrets string[]

@description('Object id of the identity of the app.')
param principalId string

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource vaultSecrets 'Microsoft.KeyVault/vaults/secrets@2024-11-01' existing = [
  for secret in secrets: {
    parent: vault
    name: secret
  }
]

// The vault outlives the app. A grant to an identity that is gone cannot be updated, so a new identity needs a new name.
resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (secret, i) in secrets: {
    name: guid(vault.id, secret, principalId, keyVaultSecretsUser)
    scope: vaultSecrets[i]
    properties: {
      description: 'Key Vault Secrets User'
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    }
  }
]
