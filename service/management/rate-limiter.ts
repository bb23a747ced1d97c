import type { Clock } from '../clock.ts'
import { createLimitedRequest, type LimitedRequest, type Task } from './limited-request.ts'
import type { Urgency } from './management-api.ts'
import { pauseOf } from './rate-limit-headers.ts'
import { createRequestQueue } from './request-queue.ts'
import { createTokenBucket } from './token-bucket.ts'

export interface RateLimiter {
  /**
   * Runs a request when it is its turn, again after each 429. Throws ManagementError `timeout` when it was not answered
   * within `timeoutMs`, the time in the queue included, or `rate_limited` when the tenant had refused it until then.
   */
  run<T>(task: Task<T>, options: { urgency: Urgency; timeoutMs: number }): Promise<T>
}

/** Creates the one limiter for all requests to a tenant; `requestsPerSecond` is the limit of the tenant's plan. */
export function createRateLimiter(deps: { requestsPerSecond: number; clock: Clock }): RateLimiter {
  const { clock } = deps
  const bucket = createTokenBucket(deps.requestsPerSecond, clock.now())
  const queue = createRequestQueue<LimitedRequest<unknown>>()
  let cancelTurns = () => {}

  const takeTurns = () => {
    cancelTurns()
    while (!queue.isEmpty()) {
      const waitMs = bucket.waitMs(clock.now())
      if (waitMs > 0) {
        cancelTurns = clock.schedule(waitMs, takeTurns)
        return
      }
      const request = queue.next()
      if (!request || request.isOver()) continue
      bucket.take(clock.now())
      void start(request)
    }
  }

  const start = async (request: LimitedRequest<unknown>) => {
    await request.attempt()
    if (!request.isOver()) queue.putBack(request)
    // Also when nothing was put back: the response may have asked for a pause.
    takeTurns()
  }

  const observe = (response: { status: number; headers: Headers }) => {
    const until = pauseOf(response, clock.now())
    if (until !== null) bucket.pauseUntil(until)
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
