using '../main.bicep'

// Only one Front Door may call, and the availability tests.
param name = 'front-door'
param location = 'westeurope'
param alertEmails = 'none'
param settings = {
  ingress: { kind: 'FrontDoor', frontDoorId: '00000000-0000-0000-0000-0000000000fd' }
}
