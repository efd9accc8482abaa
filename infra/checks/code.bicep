metadata description = 'A check in code.'

import * as common from 'common.bicep'

@export()
@description('The limits of a check that the app registers in C#; its class and its tags stay in code.')
@sealed()
type codeCheck = {
  @description('The kind of check.')
  type: 'Code'

  @description('The name the check was registered under in code, and as the route has it. Letters, digits and single underscores.')
  @minLength(1)
  @maxLength(64)
  name: string

  // Described in common.bicep.
  #disable-diagnostics use-description-type-properties
  timeout: common.timeout?
  warnAfter: common.warnAfter?
  maxAge: common.maxAge?
  failuresBeforeError: common.failuresBeforeError?
  successesBeforeOk: common.successesBeforeOk?
  monitor: common.monitor?
  #restore-diagnostics use-description-type-properties
}
