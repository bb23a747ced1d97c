import { describe, expect, it } from 'vitest'
import { ManagementError } from '../../../service/management/management-api.ts'
import { createCachedAnswers, MAX_AGE_MS, MAX_STALE_MS } from '../../../service/policy/cached-answers.ts'
import { createManualClock } from '../manual-clock.ts'

/** A tenant that answers with the number of the question, when it does. */
function createScene() {
  const clock = createManualClock()
  const asked: string[] = []
  const tenant = { isDown: false, hangs: false, error: new ManagementError('unreachable') as Error }
  const cache = createCachedAnswers(async key => {
    asked.push(key)
    if (tenant.hangs) await new Promise(() => {})
    if (tenant.isDown) throw tenant.error
    return asked.length
  }, clock)
  const read = (key = 'a', timeoutMs = 800) => cache.read(key, clock.now() + timeoutMs)
  return { clock, asked, tenant, read }
}

describe('answers of the tenant', () => {
  it('are remembered for a minute, each by itself', async () => {
    const { clock, read } = createScene()
    expect([await read('a'), await read('a'), await read('b')]).toEqual([1, 1, 2])
    await clock.advance(MAX_AGE_MS - 1)
    expect(await read('a')).toBe(1)
    await clock.advance(1)
    expect([await read('a'), await read('b')]).toEqual([3, 4])
  })

  it('are asked for once by all who miss them at the same time', async () => {
    const { asked, read } = createScene()
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1])
    expect(asked).toEqual(['a'])
  })

  it('serve a quarter of an hour while the tenant cannot be asked, and then no longer', async () => {
    const { clock, tenant, read } = createScene()
    await read()
    tenant.isDown = true
    await clock.advance(MAX_STALE_MS - 1)
    expect(await read()).toBe(1)
    await clock.advance(1)
    await expect(read()).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('are asked for again ten seconds after a failure', async () => {
    const { clock, asked, tenant, read } = createScene()
    await read()
    tenant.isDown = true
    await clock.advance(MAX_AGE_MS)
    await read()
    await clock.advance(9_999)
    await read()
    expect(asked).toHaveLength(2)
    tenant.isDown = false
    await clock.advance(1)
    expect(await read()).toBe(3)
  })

  it('are waited for until the deadline; what is there from before serves, or nothing', async () => {
    const { clock, tenant, read } = createScene()
    await read('a')
    tenant.hangs = true
    await clock.advance(MAX_AGE_MS)
    const known = read('a')
    const unknown = expect(read('b')).rejects.toMatchObject({ name: 'ManagementError', code: 'timeout' })
    await clock.advance(800)
    expect(await known).toBe(1)
    await unknown
    expect(clock.pending()).toBe(0)
  })

  it('come late and are there for the next who asks', async () => {
    const clock = createManualClock()
    let answer: (value: string) => void = () => {}
    const cache = createCachedAnswers(() => new Promise<string>(resolve => (answer = resolve)), clock)
    const early = expect(cache.read('a', clock.now() + 800)).rejects.toMatchObject({ code: 'timeout' })
    await clock.advance(800)
    await early
    answer('there')
    await clock.advance(0)
    expect(await cache.read('a', clock.now())).toBe('there')
  })

  it('are given up at once where no time is left, and none passes', async () => {
    const { clock, tenant, read } = createScene()
    tenant.hangs = true
    const early = [read('a', 0), read('b', -5)].map(answer => answer.catch(({ code }) => code))
    await clock.advance(0)
    expect(clock.pending()).toBe(0)
    expect(await Promise.all(early)).toEqual(['timeout', 'timeout'])
  })

  it('are ten thousand at most, and those that were asked for longest ago are forgotten first', async () => {
    const { clock, tenant, read } = createScene()
    await read('first')
    await read('second')
    for (let n = 2; n < 10_000; n++) await read(`${n}`)
    await clock.advance(MAX_AGE_MS)
    // Asked for anew, it is the youngest of all.
    await read('first')
    tenant.isDown = true
    const isRemembered = (key: string) =>
      read(key).then(
        () => true,
        () => false,
      )
    expect(await isRemembered('second')).toBe(true)
    tenant.isDown = false
    await read('one more')
    tenant.isDown = true
    expect(await Promise.all(['first', 'second', '2', 'one more'].map(isRemembered))).toEqual([
      ...[true, false, true, true],
    ])
  })

  it('are as old as the question, however long the tenant took', async () => {
    const clock = createManualClock()
    let asked = 0
    const cache = createCachedAnswers(async () => {
      asked++
      await new Promise<void>(resolve => clock.schedule(MAX_AGE_MS - 1, resolve))
      return asked
    }, clock)
    const first = cache.read('a', clock.now() + 2 * MAX_AGE_MS)
    await clock.advance(MAX_AGE_MS - 1)
    expect(await first).toBe(1)
    await clock.advance(1)
    void cache.read('a', clock.now() + 2 * MAX_AGE_MS)
    expect(asked).toBe(2)
  })

  it('from the future, since the clock was put back, are asked for anew', async () => {
    const { clock, asked, read } = createScene()
    await read()
    clock.step(-1)
    await read()
    expect(asked).toHaveLength(2)
  })

  it('never hide a mistake of ours behind an old answer', async () => {
    const { clock, tenant, read } = createScene()
    await read()
    Object.assign(tenant, { isDown: true, error: new TypeError('a mistake') })
    await clock.advance(MAX_AGE_MS)
    await expect(read()).rejects.toThrow(TypeError)
  })
})
