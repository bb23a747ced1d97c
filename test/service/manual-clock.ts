import type { Clock } from '../../service/base/clock.ts'

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on, calling back what falls due on the way, in its order. */
  advance(milliseconds: number): Promise<void>
  /** Puts the clock forth, or back, as an administrator does: no time passes, and what waits goes on waiting as long. */
  step(milliseconds: number): void
  /** How many callbacks are still waiting. */
  pending(): number
}

export function createManualClock(start = Date.parse('2026-11-20T10:00:00Z')): ManualClock {
  let now = start
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    schedule(delayMs, run) {
      const timer = { at: now + Math.max(0, delayMs), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      await settle()
      for (let next = earliest(timers, end); next; next = earliest(timers, end)) {
        timers.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = end
      await settle()
    },
    step(milliseconds) {
      now += milliseconds
      for (const timer of timers) timer.at += milliseconds
    },
    pending: () => timers.size,
  }
}

function earliest<T extends { at: number }>(timers: Set<T>, until: number): T | undefined {
  return [...timers].filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0]
}

/** Lets promises that are already resolved run their continuations. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve))
}
