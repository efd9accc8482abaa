metadata description = 'Who may call the app, as access restrictions of App Service.'

import * as types from 'types.bicep'

@description('One access restriction.')
type rule = {
  @description('Name of the rule.')
  name: string

  @description('Order of the rule; the lowest is read first.')
  priority: int

  @description('What the rule does.')
  action: 'Allow'

  @description('What kind of source the rule names.')
  tag: 'ServiceTag'

  @description('The source.')
  ipAddress: string

  @description('Headers that the request must have as well.')
  headers: headerValues?
}

@description('Header name to its allowed values.')
type headerValues = {
  @description('Allowed values.')
  *: string[]
}

@export()
@description('The rules. Without any everybody is let in; with some, nobody else is.')
func ingressRules(ingress types.ingress) rule[] =>
  ingress.kind != 'FrontDoor'
    ? []
    : [
        {
          name: 'Front Door'
          priority: 100
          action: 'Allow'
          tag: 'ServiceTag'
          ipAddress: 'AzureFrontDoor.Backend'
          headers: { 'x-azure-fdid': [ingress.frontDoorId] }
        }
        {
          name: 'Availability tests'
          priority: 200
          action: 'Allow'
          tag: 'ServiceTag'
          ipAddress: 'ApplicationInsightsAvailability'
        }
      ]
