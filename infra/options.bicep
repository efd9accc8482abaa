metadata description = 'The options of the app as parameters, and the app settings that they become: HealthFunctions__<Key>.'

import { setting } from 'checks/settings.bicep'
import { duration, requireDuration } from 'durations.bicep'

@export()
@description('The settings of the app itself: HealthFunctions__<Key>. Keys are not among them: the Functions host guards the keyed routes.')
@sealed()
type appOptions = {
  @description('HTTP status of a WARNING, 200-599. Default: 500.')
  @minValue(200)
  @maxValue(599)
  warningStatusCode: int?

  @description('HTTP status of an ERROR, 200-599. Default: 500.')
  @minValue(200)
  @maxValue(599)
  errorStatusCode: int?

  @description('Limit of one whole call. Default: 10s.')
  deadline: duration?

  @description('Runs at once in one process. Default: 64.')
  @minValue(1)
  @maxValue(10000)
  maxConcurrency: int?
}

@export()
@description('The settings of the options that are given; the others keep their defaults in the app.')
func optionSettings(options appOptions) setting[] =>
  flatten(map(filter(items(options), option => option.value != null), option => [
    {
      name: 'HealthFunctions__${toUpper(substring(option.key, 0, 1))}${substring(option.key, 1)}'
      value: option.key == 'deadline'
        ? requireDuration('deadline', string(option.value), '1ms', '5m')
        : string(option.value)
    }
  ]))
