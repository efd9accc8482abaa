// Holds files of settings to our JSON schema: with another validator than the tests, and the schema to the strict rules of that.
import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const [schema, ...files] = process.argv.slice(2)
// A value may be a text or another type of JSON; some keywords are for that one, some for the other.
const ajv = new Ajv2020.default({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
// For editors.
ajv.addVocabulary(['patternErrorMessage', 'errorMessage', 'enumDescriptions'])
const valid = ajv.compile(read(schema))
let failed = false
for (const path of files) {
  if (!valid(read(path))) {
    failed = true
    console.error(`${path}: ${ajv.errorsText(valid.errors)}`)
  }
}
const wrong = { HealthChecks: { a: { Type: 'Http' } }, Values: { HealthChecks__a__Tipe: 'Http' } }
if (valid(wrong)) {
  failed = true
  console.error(`${schema} takes wrong settings.`)
}
process.exit(failed ? 1 : 0)
