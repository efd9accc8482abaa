// A new type of check is one more type here, one more member of `check`, and its function in check-settings.bicep.
metadata description = 'Health checks as parameters.'

@export()
@description('An HTTP request and what its answer must be.')
@sealed()
type httpCheck = {
  @description('The kind of check.')
  type: 'Http'

  @description('Name in the route /_system/check/{name}: letters, digits and single underscores, beginning and ending with a letter or digit. The app itself also allows - and . in names, but App Service on Linux does not carry them in app settings.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Groups that the check belongs to; a tag may not be the name of a check.')
  tags: string[]?

  @description('Deadline of one run, from 1 ms to 5 min. Default: 00:00:05.')
  timeout: string?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: string?

  @description('For how long one result may answer later callers. Default: 00:00:01.')
  maxAge: string?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?

  @description('Secret values: settings key (Url, ExpectedBody, Headers__Authorization) to the name of a secret in the vault. A key is given either here or in plain.')
  secrets: secretNames?

  @description('What to request: an absolute http or https URL. Required, unless secrets has Url.')
  @minLength(1)
  url: string?

  @description('Request method. Default: GET.')
  @minLength(1)
  method: string?

  @description('Status codes that are healthy, such as 200, or 200-299,404. Default: 200-299.')
  @minLength(1)
  expectedStatus: string?

  @description('Regular expression that the body must match. Default: off.')
  @minLength(1)
  expectedBody: string?

  @description('Request headers that are not secret.')
  headers: requestHeaders?

  @description('How much of the body is read, in bytes. Default: 65536.')
  @minValue(0)
  @maxValue(16777216)
  maxBodyBytes: int?

  @description('Whether redirects are followed. Default: false.')
  followRedirects: bool?

  @description('A certificate that expires within this time is a WARNING, such as 14.00:00:00. Default: off.')
  certificateExpiryWarning: string?
}

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

  @description('Deadline of one run, from 1 ms to 5 min. Default: 00:00:05.')
  timeout: string?

  @description('A run that succeeds but takes longer is a WARNING; below the timeout. Default: off.')
  warnAfter: string?

  @description('For how long one result may answer later callers. Default: 00:00:01.')
  maxAge: string?

  @description('Failures in a row before ERROR shows; until then WARNING. Default: 1.')
  @minValue(1)
  @maxValue(1000)
  failuresBeforeError: int?

  @description('Whether an availability test of its own watches this check from outside; not with private ingress. Default: false.')
  monitor: bool?
}

@export()
@description('A health check, told apart by its type.')
@discriminator('type')
type check = httpCheck | codeCheck

@description('Settings key to the name of the Key Vault secret that holds its value.')
type secretNames = {
  @description('Name of a secret.')
  *: string
}

@description('Header name to header value.')
type requestHeaders = {
  @description('Value of the header.')
  *: string
}
