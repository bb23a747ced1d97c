import { describe, expect, it } from 'vitest'
import { createWatch } from '../../../service/work/watch.ts'
import { createManualClock } from '../manual-clock.ts'

describe('a watch', () => {
  it('looks again after a look during which it was woken', async () => {
    const clock = createManualClock()
    const looks: (() => void)[] = []
    const watch = createWatch(() => new Promise(resolve => looks.push(() => resolve(null))), clock)
    watch.start()
    watch.wake()
    watch.wake()
    expect(looks).toHaveLength(1)
    looks[0]?.()
    await clock.advance(0)
    expect(looks).toHaveLength(2)
    looks[1]?.()
    await clock.advance(1_000)
    expect(looks).toHaveLength(2)
  })

  it('looks again after the time that the last look said, and not after it was stopped', async () => {
    const clock = createManualClock()
    let looks = 0
    const watch = createWatch(async () => {
      looks++
      return 500
    }, clock)
    watch.start()
    await clock.advance(1_000)
    expect(looks).toBe(3)
    await watch.stop()
    watch.wake()
    await clock.advance(1_000)
    expect(looks).toBe(3)
    expect(clock.pending()).toBe(0)
  })
})
