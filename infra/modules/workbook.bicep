metadata description = 'A workbook: status, latency and failures of every check.'

import * as types from 'types.bicep'

@description('Azure region.')
param location string

@description('Title of the workbook.')
param title string

@description('Tags of the workbook.')
param tags types.tagValues

@description('Name of the Application Insights component that it reads.')
param componentName string

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // Azure wants a GUID for a name.
  name: guid(component.id, 'health')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: title
    sourceId: component.id
    serializedData: replace(loadTextContent('workbook.json'), 'COMPONENT-ID', component.id)
  }
}
