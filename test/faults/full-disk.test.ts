import { Client } from 'pg'
import { afterEach, expect, it } from 'vitest'
import { makeBenchEnvironment } from '../../scripts/bench/bench-service.ts'
import { startBenchTenant } from '../../scripts/bench/bench-tenant.ts'
import { checkInvariants } from './invariants.ts'
import { startService } from './service-process.ts'
import { canMount, startOnSmallDisk } from './small-disk.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** The service as a process of its own, on a PostgreSQL with a disk of its own. */
async function startScene() {
  const tenant = await startBenchTenant()
  undo.push(tenant.stop)
  const disk = await startOnSmallDisk()
  undo.push(disk.stop)
  const environment = await makeBenchEnvironment(tenant, { DATABASE_URL: disk.url })
  const service = await startService({ environment, token: await tenant.issueAccessToken() })
  undo.push(() => service.process.kill('SIGKILL'))
  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: disk.url })
    await client.connect()
    return (await client.query(sql).finally(() => client.end())).rows
  }
  let count = 0
  return { disk, service, query, invite: () => service.invite(`person${++count}@example.com`) }
}

const onMachinesThatMount = it.runIf(canMount())

onMachinesThatMount(
  'PostgreSQL on a full disk: nothing is kept by halves, readiness goes, and comes back with room',
  {
    timeout: 120_000,
  },
  async () => {
    const { disk, service, query, invite } = await startScene()
    const ids = [(await invite()).id]
    disk.fill()
    for (let full = 0; full === 0; ) {
      const answers = await Promise.all(Array.from({ length: 16 }, invite))
      ids.push(...answers.filter(({ status }) => status === 201).map(({ id }) => id))
      full = answers.filter(({ status }) => status === 503).length
    }
    // As long as there is no room, also when nobody tries.
    for (let times = 0; times < 5; times++) expect(await service.ready()).toBe(503)

    disk.makeRoom()
    await expect.poll(() => service.ready(), { timeout: 30_000 }).toBe(200)
    const after = await invite()
    expect([after.status, service.process.exitCode]).toEqual([201, null])
    const rows = (await query('select id from invitations')).map(({ id }) => String(id))
    expect([...ids, after.id].filter(id => !rows.includes(id))).toEqual([])
    await checkInvariants({ query, rolesOf: () => [] }, { isSettled: false })
  },
)
