metadata description = 'Health checks as parameters, and the app settings that they become: HealthChecks__<name>__<Key>. A new type of the core is a file in checks/, one more member of `check` and a line of `own`; one whose settings can be secrets has a line of `secretKeys` too. Those of the families are made of what their options declare.'

import { certificateCheck, certificateSettings } from 'checks/certificate.bicep'
import { codeCheck } from 'checks/code.bicep'
import { diskCheck, diskSettings } from 'checks/disk.bicep'
import { familyCheck, familySecretKeys, familySettings, familyTypes } from 'checks/families.bicep'
import { httpCheck, httpSettings } from 'checks/http.bicep'
import { memoryCheck, memorySettings } from 'checks/memory.bicep'
import { pingCheck, pingSettings } from 'checks/ping.bicep'
import { tcpCheck, tcpSettings } from 'checks/tcp.bicep'
import { tlsCheck, tlsSettings } from 'checks/tls.bicep'
import { allLegal, isCarried, limited, list, number, one, setting } from 'checks/settings.bicep'
import { milliseconds } from 'durations.bicep'

@export()
@description('A health check, told apart by its type.')
@discriminator('type')
type check =
  | certificateCheck
  | codeCheck
  | diskCheck
  | familyCheck
  | httpCheck
  | memoryCheck
  | pingCheck
  | tcpCheck
  | tlsCheck

var secretKeys = union(familySecretKeys, {
  Certificate: ['Password']
  Http: ['Url', 'Body', 'ExpectedBody', 'ClientCertificatePassword', 'Headers']
  Tcp: ['Send']
})

@export()
@description('The app settings of all checks; the deadline is that of a call, the vault holds their secrets.')
func checkSettings(checks check[], deadline string, vaultName string) setting[] =>
  flatten(map(valid(checks), check => settingsOf(check, deadline, vaultName)))

@export()
@description('Names of the checks that ask for an availability test of their own.')
func monitoredChecks(checks check[]) string[] =>
  map(filter(checks, check => check.?monitor ?? false), check => check.name)

@export()
@description('Names of the secrets that the checks read, each once; the vault compares them without case.')
func secretsOf(checks check[]) string[] =>
  union(map(flatten(map(checks, check => items(check.?secrets ?? {}))), item => toLower(string(item.value))), [])

func settingsOf(check check, deadline string, vaultName string) setting[] =>
  noSettingTwice(concat(kind(check), own(check), limits(check, deadline), secrets(check, vaultName)))

// What each type has for itself.
func own(check check) setting[] =>
  flatten([
    check.type == 'Certificate' ? certificateSettings(check) : []
    check.type == 'Disk' ? diskSettings(check) : []
    contains(familyTypes, check.type) ? familySettings(check) : []
    check.type == 'Http' ? httpSettings(check) : []
    check.type == 'Memory' ? memorySettings(check) : []
    check.type == 'Ping' ? pingSettings(check) : []
    check.type == 'Tcp' ? tcpSettings(check) : []
    check.type == 'Tls' ? tlsSettings(check) : []
  ])

// A check in code has its type and its tags there.
func kind(check check) setting[] =>
  check.type == 'Code' ? [] : concat(one(check.name, 'Type', check.type), list(check.name, 'Tags', check.?tags))

func limits(check check, deadline string) setting[] =>
  flatten([
    one(check.name, 'Timeout', timeout(check.name, check.?timeout, deadline))
    one(check.name, 'WarnAfter', warnAfter(check, deadline))
    one(check.name, 'MaxAge', limited(check.name, 'MaxAge', check.?maxAge, '0s', '1d'))
    one(check.name, 'FailuresBeforeError', number(check.?failuresBeforeError))
    one(check.name, 'SuccessesBeforeOk', number(check.?successesBeforeOk))
  ])

func timeout(check string, value string?, deadline string) string? =>
  limited(check, 'Timeout', value, '1ms', '5m') != null && milliseconds(value!) > milliseconds(deadline)
    ? fail('Timeout of check ${check} is ${value!}, above the deadline of a call, ${deadline}')
    : value

// What a check in code has for a timeout is not known here.
func warnAfter(check check, deadline string) string? =>
  limited(check.name, 'WarnAfter', check.?warnAfter, '1ms', '5m') != null && (check.type != 'Code' || check.?timeout != null) && milliseconds(check.warnAfter!) >= min(
      milliseconds(check.?timeout ?? '5s'),
      milliseconds(deadline)
    )
    ? fail('WarnAfter of check ${check.name} is ${check.warnAfter!}, not below its timeout')
    : check.?warnAfter

func secrets(check check, vaultName string) setting[] =>
  flatten(map(
    items(check.?secrets ?? {}),
    secret => one(check.name, secretKey(check, secret.key), secretReference(check.name, vaultName, secret.value))
  ))

func secretKey(check check, key string) string =>
  contains(secretKeys[?check.type] ?? [], split(key, '__')[0] == 'Headers' ? 'Headers' : key)
    ? key
    : fail('Check ${check.name} has a secret for ${key}, which is no setting of ${check.type} that can be one')

func secretReference(check string, vaultName string, secret string) string =>
  empty(vaultName)
    ? fail('Check ${check} has secrets, and no vault is given to read them from')
    : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'

func valid(checks check[]) check[] => noNameTwice(noTagIsAName(tagsAreNames(checks)))

func noNameTwice(checks check[]) check[] =>
  empty(filter(names(checks), name => length(filter(names(checks), other => other == name)) > 1))
    ? checks
    : fail('Two checks share a name, compared without case')

func tagsAreNames(checks check[]) check[] =>
  empty(filter(tags(checks), tag => !isName(tag)))
    ? checks
    : fail('No name of a group: \'${filter(tags(checks), tag => !isName(tag))[0]}\'. A letter or digit, then up to 63 letters, digits, ., _ or - can be')

func isName(text string) bool =>
  isCarried(take(text, 1)) && length(text) <= 64 && take(text, 1) != '_' && allLegal(replace(
    replace(text, '.', '_'),
    '-',
    '_'
  ))

func noTagIsAName(checks check[]) check[] =>
  empty(intersection(names(checks), tags(checks))) ? checks : fail('A tag is also the name of a check')

func noSettingTwice(settings setting[]) setting[] =>
  empty(filter(settings, one => length(filter(settings, other => toLower(other.name) == toLower(one.name))) > 1))
    ? settings
    : fail('A setting of a check is given twice, or in plain and as a secret')

func names(checks check[]) string[] => map(checks, check => toLower(check.name))

func tags(checks check[]) string[] => flatten(map(checks, check => map(check.?tags ?? [], tag => toLower(tag))))
