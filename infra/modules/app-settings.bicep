metadata description = 'Options of the app as app settings: HealthFunctions__<Key>.'

import { appOptions } from 'types.bicep'
import { setting } from 'check-settings.bicep'

@export()
@description('The settings of the options that are given; the others keep their defaults in the app.')
func optionSettings(options appOptions) setting[] =>
  flatten(map(filter(items(options), option => option.value != null), option => [
    {
      name: 'HealthFunctions__${toUpper(substring(option.key, 0, 1))}${substring(option.key, 1)}'
      value: string(option.value)
    }
  ]))
