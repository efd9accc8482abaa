metadata description = 'An HTTP check.'

import { duration } from '../durations.bicep'
import * as common from 'common.bicep'
import { requireMethod, requireStatuses, requireUrl } from 'requests.bicep'
import { flag, limited, named, number, one, setting, texts } from 'settings.bicep'

@export()
@description('What a header of a response must be: exactly one of equals and matches.')
@sealed()
type expectedHeader = {
  @description('Name of the header.')
  @minLength(1)
  name: string

  @description('Text that it must be.')
  @minLength(1)
  equals: string?

  @description('Regular expression that it must match.')
  @minLength(1)
  matches: string?
}

@export()
@description('What a value of a JSON body must be: exactly one of equals, matches, above and below.')
@sealed()
type expectedJson = {
  @description('Where the value is: a JSON pointer, such as /checks/0/status.')
  @minLength(2)
  pointer: string

  @description('What it must be: a text, or a number, true, false or null as a text.')
  @minLength(1)
  equals: string?

  @description('Regular expression that it must match.')
  @minLength(1)
  matches: string?

  @description('Number that it must be above, as a text, such as 0.5.')
  @minLength(1)
  above: string?

  @description('Number that it must be below, as a text, such as 0.5.')
  @minLength(1)
  below: string?
}

@export()
@description('An HTTP request and what its answer must be.')
@sealed()
type httpCheck = {
  @description('The kind of check.')
  type: 'Http'

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  name: common.name
  tags: common.tags?
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (Url, Body, ExpectedBody, ClientCertificatePassword, Headers__Authorization, or Headers for one JSON object of headers) to the name of a secret in the vault. A key is given either here or in plain.')
  secrets: common.secretNames?

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

  @description('What headers of the response must be. Default: anything.')
  expectedHeaders: expectedHeader[]?

  @description('What values of a JSON body must be; not with method HEAD. Default: anything.')
  expectedJson: expectedJson[]?

  @description('Body of the request, where it is not secret; not with method GET, HEAD, DELETE or TRACE. Default: none.')
  @minLength(1)
  body: string?

  @description('Media type of the body. Default: application/json.')
  @minLength(1)
  contentType: string?

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

  @description('Path of a PFX or PEM file with a client certificate, such as that of a certificate of the app. For https only. Default: none.')
  @minLength(1)
  clientCertificate: string?

  @description('Path of the PEM file with the key of the client certificate. Default: the key is in the same file.')
  @minLength(1)
  clientCertificateKeyPath: string?

  @description('Audience of a token of the identity of the app, which goes with the request, such as https://vault.azure.net. For https only. Default: no token.')
  @minLength(1)
  tokenAudience: string?

  @description('Client ID of another identity of the app for the token. Default: that which the app runs as.')
  @minLength(36)
  @maxLength(36)
  clientId: string?

  @description('A certificate that expires within this time is a WARNING, such as 14d; for https only. Default: off.')
  certificateExpiryWarning: duration?
}

@export()
@description('The settings of the type Http alone.')
func httpSettings(check httpCheck) setting[] =>
  flatten([
    one(check.name, 'Url', url(check))
    one(check.name, 'Method', check.?method == null ? null : requireMethod(check.name, check.method!))
    one(
      check.name,
      'ExpectedStatus',
      check.?expectedStatus == null ? null : requireStatuses(check.name, check.expectedStatus!)
    )
    one(check.name, 'ExpectedBody', expectedBody(check))
    flatten(map(check.?expectedHeaders ?? [], (header, i) => expectedHeaderSettings(check.name, header, i)))
    flatten(map(check.?expectedJson ?? [], (value, i) => expectedJsonSettings(check, value, i)))
    one(check.name, 'Body', body(check))
    one(check.name, 'ContentType', check.?contentType)
    named(check.name, 'Headers', check.?headers)
    one(check.name, 'MaxBodyBytes', number(check.?maxBodyBytes))
    one(check.name, 'FollowRedirects', flag(check.?followRedirects))
    one(check.name, 'ReuseConnections', flag(check.?reuseConnections))
    one(check.name, 'UseProxy', flag(check.?useProxy))
    one(check.name, 'ClientCertificate', httpsOnly(check, 'ClientCertificate', check.?clientCertificate))
    one(check.name, 'ClientCertificateKeyPath', check.?clientCertificateKeyPath)
    one(check.name, 'TokenAudience', httpsOnly(check, 'TokenAudience', check.?tokenAudience))
    one(check.name, 'ClientId', check.?clientId)
    one(check.name, 'CertificateExpiryWarning', certificateExpiryWarning(check))
  ])

func expectedBody(check httpCheck) string? =>
  check.?expectedBody != null && toLower(check.?method ?? 'GET') == 'head'
    ? fail('ExpectedBody of check ${check.name} is given for the method HEAD, whose responses have no body')
    : check.?expectedBody

func expectedHeaderSettings(check string, header expectedHeader, i int) setting[] =>
  concat(
    one(check, 'ExpectedHeaders__${i}__Name', header.name),
    condition(check, 'ExpectedHeaders__${i}', { Equals: header.?equals, Matches: header.?matches })
  )

func expectedJsonSettings(check httpCheck, value expectedJson, i int) setting[] =>
  toLower(check.?method ?? 'GET') == 'head'
    ? fail('ExpectedJson of check ${check.name} is given for the method HEAD, whose responses have no body')
    : concat(
        one(check.name, 'ExpectedJson__${i}__Pointer', value.pointer),
        condition(check.name, 'ExpectedJson__${i}', {
          Equals: value.?equals
          Matches: value.?matches
          Above: value.?above
          Below: value.?below
        })
      )

func condition(check string, key string, conditions object) setting[] =>
  length(filter(items(conditions), one => one.value != null)) == 1
    ? flatten(map(items(conditions), given => one(check, '${key}__${given.key}', given.value)))
    : fail('${key} of check ${check} needs exactly one condition')

func body(check httpCheck) string? =>
  (check.?body != null || contains(check.?secrets ?? {}, 'Body')) && contains(
      ['get', 'head', 'delete', 'trace'],
      toLower(check.?method ?? 'GET')
    )
    ? fail('Body of check ${check.name} is given for the method ${check.?method ?? 'GET'}, whose requests have no body')
    : check.?body

func httpsOnly(check httpCheck, key string, value string?) string? =>
  value != null && startsWith(toLower(check.?url ?? ''), 'http://')
    ? fail('${key} of check ${check.name} is given for an http URL')
    : value

func certificateExpiryWarning(check httpCheck) string? =>
  check.?certificateExpiryWarning != null && startsWith(toLower(check.?url ?? ''), 'http://')
    ? fail('CertificateExpiryWarning of check ${check.name} is given for an http URL, which has no certificate')
    : limited(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')

func url(check httpCheck) string? =>
  check.?url == null
    ? contains(check.?secrets ?? {}, 'Url') ? null : fail('Check ${check.name} needs Url, in plain or as a secret')
    : requireUrl(check.name, check.url!)
