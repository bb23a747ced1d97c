import { barePostgresInserts } from './bare-insert.ts'
import type { BenchEngine } from './bench-engine.ts'
import { makeBenchEnvironment, startBenchService } from './bench-service.ts'
import type { BenchTenant } from './bench-tenant.ts'
import { type Figure, toFigure } from './figure.ts'
import { type LoadRequest, runLoad } from './load.ts'

const REQUESTS = 2_000
const WARM_UP_REQUESTS = 1_000
const BARE_ROWS = 500

/** Issue over HTTP with one and with two replicas on one PostgreSQL database; nothing may be lost or doubled. */
export async function measureReplicas(
  tenant: BenchTenant,
  engine: BenchEngine,
  runs: number,
): Promise<Figure[]> {
  const { setting, open } = await engine.create('replicas')
  if (!('DATABASE_URL' in setting)) throw new TypeError('replicas need a database server')
  const first = await makeBenchEnvironment(tenant, setting)
  const second = { ...first, PORT: String(Number((await makeBenchEnvironment(tenant, setting)).PORT)) }
  const services = await Promise.all([
    startBenchService(tenant.directory, first),
    startBenchService(tenant.directory, { ...second, PUBLIC_URL: `http://localhost:${second.PORT}` }),
  ])
  const accessToken = await tenant.issueAccessToken()
  let next = 0
  const requests = (count: number) => Array.from({ length: count }, () => toRequest(accessToken, next++))
  const load = async (ports: readonly number[], count: number) => {
    const results = await Promise.all(ports.map(port => runLoad(port, requests(count / ports.length))))
    return results.reduce((sum, { perSecond }) => sum + perSecond, 0)
  }
  const ports = services.map(({ port }) => port)
  const [alone = 0] = ports
  try {
    await load(ports, WARM_UP_REQUESTS)
    const [one, two, bare]: [number[], number[], number[]] = [[], [], []]
    for (let run = 0; run < runs; run++) {
      one.push(await load([alone], REQUESTS))
      two.push(await load(ports, REQUESTS))
      bare.push(await barePostgresInserts(setting.DATABASE_URL, BARE_ROWS))
    }
    const ledger = await open()
    const { total } = await ledger.countInvitations({}, Date.now())
    await ledger.close()
    if (total !== next) throw new Error(`${next} invitations were answered, ${total} are in the ledger`)
    return [
      toFigure('issue_http_postgres_one_replica', '1/s', { runs: one, limits: bare }),
      toFigure('issue_http_postgres_two_replicas', '1/s', { runs: two, limits: one }),
    ]
  } finally {
    await Promise.all(services.map(({ process }) => process.stop()))
  }
}

function toRequest(accessToken: string, index: number): LoadRequest {
  const body = { invitee: { email: `person-${index}@example.com` }, send_invitation_email: false }
  return {
    method: 'POST',
    path: '/api/invitations',
    body: JSON.stringify(body),
    expectedStatus: 201,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
  }
}
