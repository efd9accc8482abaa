metadata name = 'HealthFunctions'
metadata description = 'A health app on Azure Functions, with what watches it. Without any secret: identities all the way.'

targetScope = 'subscription'

import * as types from 'modules/types.bicep'
import { check } from 'modules/checks.bicep'
import { checkSettings, monitoredChecks } from 'modules/check-settings.bicep'
import { optionSettings } from 'modules/app-settings.bicep'

@description('Name of the deployment. All other names follow from it, the subscription and the region.')
@minLength(1)
@maxLength(64)
param name string

@description('Azure region; Flex Consumption must be offered there.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Resource group that is made, or used when it is there.')
@minLength(1)
@maxLength(90)
param resourceGroupName string = 'rg-${name}'

@description('Tags of every resource.')
param tags types.tagValues = {}

@description('The health checks. They become app settings.')
param checks check[] = []

@description('Name of the Key Vault that holds the secrets of the checks; empty when there are none. It is there already.')
param keyVaultName string = ''

@description('Resource group of that vault.')
param keyVaultResourceGroup string = resourceGroupName

@description('Options of the app itself. What is not given keeps the default of the app.')
param options types.appOptions = {}

@description('Which build of the app runs.')
param runtime types.runtime = {
  name: 'dotnet-isolated'
  version: '10.0'
}

@description('Size and number of instances.')
param scale types.scale = {
  instanceMemoryMB: 2048
  alwaysReady: 0
  maximumInstances: 40
}

@description('Whether app and storage are spread over availability zones; not every region can.')
param zoneRedundant bool = false

@description('The virtual network, if any.')
param network types.network = { kind: 'None' }

@description('Who may call the app.')
param ingress types.ingress = { kind: 'Public' }

@description('Resource id of a Log Analytics workspace that is there already; empty for a new one.')
param workspaceId string = ''

@description('How long a new workspace keeps its logs, in days.')
@minValue(30)
@maxValue(730)
param retentionInDays int = 30

@description('E-mail addresses that hear of alerts.')
param alertEmails string[] = []

@description('URL that receives alerts in the common alert schema. Secure, for it may hold a token.')
@secure()
param alertWebhookUrl string = ''

@description('Seconds between two calls of an availability test from the same place; each of the five places makes its own.')
param monitorFrequency 300 | 600 | 900 = 300

// By convention: abbreviation of the type, then a token that no other deployment has.
var token = uniqueString(subscription().id, name, location)
var appName = 'func-${token}'
var identityName = 'id-${token}'
var storageName = 'st${token}'
var componentName = 'appi-${token}'
var networkName = 'vnet-${token}'
var packageContainer = 'app-package'
var azdServiceName = 'health'
var allTags = union(tags, { 'azd-env-name': name })
var hasNetwork = network.kind != 'None'
var isPrivate = ingress.kind == 'Private' ? hasNetwork ? true : fail('Private ingress needs a network') : false

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    location: location
    name: identityName
    tags: allTags
  }
}

module logAnalytics 'modules/log-analytics.bicep' = if (empty(workspaceId)) {
  scope: group
  params: {
    location: location
    name: 'log-${token}'
    tags: allTags
    retentionInDays: retentionInDays
  }
}

var logsTo = empty(workspaceId) ? logAnalytics!.outputs.id : workspaceId

module applicationInsights 'modules/application-insights.bicep' = {
  scope: group
  params: {
    location: location
    name: componentName
    tags: allTags
    workspaceId: logsTo
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    name: storageName
    tags: allTags
    zoneRedundant: zoneRedundant
    closed: hasNetwork
    packageContainer: packageContainer
    workspaceId: logsTo
  }
}

module storageRoles 'modules/storage-roles.bicep' = {
  scope: group
  params: {
    accountName: storageName
    identityName: identityName
  }
  dependsOn: [identity, storage]
}

module telemetryRole 'modules/telemetry-role.bicep' = {
  scope: group
  params: {
    componentName: componentName
    identityName: identityName
  }
  dependsOn: [identity, applicationInsights]
}

module vaultRole 'modules/vault-role.bicep' = if (!empty(keyVaultName)) {
  scope: resourceGroup(keyVaultResourceGroup)
  params: {
    vaultName: keyVaultName
    identityName: identityName
    identityResourceGroup: group.name
  }
  dependsOn: [identity]
}

module newNetwork 'modules/network.bicep' = if (network.kind == 'New') {
  scope: group
  params: {
    location: location
    name: networkName
    tags: allTags
    addressPrefix: network.?addressPrefix ?? '10.0.0.0/24'
  }
}

