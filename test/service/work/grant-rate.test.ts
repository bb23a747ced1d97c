import { describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createGrantJob } from '../../../service/work/grant.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createGate } from '../../contract/gate-fixture.ts'
import { NOW } from '../ledger/ledger-rows.ts'
import { createManualClock } from '../manual-clock.ts'
import { addJoined } from './joined-person.ts'
import { createWireTenant } from './wire-tenant.ts'

const PEOPLE = 200
const REQUESTS_PER_SECOND = 2

describe('many people at once, on the free plan', () => {
  it('have their grants within 110 % of the time that the limit dictates, without one 429', async () => {
    const clock = createManualClock(NOW + 5_000)
    const ledger = await openSqliteLedger(':memory:')
    const wire = createWireTenant(clock, REQUESTS_PER_SECOND)
    wire.tenant.switches.managementRateLimit = { perSecond: REQUESTS_PER_SECOND, burst: REQUESTS_PER_SECOND }
    for (let n = 0; n < PEOPLE; n++) await addJoined(ledger, wire, n)
    const { management, catalog } = wire
    const log = createLog(() => {})
    const job = createGrantJob({
      gate: createGate(),
      ledger,
      management,
      catalog,
      verifyEmail: 'never',
      now: clock.now,
      log,
    })
    const worker = createWorker({ ledger, clock, log, jobs: [job] })

    const startedAt = clock.now()
    const isDone = () => Object.keys(wire.tenant.state.user_roles).length === PEOPLE
    worker.start()
    while (!isDone() && clock.now() - startedAt < 600_000) {
      // Time passes only while nothing is being worked at, so that this machine's speed does not count.
      do for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
      while (wire.isBusy())
      await clock.advance(50)
    }
    await worker.stop()
    await ledger.close()

    // The catalog's one read of the roles comes on top of two requests for each person.
    const dictatedMs = ((PEOPLE * 2 + 1 - REQUESTS_PER_SECOND) / REQUESTS_PER_SECOND) * 1_000
    expect(isDone()).toBe(true)
    expect(clock.now() - startedAt).toBeLessThanOrEqual(dictatedMs * 1.1)
    expect(wire.statuses.filter(status => status === 429)).toEqual([])
  })
})
