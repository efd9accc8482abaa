metadata description = 'Health checks as parameters, and the app settings that they become: HealthChecks__<name>__<Key>. A new type of check is one more type here, one more member of `check`, and a function of its own.'

import { characters, duration, milliseconds, requireDuration } from 'durations.bicep'
import { requireMethod, requireStatuses, requireUrl } from 'requests.bicep'

@export()
@description('An HTTP request and what its answer must be.')
@sealed()
type httpCheck = {
  @description('The kind of check.')
  type: 'Http'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('Secret values: settings key (Url, ExpectedBody, Headers__Authorization, or Headers for one JSON object of headers) to the name of a secret in the vault. A key is given either here or in plain.')
  secrets: secretNames?

  @description('What to request: an absolute http or https URL without user info. Required, unless secrets has Url.')
  @minLength(1)
  url: string?

  @description('Request method. Default: GET.')
  @minLength(1)
  method: string?

  @description('Status codes that are healthy, such as 200, or 200-299,404. Default: 200-299.')
  @minLength(1)
  expectedStatus: string?

  @description('Regular expression that the body must match; not with method HEAD. Default: off.')
  @minLength(1)
  expectedBody: string?

  @description('Request headers that are not secret. Names such as X-Api-Key may be used.')
  headers: texts?

  @description('How much of the body is read, in bytes. Default: 65536.')
  @minValue(0)
  @maxValue(16777216)
  maxBodyBytes: int?

  @description('Whether redirects are followed. Default: false.')
  followRedirects: bool?

  @description('Whether a connection is kept for the next run. Default: false.')
  reuseConnections: bool?

  @description('Whether the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name is used. Default: false.')
  useProxy: bool?

  @description('A certificate that expires within this time is a WARNING, such as 14d; for https only. Default: off.')
  certificateExpiryWarning: duration?
}

@export()
@description('A TCP connection, what is sent over it, and what its answer must be.')
@sealed()
type tcpCheck = {
  @description('The kind of check.')
  type: 'Tcp'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('Secret values: settings key (Send) to the name of a secret in the vault. A key is given either here or in plain.')
  secrets: secretNames?

  @description('Host name or IP address.')
  @minLength(1)
  host: string

  @description('Port.')
  @minValue(1)
  @maxValue(65535)
  port: int

  @description('Text to send, in which \\r, \\n, \\t, \\\\ and \\x00 to \\xFF stand for one byte. Default: none.')
  @minLength(1)
  send: string?

  @description('Regular expression that the answer must match. Default: off, and nothing is read.')
  @minLength(1)
  expect: string?

  @description('How much of the answer is read, in bytes. Default: 4096.')
  @minValue(1)
  @maxValue(65536)
  maxAnswerBytes: int?
}

@export()
@description('A TLS handshake, with the certificate of the host.')
@sealed()
type tlsCheck = {
  @description('The kind of check.')
  type: 'Tls'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('Host name or IP address, whose certificate it must be.')
  @minLength(1)
  host: string

  @description('Port. Default: 443.')
  @minValue(1)
  @maxValue(65535)
  port: int?

  @description('A certificate that ends within this time is a WARNING, such as 14d. Default: off.')
  certificateExpiryWarning: duration?
}

@export()
@description('A certificate in a file of the app.')
@sealed()
type certificateCheck = {
  @description('The kind of check.')
  type: 'Certificate'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('Secret values: settings key (Password) to the name of a secret in the vault.')
  secrets: secretNames?

  @description('Path of a PEM, DER or PFX file.')
  @minLength(1)
  path: string

  @description('A certificate that ends within this time is a WARNING, such as 14d. Default: off.')
  certificateExpiryWarning: duration?
}

@export()
@description('The free space of a path, or of all local volumes.')
@sealed()
type diskCheck = {
  @description('The kind of check.')
  type: 'Disk'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('A path whose volume is looked at, such as /data. Default: all local volumes that can be written to.')
  @minLength(1)
  path: string?

  @description('Free space below which it is a WARNING, such as 5GB, 500MiB or 10%. One of the two limits is required.')
  @minLength(1)
  warnBelow: string?

  @description('Free space below which it is an ERROR, such as 5GB, 500MiB or 10%.')
  @minLength(1)
  errorBelow: string?
}

