import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { OutboxRow } from '../../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { ManagementError } from '../../../service/management/management-api.ts'
import type { Job, JobResult, LaneName } from '../../../service/work/job.ts'
import { createWorker, type Worker } from '../../../service/work/worker.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let ledger: Ledger
let clock: ManualClock
let lines: string[]

beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
  clock = createManualClock()
  lines = []
})
afterEach(() => ledger.close())

type Run = (work: OutboxRow) => JobResult | Promise<JobResult>

function createJobs(run: Run, changes: Partial<Job> = {}): Job[] {
  const job = (kind: Job['kind'], lane: Job['lane']): Job => ({
    kind,
    lane,
    maxAttempts: 3,
    run: async work => run(work),
    ...changes,
  })
  return [job('invitation_mail', 'mail'), job('grant', 'grants'), job('stray_removal', 'removals')]
}

function workWith(run: Run, changes: Partial<Job> = {}): Worker {
  const log = createLog(line => lines.push(line), { now: clock.now })
  return createWorker({ ledger, clock, log, jobs: createJobs(run, changes), random: () => 0.5 })
}

function enqueue(subject: string, kind: OutboxRow['kind'] = 'grant', delayMs = 0) {
  const available_at = clock.now() + delayMs
  return ledger.enqueue({ kind, subject, generation: 0, priority: 10, available_at }, clock.now())
}

const done: JobResult = { outcome: 'done' }

/** Lets the ledger's transactions settle, which take more turns than the clock waits. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve))
}

async function advance(milliseconds: number): Promise<void> {
  await idle()
  await clock.advance(milliseconds)
  await idle()
}

/** Promises that a test resolves. */
function createGate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

