import type { Clock } from '../base/clock.ts'
import type { RequestPace } from '../ledger/engine/request-pace.ts'
import { type Asked, createLimitedRequest, type LimitedRequest, type Task } from './limited-request.ts'
import { pauseOf } from './rate-limit-headers.ts'
import { createRequestQueue } from './request-queue.ts'
import { createSharedPace } from './shared-pace.ts'
import { createTokenBucket } from './token-bucket.ts'

export interface RateLimiter {
  /**
   * Runs a request when it is its turn, again after each 429. Throws ManagementError `timeout` when it was not answered
   * within `timeoutMs`, the time in the queue included, or `rate_limited` when the tenant had refused it until then.
   */
  run<T>(task: Task<T>, options: Asked): Promise<T>
}

export interface RateLimiterDeps {
  /** The limit of the tenant's plan. */
  readonly requestsPerSecond: number
  readonly clock: Clock
  /** The shared pace, where other processes make requests to one tenant. */
  readonly shared?: RequestPace | undefined
}

/** Creates a process's one limiter for all requests to a tenant. */
export function createRateLimiter({ requestsPerSecond, clock, shared }: RateLimiterDeps): RateLimiter {
  const pace = shared
    ? createSharedPace({ shared, requestsPerSecond, clock, onChange: () => takeTurns() })
    : createTokenBucket(requestsPerSecond, clock.now())
  const queue = createRequestQueue<LimitedRequest<unknown>>()
  /** Looks alone take every second turn: whatever is more urgent finds one free when it comes. */
  const lookupGapMs = (2 * 1_000) / requestsPerSecond
  let nextLookupAt = 0
  let cancelTurns = () => {}

  /** Returns `waitMs` of the pace for the requests in the queue. */
  const waitFor = (now: number): number => {
    if (!queue.hasOnlyLookups()) return pace.waitMs(now, queue.length())
    // The machine's clock may have been put back.
    const forLookup = Math.min(lookupGapMs, Math.ceil(nextLookupAt - now))
    return forLookup > 0 ? forLookup : pace.waitMs(now, 1)
  }

  const takeTurns = () => {
    cancelTurns()
    queue.drop(request => request.isOver())
    while (!queue.isEmpty()) {
      const waitMs = waitFor(clock.now())
      if (waitMs > 0) {
        if (Number.isFinite(waitMs)) cancelTurns = clock.schedule(waitMs, takeTurns)
        return
      }
      takeTurn()
    }
  }

  const takeTurn = () => {
    const request = queue.next()
    if (!request || request.isOver()) return
    pace.take(clock.now())
    if (request.urgency === 'lookup') nextLookupAt = clock.now() + lookupGapMs
    void start(request)
  }

  const start = async (request: LimitedRequest<unknown>) => {
    await request.attempt()
    if (!request.isOver()) queue.putBack(request)
    // Turns are taken even when nothing was put back, because the response may have asked for a pause.
    takeTurns()
  }

  const observe = (response: { status: number; headers: Headers }) => {
    const until = pauseOf(response, clock.now())
    if (until !== null) pace.pauseUntil(until)
  }

  return {
    run(task, options) {
      const request = createLimitedRequest(task, options, { clock, observe })
      queue.add(request)
      takeTurns()
      return request.answer
    },
  }
}
