using '../main.bicep'

// The example of each type of the families. Made of what their options declare, by the tests of the docs: not to be edited.
param name = 'families'
param location = 'westeurope'
param alertEmails = 'none'
param settings = {
  keyVault: { name: 'kv-health', resourceGroup: 'secrets' }
  checks: [
    {
      type: 'Blob'
      name: 'Blob'
      uri: 'https://shop.blob.core.windows.net'
      container: 'uploads'
    }
    {
      type: 'Dns'
      name: 'Dns'
      host: 'example.org'
      recordType: 'MX'
      expect: ['mail.example.org']
    }
    {
      type: 'EventHubs'
      name: 'EventHubs'
      uri: 'https://shop.servicebus.windows.net'
      hub: 'clicks'
    }
    {
      type: 'Grpc'
      name: 'Grpc'
      url: 'https://orders.example.org'
      service: 'shop.v1.Orders'
    }
    {
      type: 'KeyVault'
      name: 'KeyVault'
      uri: 'https://shop.vault.azure.net'
      secretName: 'db-password'
      expiryWarning: '14d'
    }
    {
      type: 'Mqtt'
      name: 'Mqtt'
      host: 'mqtt.example.org'
      userName: 'health'
      secrets: {
        Password: 'Mqtt-Password'
      }
    }
    {
      type: 'MySql'
      name: 'MySql'
      query: 'SELECT count(*) FROM orders WHERE failed'
      expect: '< 10'
      secrets: {
        ConnectionString: 'MySql-ConnectionString'
      }
    }
    {
      type: 'Nats'
      name: 'Nats'
      url: 'tls://nats.example.org'
      userName: 'health'
      secrets: {
        Password: 'Nats-Password'
      }
    }
    {
      type: 'Postgres'
      name: 'Postgres'
      query: 'SELECT count(*) FROM orders WHERE failed'
      expect: '< 10'
      secrets: {
        ConnectionString: 'Postgres-ConnectionString'
      }
    }
    {
      type: 'Queue'
      name: 'Queue'
      uri: 'https://shop.queue.core.windows.net'
      queue: 'orders'
      oldestWarnAbove: '5m'
      oldestErrorAbove: '1h'
      deadLettersErrorAbove: 0
    }
    {
      type: 'RabbitMq'
      name: 'RabbitMq'
      queue: 'orders'
      warnAbove: 1000
      errorAbove: 10000
      deadLetterQueue: 'orders-dead'
      deadLettersErrorAbove: 0
      secrets: {
        ConnectionString: 'RabbitMq-ConnectionString'
      }
    }
    {
      type: 'Redis'
      name: 'Redis'
      secrets: {
        ConnectionString: 'Redis-ConnectionString'
      }
    }
    {
      type: 'ServiceBus'
      name: 'ServiceBus'
      uri: 'https://shop.servicebus.windows.net'
      queue: 'orders'
      oldestWarnAbove: '5m'
      oldestErrorAbove: '1h'
    }
    {
      type: 'Smtp'
      name: 'Smtp'
      host: 'smtp.example.org'
      userName: 'shop'
      certificateExpiryWarning: '14d'
      secrets: {
        Password: 'Smtp-Password'
      }
    }
    {
      type: 'SqlServer'
      name: 'SqlServer'
      query: 'SELECT count(*) FROM orders WHERE failed = 1'
      expect: '< 10'
      secrets: {
        ConnectionString: 'SqlServer-ConnectionString'
      }
    }
    {
      type: 'Table'
      name: 'Table'
      uri: 'https://shop.table.core.windows.net'
      table: 'orders'
    }
  ]
}
