metadata description = 'The app settings of a check: HealthChecks__<name>__<Key>.'

import { characters, requireDuration } from '../durations.bicep'

@export()
@description('One app setting.')
type setting = {
  @description('Name of the setting.')
  name: string

  @description('Value of the setting, or a reference to it.')
  value: string
}

@export()
@description('Names and their values.')
type texts = {
  @description('One value.')
  *: string
}

@export()
@description('The setting of a key that is given.')
func one(check string, key string, value string?) setting[] =>
  value == null
    ? []
    : [{ name: join(map(['HealthChecks', check, ...split(key, '__')], part => carried(part)), '__'), value: value! }]

@export()
@description('The settings <key>__<name> of a map.')
func many(check string, key string, values texts) setting[] =>
  flatten(map(items(values), item => one(check, '${key}__${item.key}', item.value)))

@export()
@description('The settings <key>__0, <key>__1 and so on of a list.')
func list(check string, key string, values string[]?) setting[] =>
  many(check, key, toObject(range(0, length(values ?? [])), i => string(i), i => values![i]))

@export()
@description('A whole number as a setting has it.')
func number(value int?) string? => value == null ? null : string(value)

@export()
@description('True or false as a setting has it.')
func flag(value bool?) string? => value == null ? null : (value! ? 'true' : 'false')

@export()
@description('A duration within its limits, if it is given; or a refusal.')
func limited(check string, key string, value string?, shortest string, longest string) string? =>
  value == null ? null : requireDuration('${key} of check ${check}', value!, shortest, longest)

@export()
@description('The setting of a duration that is given, within its limits; or a refusal.')
func within(check string, key string, value string?, shortest string, longest string) setting[] =>
  one(check, key, limited(check, key, value, shortest, longest))

// The app reads one JSON object as well: a name may have a - in it, that of an app setting may not.
@export()
@description('The settings of texts by name, such as headers: <key>__<name>, or one JSON object where an app setting cannot carry a name.')
func named(check string, key string, values texts?) setting[] =>
  empty(filter(items(values ?? {}), item => !isCarried(item.key)))
    ? many(check, key, values ?? {})
    : one(check, key, string(values!))

@export()
@description('The setting of a connection string in plain, if it is given; or a refusal, where a password is in it.')
func open(check string, key string, value string?) setting[] =>
  value != null && hasPassword(toLower(replace(value!, ' ', '')))
    ? fail('${key} of check ${check} has a password or key in it: give it in secrets')
    : one(check, key, value)

@export()
@description('The setting of a connection string in plain, or none where it is a secret; or a refusal, where it is neither.')
func required(check string, key string, value string?, secrets object?) setting[] =>
  value == null && !contains(secrets ?? {}, key)
    ? fail('Check ${check} needs ${key}, in plain or as a secret')
    : open(check, key, value)

// What the client libraries call it, and the user info of a URL.
func hasPassword(value string) bool =>
  (contains(value, '://') && contains(value, '@')) || !empty(filter(
    ['password=', 'pwd=', 'accountkey=', 'sharedaccesskey=', 'sharedaccesssignature=', 'sig='],
    word => contains(value, word)
  ))

// App Service on Linux drops or replaces other characters, and .NET reads __ as a level of its own:
// a name that breaks this would be lost, or become another name, without a word.
func carried(part string) string =>
  isCarried(part)
    ? part
    : fail('Not part of an app setting: \'${part}\'. Letters, digits and single underscores between them can be')

@export()
@description('Whether App Service carries a text as a part of the name of a setting.')
func isCarried(part string) bool => allLegal(part) && !contains('_${part}_', '__')

@export()
@description('Whether a text has letters, digits and underscores alone.')
func allLegal(part string) bool =>
  empty(filter(characters(part), letter => !contains('abcdefghijklmnopqrstuvwxyz0123456789_', toLower(letter))))
