import { createSqliteEngine, startPostgresEngine } from './bench/bench-engine.ts'
import { type BenchTenant, startBenchTenant } from './bench/bench-tenant.ts'
import type { Figure } from './bench/figure.ts'
import { describeMachine } from './bench/machine.ts'
import { measureActions } from './bench/measure-actions.ts'
import { measureGrants } from './bench/measure-grants.ts'
import { measureGrowth } from './bench/measure-growth.ts'
import { measureHttp } from './bench/measure-http.ts'
import { measureImport } from './bench/measure-import.ts'
import { measureReplicas } from './bench/measure-replicas.ts'
import { toTable, writeReport } from './bench/report.ts'

const isQuick = process.argv.includes('--quick')
const chosen = process.argv.slice(2).filter(word => !word.startsWith('--'))
const runs = isQuick ? 1 : 5
const sizes = isQuick ? [1_000, 10_000] : [1_000, 100_000, 1_000_000]

const measurements: Record<string, (tenant: BenchTenant) => Promise<Figure[]>> = {
  actions: () => measureActions(runs),
  http: tenant => measureHttp(tenant, runs),
  import: async tenant => [
    ...(await measureImport(tenant, isQuick ? 10_000 : 100_000, runs)),
    // Three times as many rows, for the memory: it must not follow them.
    ...(isQuick ? [] : await measureImport(tenant, 300_000, 1)),
  ],
  grants: tenant => measureGrants(tenant, isQuick ? 20 : 2),
  growth: async ({ directory }) => [
    ...(await measureGrowth(createSqliteEngine(directory), sizes, runs)),
    ...(await onPostgres(engine => measureGrowth(engine, sizes, runs))),
  ],
  replicas: tenant => onPostgres(engine => measureReplicas(tenant, engine, runs)),
}

async function onPostgres(
  measure: (engine: Awaited<ReturnType<typeof startPostgresEngine>>) => Promise<Figure[]>,
) {
  const engine = await startPostgresEngine()
  try {
    return await measure(engine)
  } finally {
    await engine.stop()
  }
}

const unknown = chosen.filter(name => !(name in measurements))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; choose from ${Object.keys(measurements).join(', ')}.`)
  process.exit(2)
}
const figures: Figure[] = []
for (const [name, measure] of Object.entries(measurements)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.log(`Measuring ${name} ...`)
  const tenant = await startBenchTenant()
  try {
    figures.push(...(await measure(tenant)))
  } finally {
    await tenant.stop()
  }
}
const report = { at: new Date().toISOString(), ...describeMachine(), figures }
console.log(toTable(report))
// A part, or a quick look, is no record.
if (!isQuick && chosen.length === 0) await writeReport(report)
