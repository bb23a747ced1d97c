import { describe, expect, it } from 'vitest'
import type { RequestPace } from '../../../service/ledger/engine/request-pace.ts'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import type { Attempt } from '../../../service/management/limited-request.ts'
import type { Urgency } from '../../../service/management/management-api.ts'
import { createRateLimiter } from '../../../service/management/rate-limiter.ts'
import { createManualClock } from '../manual-clock.ts'

interface Request {
  urgency?: Urgency
  timeoutMs?: number
  reply?: Attempt<string>
}

const answered: Attempt<string> = { outcome: 'done', value: '', status: 200, headers: new Headers() }
const refused = (seconds: number): Attempt<string> => ({
  outcome: 'throttled',
  status: 429,
  headers: new Headers({ 'retry-after': String(seconds) }),
})

/** Limiters of several processes, which have one pace; what they send is noted with its second. */
function createScene(requestsPerSecond = 2, processes = 2) {
  const clock = createManualClock()
  const start = clock.now()
  const ledger = { isAway: false, questions: 0, aheadMs: 0 }
  const shared = createPaceInMemory(clock, ledger)
  const limiters = Array.from({ length: processes }, () =>
    createRateLimiter({ requestsPerSecond, clock, shared }),
  )
  const sent: [name: string, seconds: number][] = []
  const send = (
    process: number,
    name: string,
    { urgency = 'grant', timeoutMs = 600_000, reply }: Request = {},
  ) => {
    const replies = reply ? [reply] : []
    const attempt = async () => {
      sent.push([name, (clock.now() - start) / 1000])
      return replies.shift() ?? answered
    }
    return limiters[process]?.run(attempt, { urgency, timeoutMs })
  }
  return { clock, ledger, sent, send }
}

/** As PostgreSQL keeps it, by a clock of its own. */
function createPaceInMemory(
  clock: { now(): number },
  ledger: { isAway: boolean; questions: number; aheadMs: number },
): RequestPace {
  let next = 0
  const now = () => clock.now() + ledger.aheadMs
  const arrive = async () => {
    ledger.questions++
    if (ledger.isAway) throw new LedgerError('unreachable')
  }
  return {
    async reserveTurns({ count, perSecond }) {
      await arrive()
      const first = Math.max(next, now() - (1_000 / perSecond) * (perSecond - 1))
      next = first + (1_000 / perSecond) * count
      return first - now()
    },
    async postponeTurns(delayMs) {
      await arrive()
      next = Math.max(next, now() + delayMs)
    },
  }
}

describe('the rate limiter of one of several processes', () => {
  it('takes turns with the others: a burst for all together, and then one after the other', async () => {
    const { clock, sent, send } = createScene(2)
    for (let n = 0; n < 4; n++) for (const process of [0, 1]) void send(process, `${process}`)
    await clock.advance(10_000)
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 0, 0.5, 1, 1.5, 2, 2.5, 3])
    expect(sent.filter(([name]) => name === '0')).toHaveLength(4)
  })

  it('has all turns while the others have nothing to ask', async () => {
    const { clock, sent, send } = createScene(2)
    for (let n = 0; n < 6; n++) void send(0, 'a')
    await clock.advance(10_000)
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 0, 0.5, 1, 1.5, 2])
  })

  it('gives a reserved turn to whoever is the most urgent when it comes', async () => {
    const { clock, sent, send } = createScene(1, 1)
    void send(0, 'first')
    void send(0, 'removal', { urgency: 'removal' })
    await clock.advance(500)
    void send(0, 'waiting', { urgency: 'waiting' })
    await clock.advance(10_000)
    expect(sent).toEqual([
      ['first', 0],
      ['waiting', 1],
      ['removal', 2],
    ])
  })

  it('pauses when another one was told to', async () => {
    const { clock, sent, send } = createScene(2)
    void send(0, 'a', { reply: refused(5) })
    await clock.advance(100)
    void send(1, 'b')
    void send(1, 'c')
    await clock.advance(10_000)
    expect(sent.map(([name]) => name).sort()).toEqual(['a', 'a', 'b', 'c'])
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 5, 5.5, 6])
  })

  it('pauses also when it can tell nobody', async () => {
    const { clock, ledger, sent, send } = createScene(2)
    await clock.advance(1)
    void send(0, 'a')
    void send(0, 'b', { reply: refused(5) })
    await clock.advance(0)
    ledger.isAway = true
    await clock.advance(1_000)
    ledger.isAway = false
    await clock.advance(10_000)
    expect(sent.map(([name]) => name)).toEqual(['a', 'b', 'b'])
    expect(sent.at(-1)?.[1]).toBeGreaterThanOrEqual(5)
  })

  it('asks nobody while the ledger is away, and goes on by itself when it is back', async () => {
    const { clock, ledger, sent, send } = createScene(2)
    ledger.isAway = true
    const late = expect(send(0, 'late', { timeoutMs: 5_000 })).rejects.toMatchObject({ code: 'timeout' })
    void send(0, 'patient')
    await clock.advance(20_000)
    await late
    expect(sent).toEqual([])
    ledger.isAway = false
    await clock.advance(2_000)
    expect(sent.map(([name]) => name)).toEqual(['patient'])
  })

  it('stops asking the ledger when nobody waits any more', async () => {
    const { clock, ledger, send } = createScene(2)
    ledger.isAway = true
    const late = expect(send(0, 'late', { timeoutMs: 5_000 })).rejects.toMatchObject({ code: 'timeout' })
    await clock.advance(10_000)
    await late
    const asked = ledger.questions
    await clock.advance(10_000)
    expect([ledger.questions, clock.pending()]).toEqual([asked, 0])
  })

  it('reserves some turns at once where the limit is high', async () => {
    const { clock, ledger, sent, send } = createScene(100, 1)
    for (let n = 0; n < 300; n++) void send(0, 'a')
    await clock.advance(2_100)
    expect(sent).toHaveLength(300)
    expect(ledger.questions).toBeLessThanOrEqual(13)
  })

  it('does not save up turns that nobody has taken', async () => {
    const { clock, sent, send } = createScene(20, 1)
    for (let n = 0; n < 22; n++) void send(0, 'early')
    // Turns are reserved for them as well, which they do not wait for.
    for (let n = 0; n < 4; n++) void send(0, 'impatient', { timeoutMs: 60 })?.catch(() => {})
    await clock.advance(60_000)
    for (let n = 0; n < 30; n++) void send(0, 'late')
    await clock.advance(0)
    expect(sent.filter(([name]) => name === 'late')).toHaveLength(20)
  })

  it('begins one by one after a pause, whatever it had reserved before', async () => {
    const { clock, sent, send } = createScene(20, 1)
    for (let n = 0; n < 20; n++) void send(0, 'burst')
    void send(0, 'told', { reply: refused(1) })
    for (let n = 0; n < 5; n++) void send(0, 'after')
    await clock.advance(10_000)
    const later = sent.map(([, seconds]) => seconds).filter(seconds => seconds > 0.1)
    expect(later).toEqual([1.05, 1.1, 1.15, 1.2, 1.25, 1.3])
  })

  it('goes on when the clock of its machine is put back by an hour while it waits', async () => {
    const { clock, ledger, sent, send } = createScene(2, 1)
    for (let n = 0; n < 5; n++) void send(0, 'a')
    await clock.advance(600)
    clock.step(-3_600_000)
    ledger.aheadMs = 3_600_000
    await clock.advance(5_000)
    expect(sent).toHaveLength(5)
  })
})
