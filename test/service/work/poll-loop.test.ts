import { describe, expect, it } from 'vitest'
import { createPollLoop } from '../../../service/work/poll-loop.ts'
import { createManualClock } from '../manual-clock.ts'

describe('a watch', () => {
  it('looks again after a look during which it was woken', async () => {
    const clock = createManualClock()
    const looks: (() => void)[] = []
    const pollLoop = createPollLoop(() => new Promise(resolve => looks.push(() => resolve(null))), clock)
    pollLoop.start()
    pollLoop.wake()
    pollLoop.wake()
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
    const pollLoop = createPollLoop(async () => {
      looks++
      return 500
    }, clock)
    pollLoop.start()
    await clock.advance(1_000)
    expect(looks).toBe(3)
    await pollLoop.stop()
    expect(clock.pending()).toBe(0)
    pollLoop.wake()
    await clock.advance(1_000)
    expect(looks).toBe(3)
  })

  it('that is woken before its time looks then, and has one time to look again, counted from there', async () => {
    const clock = createManualClock()
    const looks: number[] = []
    const begin = clock.now()
    const pollLoop = createPollLoop(async () => {
      looks.push(clock.now() - begin)
      return 500
    }, clock)
    pollLoop.start()
    await clock.advance(300)
    pollLoop.wake()
    await clock.advance(0)
    expect(clock.pending()).toBe(1)
    await clock.advance(1_000)
    expect(looks).toEqual([0, 300, 800, 1_300])
    await pollLoop.stop()
  })

  it('does nothing before it is started, and waits for a look that is going on when it is stopped', async () => {
    const clock = createManualClock()
    let end = () => {}
    let looks = 0
    const pollLoop = createPollLoop(() => {
      looks++
      return new Promise(resolve => {
        end = () => resolve(100)
      })
    }, clock)
    pollLoop.wake()
    await clock.advance(1_000)
    expect(looks).toBe(0)
    pollLoop.start()
    let isStopped = false
    const stopping = pollLoop.stop().then(() => {
      isStopped = true
    })
    await clock.advance(0)
    expect(isStopped).toBe(false)
    end()
    await stopping
    expect(clock.pending()).toBe(0)
    await clock.advance(1_000)
    expect(looks).toBe(1)
  })
})
