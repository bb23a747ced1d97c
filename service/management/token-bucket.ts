import { LONGEST_PAUSE_MS, type Pace } from './pace.ts'

/**
 * Creates the pace of one process alone: `capacity` at once, then `capacity` per second, evenly spaced. The limit of
 * Auth0's free plan is 2 requests a second with a burst of 2.
 */
export function createTokenBucket(capacity: number, now: number): Pace {
  let tokens = capacity
  // May lie in the future: then nothing is given before.
  let countedAt = now
  const count = (at: number) => {
    // The machine's clock was put back: what was counted by it before means nothing now.
    if (at < countedAt - LONGEST_PAUSE_MS) countedAt = at
    if (at <= countedAt) return
    tokens = Math.min(capacity, tokens + ((at - countedAt) / 1000) * capacity)
    countedAt = at
  }
  return {
    waitMs(at) {
      count(at)
      const forToken = Math.max(0, ((1 - tokens) / capacity) * 1000)
      // Rounded up, and at least the pause: a timer that fires early would only come back.
      return Math.ceil(Math.max(0, countedAt - at) + forToken)
    },
    take(at) {
      count(at)
      tokens -= 1
    },
    pauseUntil(until) {
      if (until <= countedAt) return
      count(until)
      tokens = Math.min(tokens, 1)
    },
  }
}
