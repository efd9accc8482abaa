metadata description = 'A private endpoint, and the DNS zone that leads to it.'

@description('Azure region.')
param location string

@description('Name of the endpoint.')
param name string

@description('Tags of the endpoint.')
param tags object

@description('Resource id of the subnet that holds the endpoint.')
param subnetId string

@description('Resource id of what the endpoint leads to.')
param targetId string

@description('Which part of the target: blob or sites.')
param group 'blob' | 'sites'

@description('Name of the private DNS zone.')
param zoneName string

@description('Whether the zone is made and linked here.')
param createZone bool

var subnetPath = split(subnetId, '/')

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: subnetPath[8]
  scope: resourceGroup(subnetPath[2], subnetPath[4])
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: group
        properties: {
          privateLinkServiceId: targetId
          groupIds: [group]
        }
      }
    ]
  }

  resource records 'privateDnsZoneGroups' = if (createZone) {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: group
          properties: { privateDnsZoneId: zone.id }
        }
      ]
    }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = if (createZone) {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: uniqueString(network.id)
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
}
