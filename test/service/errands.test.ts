import { describe, expect, test } from 'vitest'
import { createErrands } from '../../service/errands.ts'
import { createLog } from '../../service/log.ts'

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

  test('is refused while a hundred are under way, and taken again after', async () => {
    const { errands } = create()
    let finish: () => void = () => undefined
    const finished = new Promise<void>(resolve => {
      finish = resolve
    })
    const begun = Array.from({ length: 101 }, () => errands.begin('test', () => finished))
    expect(begun.filter(Boolean)).toHaveLength(100)
    finish()
    await errands.settled()
    expect(errands.begin('test', async () => undefined)).toBe(true)
    await errands.settled()
  })
})
