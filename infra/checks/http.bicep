metadata description = 'An HTTP check.'

import { duration } from '../durations.bicep'
import * as common from 'common.bicep'
import { requireMethod, requireStatuses, requireUrl } from 'requests.bicep'
import { flag, isCarried, limited, many, number, one, setting, texts } from 'settings.bicep'

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
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties

  @description('Secret values: settings key (Url, ExpectedBody, Headers__Authorization, or Headers for one JSON object of headers) to the name of a secret in the vault. A key is given either here or in plain.')
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
    headers(check.name, check.?headers ?? {})
    one(check.name, 'MaxBodyBytes', number(check.?maxBodyBytes))
    one(check.name, 'FollowRedirects', flag(check.?followRedirects))
    one(check.name, 'ReuseConnections', flag(check.?reuseConnections))
    one(check.name, 'UseProxy', flag(check.?useProxy))
    one(check.name, 'CertificateExpiryWarning', certificateExpiryWarning(check))
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

func url(check httpCheck) string? =>
  check.?url == null
    ? contains(check.?secrets ?? {}, 'Url') ? null : fail('Check ${check.name} needs Url, in plain or as a secret')
    : requireUrl(check.name, check.url!)