@export()
@description('The memory in use, of the container or of the machine.')
@sealed()
type memoryCheck = {
  @description('The kind of check.')
  type: 'Memory'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('Memory in use above which it is a WARNING, such as 400MiB or 80%. One of the two limits is required.')
  @minLength(1)
  warnAbove: string?

  @description('Memory in use above which it is an ERROR, such as 450MiB or 90%.')
  @minLength(1)
  errorAbove: string?
}

@export()
@description('A name that must be resolved.')
@sealed()
type dnsCheck = {
  @description('The kind of check.')
  type: 'Dns'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('The name to resolve.')
  @minLength(1)
  host: string

  @description('Which addresses are asked for: A (IPv4) or AAAA (IPv6). Default: both.')
  recordType: ('A' | 'AAAA')?

  @description('Addresses, or networks such as 10.0.0.0/8, each of which must have one among the answers. Default: any answer will do.')
  expect: string[]?
}

@export()
@description('A host that must answer an ICMP echo.')
@sealed()
type pingCheck = {
  @description('The kind of check.')
  type: 'Ping'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('The host name or IP address.')
  @minLength(1)
  host: string
}

@export()
@description('The limits of a check that the app registers in C#; its class and its tags stay in code.')
@sealed()
type codeCheck = {
  @description('The kind of check.')
  type: 'Code'

  @description('The name the check was registered under in code, and as the route has it. Letters, digits and single underscores.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Deadline of one run, from 1ms to 5m. Default: 5s.')
  timeout: duration?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: duration?

  @description('For how long one result may answer later callers. Default: 1s.')
  maxAge: duration?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?
}

@export()
@description('A health check, told apart by its type.')
@discriminator('type')
type check = httpCheck | tcpCheck | tlsCheck | certificateCheck | diskCheck | memoryCheck | dnsCheck | pingCheck | codeCheck

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
@description('One app setting.')
type setting = {
  @description('Name of the setting.')
  name: string

  @description('Value of the setting, or a reference to it.')
  value: string
}

@description('Settings key to the name of the Key Vault secret that holds its value.')
type secretNames = {
  @description('Name of a secret.')
  *: string
}

@description('Names and their values.')
type texts = {
  @description('One value.')
  *: string
}

@export()
@description('The app settings of all checks; the deadline is that of a call, the vault holds their secrets.')
func checkSettings(checks check[], deadline string, vaultName string) setting[] =>
  flatten(map(valid(checks), check => settingsOf(check, deadline, vaultName)))

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

func own(check check) setting[] =>
  flatten([
    check.type == 'Http' ? http(check) : []
    check.type == 'Tcp' ? tcp(check) : []
    check.type == 'Tls' ? tls(check) : []
    check.type == 'Certificate' ? certificate(check) : []
    check.type == 'Disk' ? disk(check) : []
    check.type == 'Memory' ? memory(check) : []
    check.type == 'Dns' ? dns(check) : []
    check.type == 'Ping' ? ping(check) : []
  ])

// A check in code has its type and its tags there.
func kind(check check) setting[] =>
  check.type == 'Code'
    ? []
    : concat(
        one(check.name, 'Type', check.type),
        many(check.name, 'Tags', toObject(range(0, length(check.?tags ?? [])), i => string(i), i => check.?tags![i]))
      )

func limits(check check, deadline string) setting[] =>
  flatten([
    one(check.name, 'Timeout', timeout(check.name, check.?timeout, deadline))
    one(check.name, 'WarnAfter', warnAfter(check, deadline))
    one(check.name, 'MaxAge', limited(check.name, 'MaxAge', check.?maxAge, '0s', '1d'))
    one(check.name, 'FailuresBeforeError', number(check.?failuresBeforeError))
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

func http(check httpCheck) setting[] =>
  flatten([
    one(check.name, 'Url', url(check))
    one(check.name, 'Method', check.?method == null ? null : requireMethod(check.name, check.method!))
    one(
      check.name,
      'ExpectedStatus',
      check.?expectedStatus == null ? null : requireStatuses(check.name, check.expectedStatus!)
    )
    one(check.name, 'ExpectedBody', expectedBody(check))
    headers(check.name, check.?headers ?? {})
    one(check.name, 'MaxBodyBytes', number(check.?maxBodyBytes))
    one(check.name, 'FollowRedirects', flag(check.?followRedirects))
    one(check.name, 'ReuseConnections', flag(check.?reuseConnections))
    one(check.name, 'UseProxy', flag(check.?useProxy))
    one(check.name, 'CertificateExpiryWarning', certificateExpiryWarning(check))
  ])

func tcp(check tcpCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'Port', number(check.port))
    one(check.name, 'Send', check.?send)
    one(check.name, 'Expect', check.?expect)
    one(check.name, 'MaxAnswerBytes', number(check.?maxAnswerBytes))
  ])

