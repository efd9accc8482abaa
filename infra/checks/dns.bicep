metadata description = 'A check of a name.'

import * as common from 'common.bicep'
import { list, one, setting } from 'settings.bicep'

@export()
@description('A name that must be resolved.')
@sealed()
type dnsCheck = {
  @description('The kind of check.')
  type: 'Dns'

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

  @description('The name to resolve.')
  @minLength(1)
  host: string

  @description('Which addresses are asked for: A (IPv4) or AAAA (IPv6). Default: both.')
  recordType: ('A' | 'AAAA')?

  @description('Addresses, or networks such as 10.0.0.0/8, each of which must have one among the answers. Default: any answer will do.')
  expect: string[]?
}

@export()
@description('The settings of the type Dns alone.')
func dnsSettings(check dnsCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'RecordType', check.?recordType)
    list(check.name, 'Expect', check.?expect)
  ])
