metadata description = 'Durations as the app reads them.'

@export()
@description('A duration: a whole number of ms, s, m, h or d, such as 500ms, 5s, 2m, 1h or 14d; or hours, minutes and seconds, with days and parts of a second if need be, such as 00:00:05 or 14.00:00:00.')
@minLength(2)
@maxLength(26)
type duration = string

@export()
@description('A duration within its limits, or a refusal. A bare 5 has no unit, and 0:30 would be 30 minutes to .NET.')
func requireDuration(what string, value string, shortest string, longest string) string =>
  isDuration(value)
    ? milliseconds(value) < milliseconds(shortest) || milliseconds(value) > milliseconds(longest)
        ? fail('${what} is ${value}; allowed: from ${shortest} to ${longest}')
        : value
    : fail('${what} is \'${value}\', not a duration such as 500ms, 5s, 2m, 1h, 14d or 00:00:05')

@export()
@description('Whether the app takes a text as a duration.')
func isDuration(value string) bool =>
  (contains(['s', 'm', 'h', 'd'], last(value)) && isDigits(take(value, length(value) - 1))) || (skip(
    value,
    length(value) - 2
  ) == 'ms' && isDigits(take(value, length(value) - 2))) || isClock(value)

@export()
@description('The length of a duration, without parts of a millisecond; of one that is longer than any limit, something that is too.')
func milliseconds(value string) int => isClock(value) ? clockMilliseconds(split(value, ':')) : counted(value)

func counted(value string) int =>
  endsWith(value, 'ms')
    ? number(take(value, length(value) - 2))
    : number(take(value, length(value) - 1)) * { s: 1000, m: 60000, h: 3600000, d: 86400000 }[last(value)]

func clockMilliseconds(parts string[]) int =>
  daysAndHours(split(parts[0], '.')) + int(parts[1]) * 60000 + int(take(parts[2], 2)) * 1000 + int(take(
    padRight(skip(parts[2], 3)),
    3
  ))

func padRight(digits string) string => '${digits}000'

func daysAndHours(parts string[]) int =>
  int(last(parts)!) * 3600000 + (length(parts) == 2 ? number(parts[0]) * 86400000 : 0)

// More digits in milliseconds than any limit has, and no overflow in days.
func number(digits string) int => length(digits) > 11 ? 99999999999 : int(digits)

func isClock(value string) bool =>
  length(split(value, ':')) == 3 && isDaysAndHours(split(split(value, ':')[0], '.')) && isBelow(
    split(value, ':')[1],
    60
  ) && isSeconds(split(split(value, ':')[2], '.'))

func isDaysAndHours(parts string[]) bool =>
  length(parts) == 1 ? isBelow(parts[0], 24) : length(parts) == 2 && isDigits(parts[0]) && isBelow(parts[1], 24)

func isSeconds(parts string[]) bool =>
  length(parts) <= 2 && isBelow(parts[0], 60) && (length(parts) == 1 || (isDigits(parts[1]) && length(parts[1]) <= 7))

func isBelow(text string, limit int) bool => isDigits(text) && length(text) == 2 && int(text) < limit

@export()
@description('Whether a text is a number without a sign.')
func isDigits(text string) bool =>
  !empty(text) && empty(filter(characters(text), letter => !contains('0123456789', letter)))

@export()
@description('The characters of a text.')
func characters(text string) string[] => map(range(0, length(text)), i => substring(text, i, 1))
