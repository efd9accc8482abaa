metadata description = 'The app: its storage, its plan, its settings, and who may call it.'

import { setting } from 'checks/settings.bicep'
import { identity } from 'identity.bicep'

@export()
@description('How large one instance is, and how many there may be.')
@sealed()
type scale = {
  @description('Memory of one instance in MB. Half a CPU core comes with 1024 MB.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Instances that run also when nobody calls: no cold start, but a monthly price. Zone redundancy needs two.')
  @minValue(0)
  alwaysReady: int

  @description('Upper limit of instances, and so of the bill.')
  @minValue(40)
  @maxValue(1000)
  maximumInstances: int
}

@export()
@description('Anyone may call.')
@sealed()
type publicIngress = {
  @description('Tells the kinds of ingress apart.')
  kind: 'Public'
}

@export()
@description('Only one Azure Front Door may call, and the availability tests.')
@sealed()
type frontDoorIngress = {
  @description('Tells the kinds of ingress apart.')
  kind: 'FrontDoor'

  @description('The Front Door ID (a GUID) that the profile sends in X-Azure-FDID.')
  @minLength(36)
  @maxLength(36)
  frontDoorId: string
}

@export()
@description('Only the virtual network may call, by a private endpoint; no availability test can reach the app.')
@sealed()
type privateIngress = {
  @description('Tells the kinds of ingress apart.')
  kind: 'Private'
}

@export()
@description('Who may call the app.')
@discriminator('kind')
type ingress = publicIngress | frontDoorIngress | privateIngress

@description('Azure region.')
param location string

@description('What the names end in.')
@minLength(5)
param token string

@description('Tags of everything.')
param tags object

@description('Who the app is.')
param runsAs identity

@description('Which build of the app runs: the isolated worker, or the native binary behind the Functions host.')
param runtime 'dotnet-isolated' | 'custom'

@description('Size and number of instances.')
param size scale

@description('Whether app and storage are spread over availability zones.')
param zoneRedundant bool

@description('Who may call.')
param callers ingress

@description('Resource id of the subnet that the app calls out from; empty without a network.')
param integrationSubnetId string

@description('Resource id of the subnet for private endpoints; empty without a network.')
param endpointSubnetId string

@description('Whether the private DNS zones are made and linked here.')
param createDnsZones bool

@description('Connection string of Application Insights. No secret: local authentication is off.')
param telemetryConnectionString string

@description('Resource id of the workspace for the diagnostic logs.')
param workspaceId string

@description('App settings of the checks and of the app.')
param settings setting[]

// With 10 for 10.0, Azure accepts the template and the app never starts.
var runtimeVersions = { 'dotnet-isolated': '10.0', custom: '1.0' }
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var closed = !empty(integrationSubnetId)
var frontDoorRules = callers.kind != 'FrontDoor'
  ? []
  : [
      {
        name: 'Front Door'
        priority: 100
        action: 'Allow'
        tag: 'ServiceTag'
        ipAddress: 'AzureFrontDoor.Backend'
        headers: { 'x-azure-fdid': [callers.frontDoorId] }
      }
      {
        name: 'Availability tests'
        priority: 200
        action: 'Allow'
        tag: 'ServiceTag'
        ipAddress: 'ApplicationInsightsAvailability'
      }
    ]

// The host keeps its locks and its keys in blobs, and the packages of the app. Functions that are called by HTTP alone
// need neither queues nor tables: without a table the host writes one warning, and no diagnostic events.
resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'st${token}'
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
      name: 'app-package'
      properties: { publicAccess: 'None' }
    }
  }
}

resource storageRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, runsAs.principalId, storageBlobDataOwner)
  scope: storage
  properties: {
    description: 'Storage Blob Data Owner'
    principalId: runsAs.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
  }
}

module storageEndpoint 'private-endpoint.bicep' = if (closed) {
  params: {
    location: location
    name: 'pep-blob-${token}'
    tags: tags
    subnetId: endpointSubnetId
    targetId: storage.id
    group: 'blob'
    zoneName: 'privatelink.blob.${environment().suffixes.storage}'
    createZone: createDnsZones
  }
}

// One plan holds one app, and scales it to zero.
resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${token}'
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

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${token}'
  location: location
  // By this tag azd finds the app; the value is the name of the service in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'health' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${runsAs.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: runsAs.id
    publicNetworkAccess: callers.kind == 'Private' ? 'Disabled' : 'Enabled'
    virtualNetworkSubnetId: closed ? integrationSubnetId : null
    functionAppConfig: {
      runtime: {
        name: runtime
        version: runtimeVersions[runtime]
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storage.name}.blob.${environment().suffixes.storage}/${storage::blobs::packages.name}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: runsAs.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: size.instanceMemoryMB
        maximumInstanceCount: size.maximumInstances
        alwaysReady: size.alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: size.alwaysReady }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(frontDoorRules) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: frontDoorRules
      appSettings: concat(
        [
          {
            name: 'AzureWebJobsStorage__blobServiceUri'
            value: 'https://${storage.name}.blob.${environment().suffixes.storage}'
          }
          { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
          { name: 'AzureWebJobsStorage__clientId', value: runsAs.clientId }
          // Of whom the app's checks have their tokens.
          { name: 'AZURE_CLIENT_ID', value: runsAs.clientId }
          { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: telemetryConnectionString }
          {
            name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
            value: 'ClientId=${runsAs.clientId};Authorization=AAD'
          }
        ],
        settings
      )
    }
  }
  // The host needs its role and its way to storage at its first start.
  dependsOn: [storageRole, storageEndpoint]

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

module appEndpoint 'private-endpoint.bicep' = if (callers.kind == 'Private') {
  params: {
    location: location
    name: 'pep-sites-${token}'
    tags: tags
    subnetId: endpointSubnetId
    targetId: app.id
    group: 'sites'
    zoneName: 'privatelink.azurewebsites.net'
    createZone: createDnsZones
  }
}

// Who changed a package or a key; reads are left out, for the host makes many.
resource storageLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: storage::blobs
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

resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

@description('Name of the app.')
output name string = app.name

@description('Host name of the app.')
output hostName string = app.properties.defaultHostName
