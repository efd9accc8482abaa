using '../main.bicep'

// Every key of every type of check, secrets from a vault, and every option of the app.
param name = 'many'
param location = 'westeurope'
param alertEmails = 'none'
param settings = {
  keyVault: { name: 'kv-health', resourceGroup: 'secrets' }
  monitorFrequency: 600
  options: {
    warningStatusCode: 200
    errorStatusCode: 503
    deadline: '20s'
    maxConcurrency: 32
  }
  checks: [
    {
      type: 'Http'
      name: 'shop'
      url: 'https://shop.example.com/'
      monitor: true
    }
    {
      type: 'Http'
      name: 'Shop_Search2'
      tags: ['search', 'ready']
      timeout: '3s'
      warnAfter: '1500ms'
      maxAge: '00:00:10'
      failuresBeforeError: 3
      successesBeforeOk: 2
      monitor: true
      url: 'https://shop.example.com/search?q=a%20b&n=1'
      method: 'POST'
      expectedStatus: '200-299,404'
      expectedBody: '"hits":\\s*[1-9]'
      expectedHeaders: [
        { name: 'Content-Type', matches: '^application/json' }
        { name: 'X-Version', equals: '7' }
      ]
      expectedJson: [
        { pointer: '/status', equals: 'UP' }
        { pointer: '/a~1b', matches: '^x' }
        { pointer: '/queue/length', below: '10' }
        { pointer: '/ratio', above: '-0.5' }
      ]
      contentType: 'application/query+json'
      headers: { 'X-Api-Key': 'public', Accept: 'application/json' }
      maxBodyBytes: 1048576
      followRedirects: true
      reuseConnections: true
      useProxy: true
      certificateExpiryWarning: '14d'
      clientCertificate: '/var/ssl/private/client.p12'
      secrets: {
        Headers__Authorization: 'shop-search-token'
        Body: 'shop-search-body'
        ClientCertificatePassword: 'shop-search-password'
      }
    }
    {
      type: 'Http'
      name: 'vault'
      url: 'https://shop.vault.azure.net/secrets/partner-key/versions?api-version=7.4'
      method: 'POST'
      body: '{}'
      clientCertificate: '/client.pem'
      clientCertificateKeyPath: '/client.key'
      tokenAudience: 'https://vault.azure.net'
      clientId: 'a2c4e6f8-0000-1111-2222-333344445555'
    }
    {
      type: 'Http'
      name: 'partner'
      tags: ['ready']
      followRedirects: false
      secrets: { Url: 'partner-url' }
    }
    {
      // The name of the test of the whole, in another case.
      type: 'Http'
      name: 'Alive'
      monitor: true
      // The name of a secret has no case.
      secrets: { Url: 'Partner-URL' }
    }
    {
      type: 'Tcp'
      name: 'redis'
      host: 'redis.example.com'
      port: 6379
      send: 'PING\\r\\n'
      expect: '^\\+PONG'
      maxAnswerBytes: 64
    }
    {
      type: 'Tls'
      name: 'shop_tls'
      host: 'shop.example.com'
      port: 8443
      certificateExpiryWarning: '21d'
    }
    {
      type: 'Certificate'
      name: 'signing'
      path: '/var/ssl/certs/signing.der'
      certificateExpiryWarning: '30d'
    }
    {
      type: 'Disk'
      name: 'data'
      path: '/data'
      warnBelow: '10%'
      errorBelow: '500MiB'
    }
    {
      type: 'Memory'
      name: 'memory'
      warnAbove: '80%'
      errorAbove: '450MiB'
    }
    {
      type: 'Ping'
      name: 'gateway'
      host: '10.0.0.1'
    }
    {
      type: 'Code'
      name: 'orders'
      timeout: '00:00:02'
      warnAfter: '00:00:01'
      maxAge: '00:00:30'
      failuresBeforeError: 2
      successesBeforeOk: 3
      monitor: true
    }
  ]
}
