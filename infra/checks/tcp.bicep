metadata description = 'A TCP check.'

import * as common from 'common.bicep'
import { number, one, setting } from 'settings.bicep'

@export()
@description('A TCP connection, what is sent over it, and what its answer must be.')
@sealed()
type tcpCheck = {
  @description('The kind of check.')
  type: 'Tcp'

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

  @description('Secret values: settings key (Send) to the name of a secret in the vault. A key is given either here or in plain.')
  secrets: common.secretNames?

  @description('Host name or IP address.')
  @minLength(1)
  host: string

  @description('Port.')
  @minValue(1)
  @maxValue(65535)
  port: int

  @description('Text to send, in which \\r, \\n, \\t, \\\\ and \\x00 to \\xFF stand for one byte. Default: none.')
  @minLength(1)
  send: string?

  @description('Regular expression that the answer must match. Default: off, and nothing is read.')
  @minLength(1)
  expect: string?

  @description('How much of the answer is read, in bytes. Default: 4096.')
  @minValue(1)
  @maxValue(65536)
  maxAnswerBytes: int?
}

@export()
@description('The settings of the type Tcp alone.')
func tcpSettings(check tcpCheck) setting[] =>
  flatten([
    one(check.name, 'Host', check.host)
    one(check.name, 'Port', number(check.port))
    one(check.name, 'Send', check.?send)
    one(check.name, 'Expect', check.?expect)
    one(check.name, 'MaxAnswerBytes', number(check.?maxAnswerBytes))
  ])
