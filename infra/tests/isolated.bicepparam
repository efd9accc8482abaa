using '../main.bicep'

// The isolated worker, one check, and everybody who wants to hear of it. The app has been deployed.
param name = 'isolated'
param location = 'westeurope'
param alertEmails = 'oncall@example.com, lead@example.com'
param alertWebhookUrl = 'https://hooks.example.com/a-token'
param live = true
param settings = {
  checks: [
    {
      type: 'Http'
      name: 'shop'
      url: 'https://shop.example.com/'
      monitor: true
    }
  ]
}
