metadata description = 'A TLS check.'

import { duration } from '../durations.bicep'
import * as common from 'common.bicep'
import { limited, number, one, setting } from 'settings.bicep'

@export()
@description('A TLS handshake, with the certificate of the host.')
@sealed()
type tlsCheck = {
  @description('The kind of check.')
  type: 'Tls'

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
@description('The settings of the type Tls alone.')
func tlsSettings(check tlsCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'Port', number(check.?port))
    one(
      check.name,
      'CertificateExpiryWarning',
      limited(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
    )
  ])