var integrationSubnetId = network.kind == 'New'
  ? resourceId(
      subscription().subscriptionId,
      group.name,
      'Microsoft.Network/virtualNetworks/subnets',
      networkName,
      'integration'
    )
  : network.kind == 'Existing' ? network.integrationSubnetId : ''

var endpointSubnetId = network.kind == 'New'
  ? resourceId(
      subscription().subscriptionId,
      group.name,
      'Microsoft.Network/virtualNetworks/subnets',
      networkName,
      'endpoints'
    )
  : network.kind == 'Existing' ? network.endpointSubnetId : ''

module storageEndpoints 'modules/private-endpoint.bicep' = [
  for service in hasNetwork ? ['blob', 'queue', 'table'] : []: {
    scope: group
    params: {
      location: location
      name: 'pep-${service}-${token}'
      tags: allTags
      subnetId: endpointSubnetId
      targetId: resourceId(subscription().subscriptionId, group.name, 'Microsoft.Storage/storageAccounts', storageName)
      group: service
      zoneName: 'privatelink.${service}.${environment().suffixes.storage}'
      createZone: network.?createDnsZones ?? true
    }
    dependsOn: [newNetwork, storage]
  }
]

module plan 'modules/plan.bicep' = {
  scope: group
  params: {
    location: location
    name: 'plan-${token}'
    tags: allTags
    zoneRedundant: zoneRedundant
  }
}

module app 'modules/function-app.bicep' = {
  scope: group
  params: {
    location: location
    name: appName
    tags: allTags
    azdServiceName: azdServiceName
    planId: plan.outputs.id
    runtime: runtime
    scale: scale
    identityName: identityName
    storageName: storageName
    packageContainer: packageContainer
    telemetryConnectionString: applicationInsights.outputs.connectionString
    settings: concat(optionSettings(options), checkSettings(checks, keyVaultName))
    integrationSubnetId: integrationSubnetId
    ingress: ingress
    workspaceId: logsTo
  }
  // The host needs its roles and its way to storage at its first start; a secret is read then too.
  dependsOn: [storageRoles, telemetryRole, vaultRole, storageEndpoints, newNetwork]
}

module appEndpoint 'modules/private-endpoint.bicep' = if (isPrivate) {
  scope: group
  params: {
    location: location
    name: 'pep-sites-${token}'
    tags: allTags
    subnetId: endpointSubnetId
    targetId: app.outputs.id
    group: 'sites'
    zoneName: 'privatelink.azurewebsites.net'
    createZone: network.?createDnsZones ?? true
  }
}

module actionGroup 'modules/action-group.bicep' = {
  scope: group
  params: {
    name: 'ag-${token}'
    tags: allTags
    emails: alertEmails
    webhookUrl: alertWebhookUrl
  }
}

var watched = isPrivate
  ? []
  : concat(
      [{ name: 'alive', path: '/_system/check', severity: 1 }],
      map(monitoredChecks(checks), check => { name: check, path: '/_system/check/${check}', severity: 2 })
    )

module availabilityTests 'modules/availability-test.bicep' = [
  for route in watched: {
    scope: group
    params: {
      location: location
      name: 'health-${route.name}-${token}'
      tags: allTags
      componentName: componentName
      actionGroupId: actionGroup.outputs.id
      url: 'https://${app.outputs.hostName}${route.path}'
      frequency: monitorFrequency
      severity: route.severity
    }
  }
]

module failureAlerts 'modules/failure-alerts.bicep' = {
  scope: group
  params: {
    location: location
    suffix: token
    tags: allTags
    componentName: componentName
    actionGroupId: actionGroup.outputs.id
  }
  dependsOn: [applicationInsights]
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    location: location
    title: 'Health of ${name}'
    tags: allTags
    componentName: componentName
  }
  dependsOn: [applicationInsights]
}

@description('Resource group of everything.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output FUNCTION_APP_NAME string = app.outputs.name

@description('Root of the app, as callers see it.')
output HEALTH_URL string = 'https://${app.outputs.hostName}'

@description('The routes that the availability tests watch.')
output WATCHED_ROUTES string[] = map(watched, route => route.path)

@description('Which build to publish; infra/hooks/publish.sh reads it.')
output FUNCTIONS_WORKER_RUNTIME string = runtime.name

@description('Who may call the app; after a deployment only a public app is asked whether it answers.')
output HEALTH_INGRESS string = ingress.kind