func tls(check tlsCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'Port', number(check.?port))
    one(
      check.name,
      'CertificateExpiryWarning',
      limited(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
    )
  ])

func certificate(check certificateCheck) setting[] =>
  flatten([
    one(check.name, 'Path', check.path)
    one(
      check.name,
      'CertificateExpiryWarning',
      limited(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
    )
  ])

func disk(check diskCheck) setting[] =>
  flatten([
    one(check.name, 'Path', check.?path)
    one(check.name, 'WarnBelow', check.?warnBelow)
    one(check.name, 'ErrorBelow', check.?errorBelow)
  ])

func memory(check memoryCheck) setting[] =>
  flatten([
    one(check.name, 'WarnAbove', check.?warnAbove)
    one(check.name, 'ErrorAbove', check.?errorAbove)
  ])

func dns(check dnsCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'RecordType', check.?recordType)
    many(check.name, 'Expect', toObject(range(0, length(check.?expect ?? [])), i => string(i), i => check.?expect![i]))
  ])

func ping(check pingCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
  ])

func expectedBody(check httpCheck) string? =>
  check.?expectedBody != null && toLower(check.?method ?? 'GET') == 'head'
    ? fail('ExpectedBody of check ${check.name} is given for the method HEAD, whose responses have no body')
    : check.?expectedBody

func certificateExpiryWarning(check httpCheck) string? =>
  check.?certificateExpiryWarning != null && startsWith(toLower(check.?url ?? ''), 'http://')
    ? fail('CertificateExpiryWarning of check ${check.name} is given for an http URL, which has no certificate')
    : limited(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')

// The app reads one JSON object as well: a header's name may have a - in it, an app setting's may not.
func headers(check string, values texts) setting[] =>
  empty(filter(items(values), header => !isCarried(header.key)))
    ? many(check, 'Headers', values)
    : one(check, 'Headers', string(values))

func secrets(check check, vaultName string) setting[] =>
  flatten(map(
    items(check.?secrets ?? {}),
    secret => one(check.name, secretKey(check, secret.key), secretReference(check.name, vaultName, secret.value))
  ))

func secretKey(check check, key string) string =>
  contains(
      { Http: ['Url', 'ExpectedBody', 'Headers'], Tcp: ['Send'], Certificate: ['Password'] }[?check.type] ?? [],
      key
    ) || (check.type == 'Http' && startsWith(key, 'Headers__'))
    ? key
    : fail('Check ${check.name} has a secret for ${key}, which is no setting of ${check.type} that can be one')

func secretReference(check string, vaultName string, secret string) string =>
  empty(vaultName)
    ? fail('Check ${check} has secrets, and no vault is given to read them from')
    : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'

func url(check httpCheck) string? =>
  check.?url == null
    ? contains(check.?secrets ?? {}, 'Url') ? null : fail('Check ${check.name} needs Url, in plain or as a secret')
    : requireUrl(check.name, check.url!)

func limited(check string, key string, value string?, shortest string, longest string) string? =>
  value == null ? null : requireDuration('${key} of check ${check}', value!, shortest, longest)

func list(check string, key string, values string[]?) setting[] =>
  many(check, key, toObject(range(0, length(values ?? [])), i => string(i), i => values![i]))

func many(check string, key string, values texts) setting[] =>
  flatten(map(items(values), item => one(check, '${key}__${item.key}', item.value)))

func one(check string, key string, value string?) setting[] =>
  value == null
    ? []
    : [{ name: join(map(['HealthChecks', check, ...split(key, '__')], part => carried(part)), '__'), value: value! }]

// App Service on Linux drops or replaces other characters, and .NET reads __ as a level of its own:
// a name that breaks this would be lost, or become another name, without a word.
func carried(part string) string =>
  isCarried(part)
    ? part
    : fail('Not part of an app setting: \'${part}\'. Letters, digits and single underscores between them can be')

func isCarried(part string) bool => allLegal(part) && !contains('_${part}_', '__')

func allLegal(part string) bool =>
  empty(filter(characters(part), letter => !contains('abcdefghijklmnopqrstuvwxyz0123456789_', toLower(letter))))

func number(value int?) string? => value == null ? null : string(value)

func flag(value bool?) string? => value == null ? null : (value! ? 'true' : 'false')

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
