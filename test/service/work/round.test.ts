import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import type { Round } from '../../../service/work/round.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'

let ledger: Ledger
let clock: ManualClock
let lines: string[]

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock()
  lines = []
})
afterEach(() => ledger.close())

function workWith(...rounds: Round[]) {
  return createWorker({ ledger, clock, log: createLog(line => lines.push(line)), jobs: [], rounds })
}

describe('a round', () => {
  it('is made when the worker starts, and then at its times', async () => {
    const start = clock.now()
    const times: number[] = []
    const worker = workWith({
      name: 'expiry',
      everyMs: 10_000,
      run: async () => void times.push(clock.now() - start),
    })
    worker.start()
    await clock.advance(25_000)
    await worker.stop()
    await clock.advance(60_000)
    expect(times).toEqual([0, 10_000, 20_000])
    expect(clock.pending()).toBe(0)
  })

  it('that fails is made again within a minute, and its error stays out of the log', async () => {
    let count = 0
    const worker = workWith({
      name: 'retention',
      everyMs: 3_600_000,
      async run() {
        if (++count < 3) throw new Error('canary ann@example.com')
      },
    })
    worker.start()
    await clock.advance(120_000)
    expect(count).toBe(3)
    await clock.advance(3_599_999)
    expect(count).toBe(3)
    await clock.advance(1)
    expect(count).toBe(4)
    await worker.stop()
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { level: 'error', event: 'round.failed', round: 'retention' },
      { level: 'error', event: 'round.failed', round: 'retention' },
    ])
    expect(lines.join()).not.toMatch(/canary|ann@/)
  })

  it('is finished before the worker has stopped', async () => {
    let finish = () => {}
    const finished = new Promise<void>(resolve => {
      finish = resolve
    })
    const worker = workWith({ name: 'slow', everyMs: 1_000, run: () => finished })
    worker.start()
    let hasStopped = false
    const stopped = worker.stop().then(() => {
      hasStopped = true
    })
    await clock.advance(5_000)
    expect(hasStopped).toBe(false)
    finish()
    await stopped
  })

  it('is made by drain, before the work that it may cause', async () => {
    const made: string[] = []
    const worker = createWorker({
      ledger,
      clock,
      log: createLog(() => {}),
      rounds: [
        {
          name: 'first',
          everyMs: 1_000,
          async run() {
            made.push('round')
            const work = { kind: 'grant', subject: 'x', generation: 0, priority: 1 } as const
            await ledger.enqueue({ ...work, available_at: clock.now() }, clock.now())
          },
        },
      ],
      jobs: [
        {
          kind: 'grant',
          lane: 'grants',
          maxAttempts: 1,
          async run() {
            made.push('work')
            return { outcome: 'done' }
          },
        },
      ],
    })
    await worker.drain()
    expect(made).toEqual(['round', 'work'])
  })
})
