using '../main.bicep'

// Nothing is public: neither the app nor its storage. Availability tests could not reach it, so there are none.
param name = 'private'
param location = 'westeurope'
param alertEmails = 'none'
param settings = {
  zoneRedundant: true
  scale: { instanceMemoryMB: 2048, alwaysReady: 2, maximumInstances: 40 }
  network: { kind: 'New' }
  ingress: { kind: 'Private' }
  checks: [
    {
      type: 'Http'
      name: 'intranet'
      url: 'https://intranet.example.com/'
      monitor: true
    }
  ]
}
