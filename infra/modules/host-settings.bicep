metadata description = 'App settings of the Functions host. It reaches storage and telemetry by identity, so that none is a secret.'

import { setting } from 'check-settings.bicep'

@export()
@description('The settings of the host.')
func hostSettings(storageName string, telemetryConnectionString string, clientId string) setting[] =>
  concat(
    map(['blob', 'queue', 'table'], service => {
      name: 'AzureWebJobsStorage__${service}ServiceUri'
      value: 'https://${storageName}.${service}.${environment().suffixes.storage}'
    }),
    [
      { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
      { name: 'AzureWebJobsStorage__clientId', value: clientId }
      { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: telemetryConnectionString }
      { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${clientId};Authorization=AAD' }
    ]
  )
