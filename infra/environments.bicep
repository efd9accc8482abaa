// Yours to edit: what each environment has. The name is AZURE_ENV_NAME; an environment that is not named here has `others`.
metadata description = 'What differs between environments: checks, network, size and so on.'

import { check } from 'checks.bicep'
import { ingress, scale } from 'app.bicep'
import { appOptions } from 'options.bicep'

@export()
@description('What an environment has. What is not given has its default.')
@sealed()
type settings = {
  @description('The health checks. They become app settings. Default: none.')
  checks: check[]?

  @description('The Key Vault that holds the secrets of the checks. It is there already and stays when the app goes.')
  keyVault: keyVault?

  @description('Options of the app itself. What is not given keeps the default of the app.')
  options: appOptions?

  @description('Which build of the app runs. Default: dotnet-isolated. azd deploys that one only.')
  runtime: ('dotnet-isolated' | 'custom')?

  @description('Size and number of instances. Default: 2048 MB, none always ready, at most 40.')
  scale: scale?

  @description('Whether app and storage are spread over availability zones; not every region can. Needs two always-ready instances. Default: false.')
  zoneRedundant: bool?

  @description('The virtual network. Default: None.')
  network: network?

  @description('Who may call the app. Default: Public.')
  ingress: ingress?

  @description('A resource group that is there already; it is used, and not tagged as one of azd. Default: rg-<name>, made here.')
  @minLength(1)
  @maxLength(90)
  existingResourceGroup: string?

  @description('Tags of every resource.')
  tags: tags?

  @description('Resource id of a Log Analytics workspace that is there already. Default: a new one.')
  workspaceId: string?

  @description('How long a new workspace keeps its logs, in days. Default: 30.')
  @minValue(30)
  @maxValue(730)
  retentionInDays: int?

  @description('Seconds between two calls of an availability test from the same place; each of the five places makes its own. Default: 300.')
  monitorFrequency: (300 | 600 | 900)?
}

@description('A Key Vault that is there already. It must use roles, not access policies.')
@sealed()
type keyVault = {
  @description('Name of the vault.')
  name: string

  @description('Resource group of the vault; not that of the app, which goes with it.')
  resourceGroup: string
}

@description('Tags: name to value.')
type tags = {
  @description('Value of the tag.')
  *: string
}

@description('Without a virtual network: the app reaches its storage over the public endpoint, by identity.')
@sealed()
type noNetwork = {
  @description('Tells the kinds of network apart.')
  kind: 'None'
}

@description('A virtual network of its own.')
@sealed()
type newNetwork = {
  @description('Tells the kinds of network apart.')
  kind: 'New'

  @description('Address space, /25 or larger. Default: 10.0.0.0/24.')
  addressPrefix: string?
}

@description('Subnets that are there already.')
@sealed()
type existingNetwork = {
  @description('Tells the kinds of network apart.')
  kind: 'Existing'

  @description('Resource id of the subnet the app calls out from: /27 or larger, delegated to Microsoft.App/environments, used by nothing else.')
  integrationSubnetId: string

  @description('Resource id of the subnet for the private endpoints.')
  endpointSubnetId: string

  @description('Whether the private DNS zones are made and linked here. False where a policy or a hub does so. Default: true.')
  createDnsZones: bool?
}

@export()
@description('The network of the app. With one, storage is closed to the public and reached by private endpoints.')
@discriminator('kind')
type network = noNetwork | newNetwork | existingNetwork

@export()
@description('What the environment of this name has.')
func settingsOf(name string) settings =>
  {
    // prod: {
    //   checks: [
    //     { type: 'Http', name: 'shop', url: 'https://shop.example.com/health', monitor: true }
    //   ]
    // }
    others: {}
  }[?name] ?? {}
