metadata description = 'Health checks as app settings: HealthChecks__<name>__<Key>.'

import { check, httpCheck } from 'checks.bicep'

@export()
@description('One app setting.')
type setting = {
  @description('Name of the setting.')
  name: string

  @description('Value of the setting, or a reference to it.')
  value: string
}

@description('Keys and their values.')
type texts = {
  @description('One value.')
  *: string
}

@export()
@description('The app settings of all checks; the vault holds their secrets.')
func checkSettings(checks check[], vaultName string) setting[] =>
  flatten(map(valid(checks), check => settingsOf(check, vaultName)))

@export()
@description('Names of the checks that ask for an availability test of their own.')
func monitoredChecks(checks check[]) string[] =>
  map(filter(checks, check => check.?monitor ?? false), check => check.name)

func settingsOf(check check, vaultName string) setting[] =>
  noSettingTwice(check.type == 'Http' ? concat(http(check), limits(check), secrets(check, vaultName)) : limits(check))

func limits(check check) setting[] =>
  flatten([
    one(check.name, 'Timeout', check.?timeout)
    one(check.name, 'WarnAfter', check.?warnAfter)
    one(check.name, 'MaxAge', check.?maxAge)
    one(check.name, 'FailuresBeforeError', number(check.?failuresBeforeError))
  ])

func http(check httpCheck) setting[] =>
  flatten([
    one(check.name, 'Type', check.type)
    many(check.name, 'Tags', toObject(range(0, length(check.?tags ?? [])), i => string(i), i => check.tags![i]))
    one(check.name, 'Url', check.?url ?? requireSecret(check, 'Url'))
    one(check.name, 'Method', check.?method)
    one(check.name, 'ExpectedStatus', check.?expectedStatus)
    one(check.name, 'ExpectedBody', check.?expectedBody)
    many(check.name, 'Headers', check.?headers ?? {})
    one(check.name, 'MaxBodyBytes', number(check.?maxBodyBytes))
    one(check.name, 'FollowRedirects', flag(check.?followRedirects))
    one(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning)
  ])

func secrets(check httpCheck, vaultName string) setting[] =>
  flatten(map(
    items(check.?secrets ?? {}),
    secret => one(check.name, secret.key, secretReference(check.name, vaultName, secret.value))
  ))

func secretReference(check string, vaultName string, secret string) string =>
  empty(vaultName)
    ? fail('Check ${check} has secrets, and no vault is given to read them from')
    : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'

func requireSecret(check httpCheck, key string) string? =>
  contains(check.?secrets ?? {}, key) ? null : fail('Check ${check.name} needs ${key}, in plain or as a secret')

func many(check string, key string, values texts) setting[] =>
  flatten(map(items(values), item => one(check, '${key}__${item.key}', item.value)))

func one(check string, key string, value string?) setting[] =>
  value == null
    ? []
    : [{ name: join(map(['HealthChecks', check, ...split(key, '__')], part => carried(part)), '__'), value: value! }]

// App Service on Linux drops or replaces other characters, and .NET reads __ as a level of its own:
// a name that breaks this would be lost, or become another name, without a word.
func carried(part string) string =>
  allLegal(part) && !contains('_${part}_', '__')
    ? part
    : fail('Not part of an app setting: \'${part}\'. Letters, digits and single underscores between them can be')

func allLegal(part string) bool =>
  empty(filter(characters(part), letter => !contains('abcdefghijklmnopqrstuvwxyz0123456789_', toLower(letter))))

func characters(text string) string[] => map(range(0, length(text)), i => substring(text, i, 1))

func number(value int?) string? => value == null ? null : string(value)

func flag(value bool?) string? => value == null ? null : (value! ? 'true' : 'false')

func valid(checks check[]) check[] => noNameTwice(noTagIsAName(checks))

func noNameTwice(checks check[]) check[] =>
  empty(filter(names(checks), name => length(filter(names(checks), other => other == name)) > 1))
    ? checks
    : fail('Two checks share a name, compared without case')

func noTagIsAName(checks check[]) check[] =>
  empty(intersection(names(checks), tags(checks))) ? checks : fail('A tag is also the name of a check')

func noSettingTwice(settings setting[]) setting[] =>
  empty(filter(settings, one => length(filter(settings, other => toLower(other.name) == toLower(one.name))) > 1))
    ? settings
    : fail('A setting of a check is given twice, or in plain and as a secret')

func names(checks check[]) string[] => map(checks, check => toLower(check.name))

func tags(checks check[]) string[] =>
  flatten(map(checks, check => map(check.type == 'Http' ? check.?tags ?? [] : [], tag => toLower(tag))))
