import { join } from 'node:path'
import { findFreePort } from '../../local-tenant/free-port.ts'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { startChild } from '../demo/child.ts'
import { type BenchService, makeBenchEnvironment, startBenchService } from './bench-service.ts'
import type { BenchTenant } from './bench-tenant.ts'
import { type Figure, toFigure } from './figure.ts'
import { type LoadRequest, type LoadResult, runLoad } from './load.ts'
import { type Prepared, prepareInvitations } from './prepare-ledger.ts'
import { toRedemptionRequest } from './redemption-request.ts'

/** Requests of one run: some seconds, so that garbage collection and the log's checkpoints are part of it. */
const REQUESTS = 4_000
/** Before the first run: what is compiled late is no part of a figure. */
const WARM_UP_REQUESTS = 2_000

/** Issue, redeem and landing page over HTTP, durable on SQLite; beside a bare server that answers nothing. */
export async function measureHttp(tenant: BenchTenant, runs: number): Promise<Figure[]> {
  const { directory } = tenant
  const LEDGER_FILE = join(directory, 'http.db')
  const environment = await makeBenchEnvironment(tenant, { LEDGER_FILE })
  const ledger = await openSqliteLedger(LEDGER_FILE)
  const prepared = await prepareInvitations(ledger, environment, WARM_UP_REQUESTS + runs * REQUESTS)
  await ledger.close()

  const service = await startBenchService(directory, environment)
  const accessToken = await tenant.issueAccessToken()
  const bare = await startBareServer(directory)
  try {
    const loads = createLoads(service, { prepared, accessToken })
    await runAll(service.port, loads, WARM_UP_REQUESTS)
    await runLoad(bare.port, bareRequests(WARM_UP_REQUESTS))
    const results: Record<string, LoadResult[]> = { issue: [], redeem: [], landing: [], bare: [] }
    for (let run = 0; run < runs; run++) {
      // Side by side in each run: what slows this machine down slows all of them down.
      for (const [name, result] of Object.entries(await runAll(service.port, loads, REQUESTS)))
        results[name]?.push(result)
      results.bare?.push(await runLoad(bare.port, bareRequests(REQUESTS)))
    }
    return toFigures(results)
  } finally {
    await Promise.all([service.process.stop(), bare.stop()])
  }
}

type Loads = Record<'issue' | 'redeem' | 'landing', (count: number) => LoadRequest[]>

async function runAll(port: number, loads: Loads, count: number) {
  const issue = await runLoad(port, loads.issue(count))
  const redeem = await runLoad(port, loads.redeem(count))
  return { issue, redeem, landing: await runLoad(port, loads.landing(count)) }
}

function toFigures(results: Record<string, LoadResult[]>): Figure[] {
  const limits = (results.bare ?? []).map(({ perSecond }) => perSecond)
  return ['issue', 'redeem', 'landing'].flatMap(name => {
    const runs = results[name] ?? []
    return [
      toFigure(`${name}_http`, '1/s', { runs: runs.map(({ perSecond }) => perSecond), limits }),
      toFigure(`${name}_http_p99`, 'ms', {
        runs: runs.map(({ p99Ms }) => p99Ms),
        limits: (results.bare ?? []).map(({ p99Ms }) => p99Ms),
      }),
    ]
  })
}

function createLoads(
  { environment }: BenchService,
  { prepared, accessToken }: { prepared: Prepared[]; accessToken: string },
): Loads {
  let next = 0
  const json = { 'content-type': 'application/json' }
  const redeeming = prepared.values()
  const post = (path: string, key: string, body: object, expectedStatus: number): LoadRequest => {
    const headers = { ...json, authorization: `Bearer ${key}` }
    return { method: 'POST', path, headers, body: JSON.stringify(body), expectedStatus }
  }
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
  return {
    issue: count =>
      times(count, () => {
        const invitee = { email: `person-${next++}@example.com` }
        const body = { invitee, client_id: 'guestlist', send_invitation_email: false }
        return post('/api/invitations', accessToken, body, 201)
      }),
    redeem: count =>
      times(count, () => {
        const one = redeeming.next().value
        if (!one) throw new RangeError('not enough invitations were prepared')
        const user = { userId: `auth0|user-${next++}`, createdAt: new Date().toISOString() }
        return toRedemptionRequest(environment, one, user)
      }),
    landing: count =>
      times(count, () => ({
        method: 'GET',
        path: prepared[next++ % prepared.length]?.link ?? '',
        expectedStatus: 303,
      })),
  }
}

const bareRequests = (count: number): LoadRequest[] =>
  Array.from({ length: count }, () => ({ method: 'POST', path: '/', body: '{}', expectedStatus: 200 }))

async function startBareServer(directory: string) {
  const port = await findFreePort()
  const logFile = join(directory, 'bare.log')
  const child = startChild({
    file: 'scripts/bench/bare-server.ts',
    environment: { PORT: String(port) },
    logFile,
  })
  while (!(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.ok)
    await new Promise(resolve => setTimeout(resolve, 50))
  return { port, stop: child.stop }
}
