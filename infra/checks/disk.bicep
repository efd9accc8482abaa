metadata description = 'A check of free space.'

import * as common from 'common.bicep'
import { one, setting } from 'settings.bicep'
import { size, sized } from 'sizes.bicep'

@export()
@description('The free space of a path, or of all local volumes.')
@sealed()
type diskCheck = {
  @description('The kind of check.')
  type: 'Disk'

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

  @description('A path whose volume is looked at, such as /data. Default: all local volumes that can be written to.')
  @minLength(1)
  path: string?

  @description('Free space below which it is a WARNING, such as 5GB, 500MiB or 10%. One of the two limits is required.')
  warnBelow: size?

  @description('Free space below which it is an ERROR, such as 5GB, 500MiB or 10%.')
  errorBelow: size?
}

@export()
@description('The settings of the type Disk alone.')
func diskSettings(check diskCheck) setting[] =>
  flatten([
    one(check.name, 'Path', check.?path)
    one(check.name, 'WarnBelow', sized(check.name, 'WarnBelow', check.?warnBelow))
    one(check.name, 'ErrorBelow', sized(check.name, 'ErrorBelow', check.?errorBelow))
  ])
