metadata description = 'Limits of memory and storage as the app reads them.'

import { characters, isDigits } from '../durations.bicep'

@export()
@description('A size, which is a whole number of B, KB, MB, GB, TB, KiB, MiB, GiB or TiB, such as 5GB; or a share from 1% to 99%.')
@minLength(2)
@maxLength(22)
type size = string

@export()
@description('A size or a share, if it is given; or a refusal.')
func sized(check string, key string, value string?) string? =>
  value == null || isSize(value!)
    ? value
    : fail('${key} of check ${check} is \'${value!}\', not a size such as 500MB, 5GB or 2GiB, or a share from 1% to 99%')

@export()
@description('Whether the app takes a text as a size or a share; only it knows whether one is too large.')
func isSize(value string) bool =>
  endsWith(value, '%')
    ? isShare(take(value, length(value) - 1))
    : !empty(filter(
        ['B', 'KB', 'MB', 'GB', 'TB', 'KiB', 'MiB', 'GiB', 'TiB'],
        unit => skip(value, length(value) - length(unit)) == unit && isAmount(take(value, length(value) - length(unit)))
      ))

func isAmount(digits string) bool => isDigits(digits) && !empty(filter(characters(digits), digit => digit != '0'))

func isShare(digits string) bool => isDigits(digits) && length(digits) <= 9 && int(digits) >= 1 && int(digits) <= 99
