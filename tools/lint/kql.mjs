// Parses every KQL query against the tables of Application Insights: files *.kql, workbooks, and ```kusto blocks of docs.
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'

// The library is two scripts that share globals.
const require = createRequire(import.meta.url)
for (const script of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  runInThisContext(readFileSync(require.resolve(`@kusto/language-service-next/${script}`), 'utf8'))
}
const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language
const common = 'timestamp: datetime, customDimensions: dynamic, itemCount: int, operation_Id: string, cloud_RoleInstance: string'
const tables = {
  traces: `${common}, message: string, severityLevel: int`,
  exceptions: `${common}, message: string, outerMessage: string, severityLevel: int, type: string`,
  requests: `${common}, name: string, url: string, success: string, resultCode: string, duration: real`,
  availabilityResults: `${common}, name: string, location: string, success: string, message: string, duration: real`,
}
const symbols = Object.entries(tables).map(([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null))
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor3('insights', null, symbols, false))

function* queries(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isFile() || /[\\/](bin|obj)[\\/]/.test(path)) continue
    const text = /\.(kql|md)$|workbook\.json$/.test(path) ? readFileSync(path, 'utf8') : ''
    if (path.endsWith('.kql')) yield [path, text]
    if (path.endsWith('workbook.json')) {
      for (const item of JSON.parse(text).items) {
        if (item.content.query) yield [`${path} ${item.name}`, item.content.query.replaceAll('{time:grain}', '5m')]
      }
    }
    if (path.endsWith('.md')) for (const block of text.matchAll(/```kusto\n(.*?)```/gs)) yield [path, block[1]]
  }
}

let failed = false
let count = 0
for (const folder of process.argv.slice(2)) {
  for (const [where, query] of queries(folder)) {
    count++
    const diagnostics = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics()
    for (let i = 0; i < diagnostics.Count; i++) {
      failed = true
      console.error(`${where}: ${diagnostics.getItem(i).Message} (at ${diagnostics.getItem(i).Start})`)
    }
  }
}
if (count === 0) {
  failed = true
  console.error('no query was found')
}
process.exit(failed ? 1 : 0)
