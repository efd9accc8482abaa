metadata description = 'A check of a certificate in a file.'

import { duration } from '../durations.bicep'
import * as common from 'common.bicep'
import { limited, one, setting } from 'settings.bicep'

@export()
@description('A certificate in a file of the app.')
@sealed()
type certificateCheck = {
  @description('The kind of check.')
  type: 'Certificate'

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

  @description('Secret values: settings key (Password) to the name of a secret in the vault.')
  secrets: common.secretNames?

  @description('Path of a PEM, DER or PFX file.')
  @minLength(1)
  path: string

  @description('A certificate that ends within this time is a WARNING, such as 14d. Default: off.')
  certificateExpiryWarning: duration?
}

@export()
@description('The settings of the type Certificate alone.')
func certificateSettings(check certificateCheck) setting[] =>
  flatten([
    one(check.name, 'Path', check.path)
    one(
      check.name,
      'CertificateExpiryWarning',
      limited(check.name, 'CertificateExpiryWarning', check.?certificateExpiryWarning, '1s', '366d')
    )
  ])
