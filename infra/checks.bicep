metadata description = 'Health checks as parameters, and the app settings that they become: HealthChecks__<name>__<Key>. A new type of check is one more type here, one more member of `check`, and a function of its own.'

@export()
@description('A duration: a whole number of ms, s, m, h or d, such as 500ms, 5s, 2m, 1h or 14d; or hours, minutes and seconds, with days and parts of a second if need be, such as 00:00:05 or 14.00:00:00.')
@minLength(2)
@maxLength(26)
type duration = string

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
type check = httpCheck | diskCheck | memoryCheck | dnsCheck | pingCheck | codeCheck

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
@description('The app settings of all checks; the vault holds their secrets.')
func checkSettings(checks check[], vaultName string) setting[] =>
  flatten(map(valid(checks), check => settingsOf(check, vaultName)))

@export()
@description('The settings of the options that are given; the others keep their defaults in the app.')
func optionSettings(options appOptions) setting[] =>
  flatten(map(filter(items(options), option => option.value != null), option => [
    {
      name: 'HealthFunctions__${toUpper(substring(option.key, 0, 1))}${substring(option.key, 1)}'
      value: option.key == 'deadline' ? requireDuration('deadline', string(option.value)) : string(option.value)
    }
  ]))

@export()
@description('Names of the checks that ask for an availability test of their own.')
func monitoredChecks(checks check[]) string[] =>
  map(filter(checks, check => check.?monitor ?? false), check => check.name)

@export()
@description('Names of the secrets that the checks read, each once.')
func secretsOf(checks check[]) string[] =>
  map(
    items(toObject(
      flatten(map(checks, check => map(items(check.?secrets ?? {}), item => string(item.value)))),
      secret => secret
    )),
    item => item.key
  )

func settingsOf(check check, vaultName string) setting[] =>
  noSettingTwice(concat(kind(check), own(check), limits(check), secrets(check, vaultName)))

func own(check check) setting[] =>
  check.type == 'Http'
    ? http(check)
    : check.type == 'Disk'
        ? disk(check)
        : check.type == 'Memory'
            ? memory(check)
            : check.type == 'Dns' ? dns(check) : check.type == 'Ping' ? ping(check) : []

// A check in code has its type and its tags there.
func kind(check check) setting[] =>
  check.type == 'Code'
    ? []
    : concat(
        one(check.name, 'Type', check.type),
        many(check.name, 'Tags', toObject(range(0, length(check.?tags ?? [])), i => string(i), i => check.?tags![i]))
      )

func limits(check check) setting[] =>
  flatten([
    one(check.name, 'Timeout', checkedDuration(check.name, 'Timeout', check.?timeout))
    one(check.name, 'WarnAfter', checkedDuration(check.name, 'WarnAfter', check.?warnAfter))
    one(check.name, 'MaxAge', checkedDuration(check.name, 'MaxAge', check.?maxAge))
    one(check.name, 'FailuresBeforeError', number(check.?failuresBeforeError))
  ])

func http(check httpCheck) setting[] =>
  flatten([
    one(check.name, 'Url', url(check))
    one(check.name, 'Method', check.?method)
    one(check.name, 'ExpectedStatus', check.?expectedStatus)
    one(check.name, 'ExpectedBody', expectedBody(check))
    headers(check.name, check.?headers ?? {})
    one(check.name, 'MaxBodyBytes', number(check.?maxBodyBytes))
    one(check.name, 'FollowRedirects', flag(check.?followRedirects))
    one(check.name, 'ReuseConnections', flag(check.?reuseConnections))
    one(check.name, 'UseProxy', flag(check.?useProxy))
    one(check.name, 'CertificateExpiryWarning', certificateExpiryWarning(check))
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
    : checkedDuration(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning)

// The app reads one JSON object as well: a header's name may have a - in it, an app setting's may not.
func headers(check string, values texts) setting[] =>
  empty(filter(items(values), header => !isCarried(header.key)))
    ? many(check, 'Headers', values)
    : one(check, 'Headers', string(values))

func secrets(check check, vaultName string) setting[] =>
  flatten(map(
    items(check.?secrets ?? {}),
    secret => one(check.name, secret.key, secretReference(check.name, vaultName, secret.value))
  ))

func secretReference(check string, vaultName string, secret string) string =>
  empty(vaultName)
    ? fail('Check ${check} has secrets, and no vault is given to read them from')
    : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'

func url(check httpCheck) string? =>
  check.?url == null
    ? contains(check.?secrets ?? {}, 'Url') ? null : fail('Check ${check.name} needs Url, in plain or as a secret')
    : isUrl(check.url!)
        ? contains(authority(check.url!), '@')
            ? fail('Url of check ${check.name} has user info: give it as the header Authorization')
            : check.url!
        : fail('Url of check ${check.name} is not an absolute http or https URL')

func isUrl(text string) bool =>
  (startsWith(toLower(text), 'https://') || startsWith(toLower(text), 'http://')) && !contains(text, ' ') && !empty(authority(text))

func authority(url string) string => split(replace(split(url, '://')[1], '?', '/'), '/')[0]

func checkedDuration(check string, key string, value string?) string? =>
  value == null ? null : requireDuration('${key} of check ${check}', value!)

// What the app takes. A bare 5 has no unit, and 0:30 would be 30 minutes to .NET.
func requireDuration(what string, value string) string =>
  isDuration(value) ? value : fail('${what} is \'${value}\', not a duration such as 500ms, 5s, 2m, 1h, 14d or 00:00:05')

@export()
@description('Whether the app takes a text as a duration.')
func isDuration(value string) bool =>
  (contains(['s', 'm', 'h', 'd'], last(value)) && isDigits(take(value, length(value) - 1))) || (skip(
    value,
    length(value) - 2
  ) == 'ms' && isDigits(take(value, length(value) - 2))) || isClock(value)

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

func isDigits(text string) bool =>
  !empty(text) && empty(filter(characters(text), letter => !contains('0123456789', letter)))

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

func tags(checks check[]) string[] => flatten(map(checks, check => map(check.?tags ?? [], tag => toLower(tag))))
