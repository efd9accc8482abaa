metadata description = 'What every type of check has.'

import { duration } from '../durations.bicep'

@export()
@description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
@minLength(1)
@maxLength(64)
type name = string

@export()
@description('Groups that the check belongs to; a tag may not be the name of a check.')
type tags = string[]

@export()
@description('Deadline of one run, from 1ms to 5m. Default: 5s.')
type timeout = duration

@export()
@description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
type warnAfter = duration

@export()
@description('For how long one result may answer later callers. Default: 1s.')
type maxAge = duration

@export()
@description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
@minValue(1)
@maxValue(1000)
type failuresBeforeError = int

@export()
@description('Successes in a row before OK shows again; until then the WARNING or ERROR of before. Default: 1.')
@minValue(1)
@maxValue(1000)
type successesBeforeOk = int

@export()
@description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
type monitor = bool

@export()
@description('Settings key to the name of the Key Vault secret that holds its value.')
type secretNames = {
  @description('Name of a secret.')
  *: string
}
