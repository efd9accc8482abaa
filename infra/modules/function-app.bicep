metadata description = 'The app: its build, its size, its settings, and who may call it.'

import * as types from 'types.bicep'
import { setting } from 'check-settings.bicep'
import { hostSettings } from 'host-settings.bicep'
import { ingressRules } from 'ingress.bicep'

@description('Azure region.')
param location string

@description('Name of the app.')
param name string

@description('Tags of the app.')
param tags types.tagValues

@description('Value of the tag azd-service-name, by which azd finds the app.')
param azdServiceName string

@description('Which build of the app runs.')
param runtime types.runtime

@description('Size and number of instances.')
param scale types.scale

@description('Resource id of the plan.')
param planId string

@description('Name of the identity the app runs as.')
param identityName string

@description('Name of the storage account of the host.')
param storageName string

@description('Container of that account for the packages of the app.')
param packageContainer string

@description('Connection string of Application Insights. No secret: local authentication is off.')
param telemetryConnectionString string

@description('App settings of the checks and of the app.')
param settings setting[]

@description('Resource id of the subnet the app calls out from; empty without a network.')
param integrationSubnetId string

@description('Who may call the app.')
param ingress types.ingress

@description('Resource id of the workspace for the diagnostic logs.')
param workspaceId string

var rules = ingressRules(ingress)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': azdServiceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    publicNetworkAccess: ingress.kind == 'Private' ? 'Disabled' : 'Enabled'
    virtualNetworkSubnetId: empty(integrationSubnetId) ? null : integrationSubnetId
    functionAppConfig: {
      runtime: runtime
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${environment().suffixes.storage}/${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: scale.instanceMemoryMB
        maximumInstanceCount: scale.maximumInstances
        alwaysReady: scale.alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: scale.alwaysReady }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(rules) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: rules
      appSettings: concat(hostSettings(storageName, telemetryConnectionString, identity.properties.clientId), settings)
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

#disable-next-line use-recent-api-versions // The stable version, 2016-09-01, knows no category groups.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
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
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Resource id of the app.')
output id string = app.id

@description('Name of the app.')
output name string = app.name

@description('Host name of the app.')
output hostName string = app.properties.defaultHostName
