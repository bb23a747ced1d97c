import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../service/base/log.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import { openPostgresLedger } from '../../service/ledger/postgres-ledger.ts'
import { createCatalog } from '../../service/management/catalog.ts'
import { createGrantJob } from '../../service/work/grant.ts'
import { createWorker, type Worker } from '../../service/work/worker.ts'
import { createGate } from '../contract/gate-fixture.ts'
import { NOW } from '../service/ledger/ledger-rows.ts'
import { createManualClock } from '../service/manual-clock.ts'
import { addJoined } from '../service/work/joined-person.ts'
import { createWireTenant, type WireTenant } from '../service/work/wire-tenant.ts'
import { giveClock } from './database-clock.ts'
import { createPostgresDatabase, type PostgresDatabase } from './postgres-database.ts'

const PEOPLE = 200
const REQUESTS_PER_SECOND = 20
const STEP_MS = 25

let database: PostgresDatabase
let ledgers: Ledger[] = []
beforeAll(async () => {
  database = await createPostgresDatabase()
})
afterAll(async () => {
  await Promise.all(ledgers.map(ledger => ledger.close()))
  await database.drop()
})

describe('200 people at once, and two replicas that grant', () => {
  it('stay together at the limit, and are done within 110 % of the time that it dictates', async () => {
    const clock = createManualClock(NOW + 5_000)
    const databaseClock = await giveClock(database, clock.now())
    const wire = createWireTenant(clock, REQUESTS_PER_SECOND)
    wire.tenant.switches.managementRateLimit = { perSecond: REQUESTS_PER_SECOND, burst: REQUESTS_PER_SECOND }
    const calls = countCalls()
    ledgers = await Promise.all([openPostgresLedger(database.url), openPostgresLedger(database.url)])
    const [first] = ledgers
    if (first) await Promise.all(Array.from({ length: PEOPLE }, (_, n) => addJoined(first, wire, n)))
    const workers = ledgers.map(ledger => createReplica(calls.of(ledger), wire, clock))

    const startedAt = clock.now()
    const isDone = () => Object.keys(wire.tenant.state.user_roles).length === PEOPLE
    for (const worker of workers) worker.start()
    while (!isDone() && clock.now() - startedAt < 60_000) {
      // Time passes only while nothing is being worked at, so that this machine's speed does not count.
      do for (let turn = 0; turn < 10; turn++) await new Promise(resolve => setImmediate(resolve))
      while (wire.isBusy() || calls.isAny())
      await databaseClock.set(clock.now() + STEP_MS)
      await clock.advance(STEP_MS)
    }
    await Promise.all(workers.map(worker => worker.stop()))

    // The two reads of the roles come on top of two requests for each person.
    const dictatedMs = ((PEOPLE * 2 + 2 - REQUESTS_PER_SECOND) / REQUESTS_PER_SECOND) * 1_000
    expect(isDone()).toBe(true)
    expect(clock.now() - startedAt).toBeLessThanOrEqual(dictatedMs * 1.1)
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(dictatedMs - STEP_MS)
    expect(wire.statuses.filter(status => status === 429)).toEqual([])
    expect(wire.requests()).toHaveLength(PEOPLE * 2)
  })
})

function createReplica(
  ledger: Ledger,
  wire: WireTenant,
  clock: ReturnType<typeof createManualClock>,
): Worker {
  const management = wire.connect(ledger.requestPace)
  const catalog = createCatalog({ management, now: clock.now })
  const log = createLog(() => {})
  const job = createGrantJob({
    gate: createGate(),
    ledger,
    management,
    catalog,
    verifyEmail: 'never',
    log,
    now: clock.now,
  })
  return createWorker({ ledger, clock, log, jobs: [job] })
}

/** Knows whether a call of theirs is under way. */
function countCalls() {
  let underWay = 0
  const of = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value === 'object' && value !== null) return of(value)
        if (typeof value !== 'function') return value
        return (...parameters: unknown[]) => {
          const answer: unknown = value.apply(target, parameters)
          if (!(answer instanceof Promise)) return answer
          underWay++
          return answer.finally(() => underWay--)
        }
      },
    })
  return { of, isAny: () => underWay > 0 }
}
