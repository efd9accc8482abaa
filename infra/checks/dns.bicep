metadata description = 'A check of a name.'

import * as common from 'common.bicep'
import { list, one, setting } from 'settings.bicep'

@export()
@description('A name that DNS must know.')
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

  @description('The whole name to ask for.')
  @minLength(1)
  host: string

  @description('Which records are asked for. Default: A.')
  recordType: ('A' | 'AAAA' | 'CNAME' | 'TXT' | 'MX')?

  @description('The name server to ask: an IP address or a host name, with its port where that is not 53. Default: those of the app\'s network.')
  @minLength(1)
  server: string?

  @description('Values that must be among the answers: addresses or networks such as 10.0.0.0/8, names, or texts. Default: any answer will do.')
  expect: string[]?
}

@export()
@description('The settings of the type Dns alone.')
func dnsSettings(check dnsCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'RecordType', check.?recordType)
    one(check.name, 'Server', check.?server)
    list(check.name, 'Expect', check.?expect)
  ])
