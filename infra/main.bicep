metadata name = 'HealthFunctions'
metadata description = 'A health app on Azure Functions, with what watches it. Without any secret: identities all the way.'

targetScope = 'subscription'

import { checkSettings, monitoredChecks, secretsOf } from 'checks.bicep'
import { settings as environmentSettings, settingsOf } from 'environments.bicep'
import { optionSettings } from 'options.bicep'

@description('Name of the environment. All other names follow from it, the subscription and the region.')
@minLength(1)
@maxLength(57)
param name string

@description('Azure region; Flex Consumption must be offered there.')
@metadata({ azd: { type: 'location' } })
param location string

@description('E-mail addresses that hear of alerts, separated by commas, or the word none.')
@minLength(4)
param alertEmails string

@description('URL that receives alerts in the common alert schema. Secure, for it may hold a token.')
@secure()
param alertWebhookUrl string = ''

@description('Whether availability tests and alerts are on. Not before the app has been deployed, for until then they would all fire.')
param live bool = false

@description('What the environment has: see environments.bicep.')
param settings environmentSettings = settingsOf(name)

// It is part of the names of the group (90 letters, no . at the end) and of the deployment stack (health-<name>, 64 letters).
var checkedName = empty(filter(
    range(0, length(name)),
    i => !contains('abcdefghijklmnopqrstuvwxyz0123456789-_.', toLower(substring(name, i, 1)))
  )) && !endsWith(name, '.')
  ? name
  : fail('name may have letters, digits, -, _ and ., and not . at its end')

// By convention: abbreviation of the type, then a token that no other deployment has, in this region or another ("West Europe" is
// westeurope).
var token = uniqueString(subscription().id, name, toLower(replace(location, ' ', '')))
var tags = union(settings.?tags ?? {}, { 'azd-env-name': name })
// Without the token: azd knows an environment by its name alone, so a subscription has it once. Azure refuses it in a second region.
var groupName = settings.?existingResourceGroup ?? 'rg-${checkedName}'
var checks = settings.?checks ?? []
var network = settings.?network ?? { kind: 'None' }
var ingress = settings.?ingress ?? { kind: 'Public' }
var isPrivate = ingress.kind == 'Private'
  ? network.kind == 'None' ? fail('Private ingress needs a network') : true
  : false
var emails = toLower(alertEmails) == 'none' ? [] : map(split(alertEmails, ','), email => trim(email))
var checkedEmails = length(emails) == length(union(map(emails, email => toLower(email)), [])) && empty(filter(emails, email => length(split(email, '@')) != 2 || startsWith(email, '@') || endsWith(email, '@') || contains(email, ' '))) ? emails : fail('alertEmails has an address twice, or something that is no address')
var size = settings.?scale ?? { instanceMemoryMB: 2048, alwaysReady: 0, maximumInstances: 40 }
var zoneRedundant = (settings.?zoneRedundant ?? false)
  ? size.alwaysReady < 2 ? fail('zoneRedundant needs at least two always-ready instances') : true
  : false

// A group that is there already is used as it is: azd takes one with the tag azd-env-name for its own, and deletes it.
resource newGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = if (settings.?existingResourceGroup == null) {
  name: groupName
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: resourceGroup(groupName)
  params: {
    location: location
    name: 'id-${token}'
    tags: tags
  }
  dependsOn: [newGroup]
}

module newNetwork 'network.bicep' = if (network.kind == 'New') {
  scope: resourceGroup(groupName)
  params: {
    location: location
    name: 'vnet-${token}'
    tags: tags
    addressPrefix: network.?addressPrefix ?? '10.0.0.0/24'
  }
  dependsOn: [newGroup]
}

module vaultRole 'vault-role.bicep' = if (!empty(secretsOf(checks))) {
  scope: resourceGroup(settings.?keyVault.?resourceGroup ?? groupName)
  params: {
    vaultName: settings.?keyVault.?name ?? ''
    secrets: secretsOf(checks)
    principalId: identity.outputs.identity.principalId
  }
}

module watch 'watch.bicep' = {
  scope: resourceGroup(groupName)
  params: {
    location: location
    token: token
    tags: tags
    title: 'Health of ${name}'
    principalId: identity.outputs.identity.principalId
    workspaceId: settings.?workspaceId ?? ''
    retentionInDays: settings.?retentionInDays ?? 30
    emails: checkedEmails
    webhookUrl: alertWebhookUrl
    live: live
  }
}

var subnets = network.kind == 'New'
  ? map(
      ['integration', 'endpoints'],
      subnet =>
        resourceId(
          subscription().subscriptionId,
          groupName,
          'Microsoft.Network/virtualNetworks/subnets',
          'vnet-${token}',
          subnet
        )
    )
  : network.kind == 'Existing' ? [network.integrationSubnetId, network.endpointSubnetId] : ['', '']

module app 'app.bicep' = {
  scope: resourceGroup(groupName)
  params: {
    location: location
    token: token
    tags: tags
    runsAs: identity.outputs.identity
    runtime: settings.?runtime ?? 'dotnet-isolated'
    size: size
    zoneRedundant: zoneRedundant
    callers: ingress
    integrationSubnetId: subnets[0]
    endpointSubnetId: subnets[1]
    createDnsZones: network.?createDnsZones ?? true
    telemetryConnectionString: watch.outputs.connectionString
    workspaceId: watch.outputs.workspaceId
    settings: concat(
      optionSettings(settings.?options ?? {}),
      checkSettings(checks, settings.?options.?deadline ?? '10s', settings.?keyVault.?name ?? '')
    )
  }
  // A secret is read when the app starts.
  dependsOn: [newNetwork, vaultRole]
}

var watched = isPrivate
  ? []
  : concat(
      [{ name: 'alive', path: '/_system/check', severity: 1 }],
      // With a prefix of their own: a check may be named alive.
      map(monitoredChecks(checks), check => { name: 'check-${check}', path: '/_system/check/${check}', severity: 2 })
    )

module availabilityTests 'availability-test.bicep' = [
  for route in watched: {
    scope: resourceGroup(groupName)
    params: {
      location: location
      name: 'health-${route.name}-${token}'
      tags: tags
      componentId: watch.outputs.componentId
      actionGroupId: watch.outputs.actionGroupId
      url: 'https://${app.outputs.hostName}${route.path}'
      frequency: settings.?monitorFrequency ?? 300
      severity: route.severity
      live: live
    }
  }
]

@description('Resource group of everything.')
output AZURE_RESOURCE_GROUP string = groupName

@description('Name of the function app.')
output FUNCTION_APP_NAME string = app.outputs.name

@description('Root of the app, as callers see it.')
output HEALTH_URL string = 'https://${app.outputs.hostName}'

@description('The routes that the availability tests watch.')
output WATCHED_ROUTES string[] = map(watched, route => route.path)

@description('The availability tests, by name, with a space between them; infra/hooks/prune.sh removes all others of this deployment.')
output HEALTH_TESTS string = join(map(watched, route => 'health-${route.name}-${token}'), ' ')

@description('The secrets that checks read, as vault/secret, with a space between them; infra/hooks/prune.sh takes all other grants away.')
output HEALTH_SECRETS string = join(
  map(secretsOf(checks), secret => toLower('${settings.?keyVault.?name ?? ''}/${secret}')),
  ' '
)

@description('What the names of this deployment end in.')
output HEALTH_TOKEN string = token

@description('Who may call the app; after a deployment only a public app is asked whether it answers.')
output HEALTH_INGRESS string = ingress.kind
