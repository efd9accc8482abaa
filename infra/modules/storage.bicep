metadata description = 'The storage account of the Functions host: its locks, its keys, and the packages of the app. No shared keys.'

import * as types from 'types.bicep'

@description('Azure region.')
param location string

@description('Name of the account.')
param name string

@description('Tags of the account.')
param tags types.tagValues

@description('Whether the data is spread over availability zones.')
param zoneRedundant bool

@description('Whether the account is closed to the public network, and reached by private endpoints only.')
param closed bool

@description('Name of the container for the packages of the app.')
param packageContainer string

@description('Resource id of the workspace for the diagnostic logs.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: closed ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // A package that was deleted by mistake comes back.
      deleteRetentionPolicy: {
        enabled: true
        days: 7
      }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource packages 'containers' = {
      name: packageContainer
      properties: { publicAccess: 'None' }
    }
  }
}

// Who changed a package or a key; reads are left out, for the host makes many.
#disable-next-line use-recent-api-versions // The stable version, 2016-09-01, knows no category groups.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
}
