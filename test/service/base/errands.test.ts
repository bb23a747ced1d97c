import { describe, expect, test } from 'vitest'
import { createErrands } from '../../../service/base/errands.ts'
import { createLog } from '../../../service/base/log.ts'

function create() {
  const lines: string[] = []
  return { errands: createErrands({ log: createLog(line => lines.push(line)) }), lines }
}

describe('an errand', () => {
  test('begins only after what is going on, so that an answer is on its way by then', async () => {
    const { errands } = create()
    const order: string[] = []
    errands.begin('test', async () => order.push('errand'))
    order.push('answer')
    await Promise.resolve().then(() => order.push('what follows from it'))
    await errands.settled()
    expect(order).toEqual(['answer', 'what follows from it', 'errand'])
  })

  test('that fails is logged by name and code, without its message, and disturbs nobody', async () => {
    const { errands, lines } = create()
    errands.begin('test', async () => {
      throw Object.assign(new Error('grace@example.com'), { code: 'limit_reached' })
    })
    errands.begin('test', () => Promise.reject(new TypeError('grace@example.com')))
    await errands.settled()
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      { event: 'errand_failed', errand: 'test', code: 'limit_reached' },
      { event: 'errand_failed', errand: 'test', code: 'TypeError' },
    ])
    expect(lines.join()).not.toContain('grace')
  })

  test('is waited for, and so is one that it begins', async () => {
    const { errands } = create()
    const done: number[] = []
    errands.begin('first', async () => {
      errands.begin('second', async () => done.push(2))
      done.push(1)
    })
    await errands.settled()
    expect(done).toEqual([1, 2])
  })

  test('is refused while as many wait as may, and taken again after', async () => {
    const { errands } = create()
    const { finish, finished } = createEnd()
    const begun = Array.from({ length: 3_000 }, (_, n) =>
      errands.begin('test', () => finished, `of-${n % 100}`),
    )
    // A hundred under way, of as many links, and 2,500 behind them.
    expect(begun.filter(Boolean)).toHaveLength(2_600)
    expect(errands.begin('test', () => finished, 'of-another')).toBe(false)
    finish()
    await errands.settled()
    expect(errands.begin('test', async () => undefined)).toBe(true)
    await errands.settled()
  })

  test('S65 of one link that is flooded keeps nobody else waiting, and no more than its share is taken', async () => {
    const { errands } = create()
    const { finish, finished } = createEnd()
    let running = 0
    const begun = Array.from({ length: 1_000 }, () =>
      errands.begin(
        'flood',
        async () => {
          running++
          await finished
          running--
        },
        'flooded',
      ),
    )
    expect(begun.filter(Boolean)).toHaveLength(260)
    const served: string[] = []
    for (let n = 0; n < 50; n++) errands.begin('test', async () => served.push(`${n}`), `of-${n}`)
    await new Promise<void>(resolve => void setTimeout(resolve, 0))
    await new Promise<void>(resolve => void setImmediate(resolve))
    expect({ running, served: served.length }).toEqual({ running: 10, served: 50 })
    finish()
    await errands.settled()
    expect(running).toBe(0)
  })

  test('of every link gets its turn, also while all that may be under way are', async () => {
    const { errands } = create()
    const order: string[] = []
    const { finish, finished } = createEnd()
    for (let n = 0; n < 100; n++) errands.begin('wall', () => finished, `wall-${n % 10}`)
    for (let n = 0; n < 200; n++) errands.begin('flood', async () => order.push('flood'), 'flooded')
    errands.begin('late', async () => order.push('late'), 'late')
    finish()
    await errands.settled()
    expect(order.indexOf('late')).toBeLessThan(11)
    expect(order).toHaveLength(201)
  })
})

/** Something that ends when it is told to. */
function createEnd() {
  let finish: () => void = () => undefined
  const finished = new Promise<void>(resolve => {
    finish = resolve
  })
  return { finish, finished }
}
