metadata description = 'Who hears of an alert. Without recipients, alerts are still seen in the portal.'

import * as types from 'types.bicep'

@description('Name of the group.')
param name string

@description('Tags of the group.')
param tags types.tagValues

@description('E-mail addresses.')
param emails string[]

@description('URL that receives the common alert schema. It may hold a secret.')
@secure()
param webhookUrl string

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'health'
    emailReceivers: [
      for email in emails: {
        name: email
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
    webhookReceivers: empty(webhookUrl)
      ? []
      : [
          {
            name: 'webhook'
            serviceUri: webhookUrl
            useCommonAlertSchema: true
          }
        ]
  }
}

@description('Resource id of the group.')
output id string = group.id
