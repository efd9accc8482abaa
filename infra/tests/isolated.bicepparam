using '../main.bicep'

// The isolated worker, one check, and everybody who wants to hear of it.
param name = 'isolated'
param location = 'westeurope'
param alertEmails = ['oncall@example.com']
param alertWebhookUrl = 'https://hooks.example.com/a-token'
param checks = [
  {
    type: 'Http'
    name: 'shop'
    url: 'https://shop.example.com/'
    monitor: true
  }
]