describe('the worker, on a real ledger', () => {
  it('does what is due, once, and leaves what is not', async () => {
    const subjects: string[] = []
    const worker = workWith(work => {
      subjects.push(work.subject)
      return done
    })
    await enqueue('due')
    await enqueue('later', 'grant', MINUTE)
    await worker.drain()
    await worker.drain()
    expect(subjects).toEqual(['due'])
    expect(await ledger.nextWorkAt(['grant'])).toBe(clock.now() + MINUTE)
  })

  it('does with drain also what the work itself adds', async () => {
    const subjects: string[] = []
    const worker = workWith(async work => {
      subjects.push(work.subject)
      if (work.subject === 'first') await enqueue('second')
      return done
    })
    await enqueue('first')
    await worker.drain()
    expect(subjects).toEqual(['first', 'second'])
  })

  it('takes up work at its time when it is started', async () => {
    const subjects: string[] = []
    const worker = workWith(work => {
      subjects.push(work.subject)
      return done
    })
    worker.start()
    await enqueue('later', 'grant', 2 * SECOND)
    await advance(1_900)
    expect(subjects).toEqual([])
    await advance(200)
    expect(subjects).toEqual(['later'])
    await worker.stop()
  })

  it('takes up new work at once when it is woken', async () => {
    const subjects: string[] = []
    const worker = workWith(work => {
      subjects.push(work.subject)
      return done
    })
    worker.start()
    await idle()
    await enqueue('new')
    worker.wake()
    await idle()
    expect(subjects).toEqual(['new'])
    await worker.stop()
  })

  it('sends mail while grants are stuck', async () => {
    const { opened, open } = createGate()
    const finished: string[] = []
    const worker = workWith(async work => {
      if (work.kind === 'grant') await opened
      finished.push(work.subject)
      return done
    })
    for (let n = 0; n < 20; n++) await enqueue(`grant ${n}`)
    worker.start()
    await idle()
    await enqueue('mail', 'invitation_mail')
    worker.wake()
    await idle()
    expect(finished).toEqual(['mail'])
    open()
    await advance(SECOND)
    expect(finished).toHaveLength(21)
    await worker.stop()
  })

  it.each<[LaneName, number, number]>([
    ['mail', 8, 30],
    ['import_mail', 2, 60],
    ['imports', 1, 30],
    ['sweeps', 1, 30],
    ['grants', 8, 45],
    ['webhooks', 16, 30],
    ['removals', 1, 180],
  ])('%s: has %i in hand, and after a crash others wait %i seconds for those', async (lane, most, leaseS) => {
    const { opened, open } = createGate()
    const begun: string[] = []
    const job: Job = {
      kind: 'grant',
      lane,
      maxAttempts: 3,
      async run({ subject }) {
        begun.push(subject)
        await opened
        return done
      },
    }
    const log = createLog(() => {}, { now: clock.now })
    const worker = createWorker({ ledger, clock, log, jobs: [job], random: () => 0.5 })
    for (let n = 0; n <= most; n++) await enqueue(`grant ${n}`)
    const at = clock.now()
    worker.start()
    await idle()
    expect(begun).toHaveLength(most)
    const claimAt = async (seconds: number) =>
      (await ledger.claimWork({ kinds: ['grant'], limit: 99, leaseMs: 1, now: at + seconds * SECOND })).length
    expect(await claimAt(leaseS - 0.001)).toBe(1)
    expect(await claimAt(leaseS)).toBe(most + 1)
    open()
    await worker.stop()
  })

  it('S10 repeats what failed, each time after twice as long, until it succeeds', async () => {
    const start = clock.now()
    const attempts: number[] = []
    const worker = workWith(
      () => {
        attempts.push((clock.now() - start) / SECOND)
        if (attempts.length < 5) throw new ManagementError('unreachable')
        return done
      },
      { maxAttempts: 10 },
    )
    await enqueue('stubborn')
    worker.start()
    for (let n = 0; n < 60; n++) await advance(SECOND)
    await worker.stop()
    expect(attempts).toEqual([0, 2, 6, 14, 30])
    expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
  })

  it('waits as long as a job asks', async () => {
    let attempts = 0
    const worker = workWith(() => {
      attempts++
      return { outcome: 'retry', code: 'too_early', delayMs: 40 * SECOND }
    })
    await enqueue('early')
    await worker.drain()
    await clock.advance(39 * SECOND)
    await worker.drain()
    expect(attempts).toBe(1)
    await clock.advance(SECOND)
    await worker.drain()
    expect(attempts).toBe(2)
  })

  it('gives up after the last attempt, keeping the work and its code', async () => {
    let attempts = 0
    const worker = workWith(() => {
      attempts++
      return { outcome: 'retry', code: 'throttled' }
    })
    await enqueue('hopeless')
    for (let n = 0; n < 10; n++) {
      await worker.drain()
      await clock.advance(MINUTE)
    }
    expect(attempts).toBe(3)
    expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
    expect(lines.map(line => JSON.parse(line)).at(-1)).toMatchObject({
      level: 'error',
      event: 'work.failed',
      subject: 'hopeless',
      code: 'throttled',
      attempts: 3,
    })
  })

  it('tells the job before it keeps work as given up, whatever the reason', async () => {
    const given: string[] = []
    const giveUp = async (work: OutboxRow, code: string) => void given.push(`${work.subject} ${code}`)
    const run: Run = ({ subject }) =>
      subject === 'rejected' ? { outcome: 'failed', code: 'rejected' } : { outcome: 'retry', code: 'busy' }
    const worker = workWith(run, { giveUp })
    for (const subject of ['rejected', 'busy']) await enqueue(subject)
    await worker.drain()
    expect(given).toEqual(['rejected rejected'])
    await clock.advance(MINUTE)
    await worker.drain()
    await clock.advance(MINUTE)
    await worker.drain()
    expect(given).toEqual(['rejected rejected', 'busy busy'])
  })

  it('gives up again what it could not write down', async () => {
    let isDown = true
    const given: string[] = []
    const giveUp = async (work: OutboxRow) => {
      if (isDown) throw new Error('canary')
      given.push(work.subject)
    }
    const worker = workWith(() => ({ outcome: 'failed', code: 'rejected' }), { giveUp })
    await enqueue('lost')
    await worker.drain()
    isDown = false
    await clock.advance(MINUTE)
    await worker.drain()
    expect(given).toEqual(['lost'])
    expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
  })

  it('gives up at once what no attempt will mend', async () => {
    let attempts = 0
    const worker = workWith(() => {
      attempts++
      return { outcome: 'failed', code: 'rejected' }
    })
    await enqueue('rejected')
    await worker.drain()
    await clock.advance(MINUTE)
    await worker.drain()
    expect(attempts).toBe(1)
  })

  it('does again what a worker that died had claimed, when its lease is over', async () => {
    await enqueue('orphan')
    await ledger.claimWork({ kinds: ['grant'], limit: 1, leaseMs: 45 * SECOND, now: clock.now() })
    const subjects: string[] = []
    const worker = workWith(work => {
      subjects.push(work.subject)
      return done
    })
    await worker.drain()
    expect(subjects).toEqual([])
    await clock.advance(45 * SECOND)
    await worker.drain()
    expect(subjects).toEqual(['orphan'])
  })

  it('does not begin again what it still has in hand after the lease', async () => {
    const { opened, open } = createGate()
    let begun = 0
    const worker = workWith(async () => {
      begun++
      await opened
      return done
    })
    await enqueue('slow')
    worker.start()
    await advance(46 * SECOND)
    await advance(46 * SECOND)
    open()
    await advance(SECOND)
    await worker.stop()
    expect(begun).toBe(1)
    expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
  })

  it('leaves the end of its work to whoever has claimed it since', async () => {
    let other: { attempts: number }[] = []
    const worker = workWith(async () => {
      await clock.advance(46 * SECOND)
      other = await ledger.claimWork({ kinds: ['grant'], limit: 1, leaseMs: SECOND, now: clock.now() })
      return done
    })
    await enqueue('slow')
    await worker.drain()
    expect(other).toMatchObject([{ attempts: 2 }])
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ event: 'work.overtaken', subject: 'slow' })
    expect(await ledger.nextWorkAt(['grant'])).toBe(clock.now() + SECOND)
  })

  it('gives up work that ends its process each time', async () => {
    await enqueue('poison')
    for (let n = 0; n < 3; n++) {
      await ledger.claimWork({ kinds: ['grant'], limit: 1, leaseMs: SECOND, now: clock.now() })
      await clock.advance(SECOND)
    }
    let attempts = 0
    const worker = workWith(() => {
      attempts++
      return done
    })
    await worker.drain()
    expect(attempts).toBe(0)
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
      event: 'work.failed',
      code: 'too_many_attempts',
    })
  })

  it('finishes what it has in hand before it stops, and begins nothing more', async () => {
    const { opened, open } = createGate()
    const finished: string[] = []
    const worker = workWith(async work => {
      await opened
      finished.push(work.subject)
      return done
    })
    await enqueue('in hand')
    worker.start()
    await idle()
    let hasStopped = false
    const stopped = worker.stop().then(() => {
      hasStopped = true
    })
    await enqueue('too late')
    worker.wake()
    await advance(5 * SECOND)
    expect(hasStopped).toBe(false)
    open()
    await stopped
    expect(finished).toEqual(['in hand'])
    expect(clock.pending()).toBe(0)
  })

  it('writes no word of an unknown error into the log', async () => {
    const worker = workWith(() => {
      throw new Error('canary ann@example.com')
    })
    await enqueue('odd')
    await worker.drain()
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ event: 'work.postponed', code: 'unexpected' })
    expect(lines.join()).not.toMatch(/canary|ann@/)
  })

  it('goes on when the ledger could not be read for a while', async () => {
    let isDown = true
    const subjects: string[] = []
    const flaky: Ledger = {
      ...ledger,
      nextWorkAt: kinds => (isDown ? Promise.reject(new Error('canary')) : ledger.nextWorkAt(kinds)),
    }
    const run = async (work: OutboxRow) => {
      subjects.push(work.subject)
      return done
    }
    const log = createLog(line => lines.push(line))
    const worker = createWorker({ ledger: flaky, clock, log, jobs: createJobs(run) })
    worker.start()
    await enqueue('waiting')
    await advance(3 * SECOND)
    expect(subjects).toEqual([])
    isDown = false
    await advance(SECOND)
    expect(subjects).toEqual(['waiting'])
    await worker.stop()
    expect(lines.join()).not.toContain('canary')
  })
})
