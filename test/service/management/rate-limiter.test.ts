import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../../service/management/limited-request.ts'
import type { Urgency } from '../../../service/management/management-api.ts'
import { createRateLimiter } from '../../../service/management/rate-limiter.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'

const TIMEOUT_MS = 600_000

function answer(headers: Record<string, string> = {}): Attempt<string> {
  return { outcome: 'done', value: 'answered', status: 200, headers: new Headers(headers) }
}

function refusal(headers: Record<string, string> = {}): Attempt<string> {
  return { outcome: 'throttled', status: 429, headers: new Headers(headers) }
}

/** A limiter whose requests note their name and second when they are made. */
function createScene(requestsPerSecond = 2) {
  const clock = createManualClock()
  const limiter = createRateLimiter({ requestsPerSecond, clock })
  const start = clock.now()
  const sent: [name: string, seconds: number][] = []
  const send = (
    name: string,
    options: {
      urgency?: Urgency
      timeoutMs?: number
      replies?: Attempt<string>[]
      onBehalfOf?: string
    } = {},
  ) => {
    const replies = [...(options.replies ?? [])]
    return limiter.run<string>(
      async () => {
        sent.push([name, (clock.now() - start) / 1000])
        return replies.shift() ?? answer()
      },
      {
        urgency: options.urgency ?? 'grant',
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        onBehalfOf: options.onBehalfOf,
      },
    )
  }
  return { clock, limiter, sent, send, names: () => sent.map(([name]) => name) }
}

function secondsFromNow(clock: ManualClock, seconds: number): string {
  return String(clock.now() / 1000 + seconds)
}

describe('the rate limiter', () => {
  it('lets a burst of the limit pass and then spaces requests evenly', async () => {
    const { clock, sent, send } = createScene(2)
    for (let n = 1; n <= 6; n++) void send(`${n}`)
    await clock.advance(10_000)
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 0, 0.5, 1, 1.5, 2])
  })

  it('sends 400 requests in 110 % of the time that the limit dictates', async () => {
    const { clock, sent, send } = createScene(2)
    for (let n = 1; n <= 400; n++) void send(`${n}`)
    await clock.advance(220_000)
    expect(sent).toHaveLength(400)
  })

  it('sends the urgent first and each urgency in its order', async () => {
    const { clock, names, send } = createScene(1)
    const urgencies: Urgency[] = ['removal', 'grant', 'waiting', 'removal', 'grant', 'waiting']
    void send('first')
    urgencies.forEach((urgency, index) => void send(`${urgency} ${index}`, { urgency }))
    await clock.advance(10_000)
    expect(names()).toEqual([
      'first',
      'waiting 2',
      'waiting 5',
      'grant 1',
      'grant 4',
      'removal 0',
      'removal 3',
    ])
  })

  it('does not starve a removal while urgent requests keep coming', async () => {
    const { clock, names, send } = createScene(1)
    void send('removal', { urgency: 'removal' })
    for (let n = 0; n < 5; n++) void send('waiting', { urgency: 'waiting' })
    void send('late removal', { urgency: 'removal' })
    for (let n = 0; n < 40; n++) {
      void send('waiting', { urgency: 'waiting' })
      await clock.advance(1_000)
    }
    expect(names()).toContain('late removal')
  })

  it('pauses everything until the reset when a response says that nothing remains', async () => {
    const { clock, sent, send } = createScene(2)
    const usedUp = answer({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': secondsFromNow(clock, 5) })
    void send('a', { replies: [usedUp] })
    await clock.advance(1_000)
    void send('b', { urgency: 'waiting' })
    void send('c')
    await clock.advance(10_000)
    expect(sent).toEqual([
      ['a', 0],
      ['b', 5],
      ['c', 5.5],
    ])
  })

  it('keeps its pace when a response says that something remains', async () => {
    const { clock, sent, send } = createScene(2)
    const spare = answer({ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': secondsFromNow(clock, 5) })
    void send('a', { replies: [spare] })
    await clock.advance(1_000)
    void send('b')
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 1])
  })

  it('repeats a request after a 429, before others of its urgency, when retry-after allows', async () => {
    const { clock, sent, send } = createScene(1)
    const first = send('a', { replies: [refusal({ 'retry-after': '3' })] })
    void send('b')
    await clock.advance(10_000)
    expect(sent).toEqual([
      ['a', 0],
      ['a', 3],
      ['b', 4],
    ])
    await expect(first).resolves.toBe('answered')
  })

  it('waits a second after a 429 that does not say how long', async () => {
    const { clock, sent, send } = createScene(2)
    void send('a', { replies: [refusal()] })
    await clock.advance(5_000)
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 1])
  })

  it('reads the reset by the clock of the sender when ours is wrong', async () => {
    const { clock, sent, send } = createScene(2)
    const theirs = clock.now() + 3_600_000
    const headers = { date: new Date(theirs).toUTCString(), 'x-ratelimit-reset': String(theirs / 1000 + 2) }
    void send('a', { replies: [refusal(headers)] })
    await clock.advance(5_000)
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 2])
  })

  it('never pauses longer than a minute, whatever a header says', async () => {
    const { clock, sent, send } = createScene(2)
    void send('a', { replies: [refusal({ 'retry-after': '86400' })] })
    await clock.advance(61_000)
    expect(sent.map(([, seconds]) => seconds)).toEqual([0, 60])
  })

  it('gives up a request whose time ran out in the queue, without sending it', async () => {
    const { clock, names, send } = createScene(1)
    void send('a')
    const late = expect(send('b', { timeoutMs: 500 })).rejects.toMatchObject({ code: 'timeout' })
    await clock.advance(5_000)
    await late
    expect(names()).toEqual(['a'])
  })

  it('says that it was the limit when a request was refused until its time ran out', async () => {
    const { clock, send } = createScene(1)
    const replies = Array.from({ length: 10 }, () => refusal({ 'retry-after': '2' }))
    const late = expect(send('a', { timeoutMs: 3_000, replies })).rejects.toMatchObject({
      code: 'rate_limited',
    })
    await clock.advance(10_000)
    await late
  })

  it('aborts a request whose time ran out on the way', async () => {
    const { clock, limiter } = createScene(1)
    let wasAborted = false
    const hanging = limiter.run<string>(
      signal => new Promise(() => signal.addEventListener('abort', () => (wasAborted = true))),
      { urgency: 'waiting', timeoutMs: 2_000 },
    )
    const late = expect(hanging).rejects.toMatchObject({ code: 'timeout' })
    await clock.advance(2_000)
    await late
    expect(wasAborted).toBe(true)
  })

  it('hands a failure on and goes on with the next', async () => {
    const { clock, limiter, names, send } = createScene(1)
    const failing = limiter.run(() => Promise.reject(new TypeError('failed')), {
      urgency: 'waiting',
      timeoutMs: 1_000,
    })
    await expect(failing).rejects.toThrow('failed')
    void send('b')
    await clock.advance(1_000)
    expect(names()).toEqual(['b'])
  })

  it('leaves no timer behind when everything is answered', async () => {
    const { clock, send } = createScene(2)
    for (let n = 0; n < 5; n++) void send(`${n}`)
    await clock.advance(5_000)
    expect(clock.pending()).toBe(0)
  })
})

