using '../main.bicep'

// The native binary behind the Functions host, in the smallest instance, with one that always runs.
param name = 'custom'
param location = 'westeurope'
param alertEmails = 'none'
param settings = {
  runtime: 'custom'
  scale: { instanceMemoryMB: 512, alwaysReady: 1, maximumInstances: 40 }
  checks: [
    {
      type: 'Http'
      name: 'shop'
      url: 'https://shop.example.com/'
    }
  ]
}
