metadata description = 'Types that several modules share.'

@export()
@description('Tags: name to value.')
type tagValues = {
  @description('Value of the tag.')
  *: string
}

@export()
@description('Which build of the app runs: the isolated worker, or the native binary behind the Functions host.')
@sealed()
type runtime = {
  @description('Name of the Functions runtime: dotnet-isolated, or custom for the custom handler.')
  name: 'dotnet-isolated' | 'custom'

  @description('Version of the runtime: 10.0 for dotnet-isolated (with 10 the app never starts), 1.0 for custom.')
  version: string
}

@export()
@description('How large one instance is, and how many there may be.')
@sealed()
type scale = {
  @description('Memory of one instance in MB. Half a CPU core comes with 1024 MB.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Instances that run also when nobody calls: no cold start, but a monthly price.')
  @minValue(0)
  alwaysReady: int

  @description('Upper limit of instances, and so of the bill.')
  @minValue(40)
  @maxValue(1000)
  maximumInstances: int
}

@export()
@description('Without a virtual network: the app reaches its storage over the public endpoint, by identity.')
@sealed()
type noNetwork = {
  @description('Tells the kinds of network apart.')
  kind: 'None'
}

@export()
@description('A virtual network of its own.')
@sealed()
type newNetwork = {
  @description('Tells the kinds of network apart.')
  kind: 'New'

  @description('Address space, /25 or larger. Default: 10.0.0.0/24.')
  addressPrefix: string?
}

@export()
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

@export()
@description('The settings of the app itself: HealthFunctions__<Key>. Keys are not among them: the Functions host guards the keyed routes.')
@sealed()
type appOptions = {
  @description('HTTP status of a WARNING, 200-599. Default: 500.')
  @minValue(200)
  @maxValue(599)
  warningStatusCode: int?

  @description('HTTP status of an ERROR, 200-599. Default: 500.')
  @minValue(200)
  @maxValue(599)
  errorStatusCode: int?

  @description('Limit of one whole call. Default: 00:00:10.')
  deadline: string?

  @description('Runs at once in one process. Default: 64.')
  @minValue(1)
  @maxValue(10000)
  maxConcurrency: int?
}
