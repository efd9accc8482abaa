metadata description = 'A check of the memory in use.'

import * as common from 'common.bicep'
import { one, setting } from 'settings.bicep'
import { size, sized } from 'sizes.bicep'

@export()
@description('The memory in use, of the container or of the machine.')
@sealed()
type memoryCheck = {
  @description('The kind of check.')
  type: 'Memory'

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

  @description('Memory in use above which it is a WARNING, such as 400MiB or 80%. One of the two limits is required.')
  warnAbove: size?

  @description('Memory in use above which it is an ERROR, such as 450MiB or 90%.')
  errorAbove: size?
}

@export()
@description('The settings of the type Memory alone.')
func memorySettings(check memoryCheck) setting[] =>
  flatten([
    one(check.name, 'WarnAbove', sized(check.name, 'WarnAbove', check.?warnAbove))
    one(check.name, 'ErrorAbove', sized(check.name, 'ErrorAbove', check.?errorAbove))
  ])
