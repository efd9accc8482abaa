using '../main.bicep'

var platform = '/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/platform/providers'
var subnets = '${platform}/Microsoft.Network/virtualNetworks/hub/subnets'

// The platform team owns the resource group, the workspace, the network and its DNS zones.
param name = 'existing'
param location = 'westeurope'
param alertEmails = 'none'
param settings = {
  existingResourceGroup: 'team-health'
  tags: { costCenter: '1234' }
  workspaceId: '${platform}/Microsoft.OperationalInsights/workspaces/central'
  network: {
    kind: 'Existing'
    integrationSubnetId: '${subnets}/health'
    endpointSubnetId: '${subnets}/endpoints'
    createDnsZones: false
  }
}
