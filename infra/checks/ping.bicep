metadata description = 'A check by ICMP echo.'

import * as common from 'common.bicep'
import { one, setting } from 'settings.bicep'

@export()
@description('A host that must answer an ICMP echo.')
@sealed()
type pingCheck = {
  @description('The kind of check.')
  type: 'Ping'

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

  @description('The host name or IP address.')
  @minLength(1)
  host: string
}

@export()
@description('The settings of the type Ping alone.')
func pingSettings(check pingCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
  ])
