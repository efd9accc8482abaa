using 'main.bicep'

// From the environment: azd fills it, a workflow or a shell exports it.
param name = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param alertWebhookUrl = readEnvironmentVariable('ALERT_WEBHOOK_URL', '')
param runtime = readEnvironmentVariable('FUNCTIONS_WORKER_RUNTIME', 'dotnet-isolated') == 'custom'
  ? { name: 'custom', version: '1.0' }
  : { name: 'dotnet-isolated', version: '10.0' }

// Yours. Every other parameter of main.bicep can be added the same way; infra/tests/ has examples.
param alertEmails = []
param checks = []