describe('S65 looks, which presses without a session cause', () => {
  it('S65: have every second turn while nobody else wants one, and leave one for whoever comes', async () => {
    const { clock, sent, send } = createScene(2)
    for (let n = 0; n < 1_000; n++) void send('lookup', { urgency: 'lookup' })
    await clock.advance(10_250)
    expect(sent).toHaveLength(11)
    for (const urgency of ['waiting', 'grant', 'removal'] as const) {
      void send(urgency, { urgency })
      await clock.advance(0)
      expect(sent.at(-1)).toEqual([urgency, (clock.now() - Date.parse('2026-11-20T10:00:00Z')) / 1000])
      await clock.advance(2_000)
    }
  })

  it('S65: have every fourth turn at most while others wait: a flood takes no more of a queue of grants', async () => {
    const secondsOf = async (lookups: number) => {
      const { clock, sent, send } = createScene(2)
      for (let n = 0; n < lookups; n++) void send('lookup', { urgency: 'lookup' })
      for (let n = 0; n < 90; n++) void send('grant')
      await clock.advance(120_000)
      const grants = sent.filter(([name]) => name === 'grant')
      expect(grants).toHaveLength(90)
      return grants.at(-1)?.[1] ?? 0
    }
    const alone = await secondsOf(0)
    const flooded = await secondsOf(1_000)
    expect(flooded).toBeLessThanOrEqual(alone * (4 / 3) + 1)
    expect(await secondsOf(1)).toBeLessThanOrEqual(alone + 0.5)
  })

  it('S65: get their turn behind a queue of grants too, within the second that a person waits', async () => {
    const { clock, names, send } = createScene(2)
    for (let n = 0; n < 500; n++) void send('grant')
    await clock.advance(10_000)
    void send('lookup', { urgency: 'lookup', timeoutMs: 1_000 })
    await clock.advance(1_000)
    expect(names()).toContain('lookup')
  })

  it('S65: of one inviter do not keep those of another waiting', async () => {
    const { clock, names, send } = createScene(2)
    for (let n = 0; n < 1_000; n++) void send('flood', { urgency: 'lookup', onBehalfOf: 'auth0|eve' })
    await clock.advance(5_000)
    void send('lookup', { urgency: 'lookup', onBehalfOf: 'auth0|ada', timeoutMs: 1_100 }).catch(
      () => undefined,
    )
    await clock.advance(1_100)
    expect(names()).toContain('lookup')
  })

  it('S65: that get no turn in time fail, and say so', async () => {
    const { clock, send } = createScene(1)
    for (let n = 0; n < 100; n++) void send('flood', { urgency: 'lookup' }).catch(() => undefined)
    const late = send('lookup', { urgency: 'lookup', timeoutMs: 1_000 }).catch((error: unknown) => error)
    await clock.advance(1_000)
    expect(await late).toMatchObject({ code: 'timeout' })
  })

  it('are repeated after a 429, before the others of the same inviter', async () => {
    const { clock, names, send } = createScene(2)
    void send('first', { urgency: 'lookup', replies: [refusal(), answer()] })
    void send('second', { urgency: 'lookup' })
    await clock.advance(5_000)
    expect(names()).toEqual(['first', 'first', 'second'])
  })

  it('leave no timer behind', async () => {
    const { clock, send } = createScene(2)
    const answered = [send('a', { urgency: 'lookup' }), send('b', { urgency: 'lookup' })]
    await clock.advance(5_000)
    await Promise.all(answered)
    expect(clock.pending()).toBe(0)
  })
})
