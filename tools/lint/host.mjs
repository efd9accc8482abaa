// Holds host.json files to the schema that editors use.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import addFormats from 'ajv-formats'

const require = createRequire(import.meta.url)
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const schema = read(require.resolve('schemastore/schemas/json/host.json'))
const Ajv = require(schema.$schema?.includes('draft-04') ? 'ajv-draft-04' : 'ajv').default
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
const valid = ajv.compile(schema)
let failed = false
for (const path of process.argv.slice(2)) {
  if (!valid(read(path))) {
    failed = true
    console.error(`${path}: ${ajv.errorsText(valid.errors)}`)
  }
}
process.exit(failed ? 1 : 0)
