using '../main.bicep'

// Nothing is public: neither the app nor its storage. Availability tests could not reach it, so there are none.
param name = 'private'
param location = 'westeurope'
param zoneRedundant = true
param network = { kind: 'New' }
param ingress = { kind: 'Private' }
param checks = [
  {
    type: 'Http'
    name: 'intranet'
    url: 'https://intranet.example.com/'
    monitor: true
  }
]
