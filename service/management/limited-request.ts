import type { Clock } from '../base/clock.ts'
import { ManagementError, type Urgency } from './management-api.ts'

/** The result of one attempt at a request. `throttled`: it was not carried out and is tried again. */
export type Attempt<T> = { status: number; headers: Headers } & (
  | { outcome: 'done'; value: T }
  | { outcome: 'throttled' }
  | { outcome: 'failed'; error: unknown }
)

/** Makes one attempt, and gives it up when the signal says so. May throw: then there was no response. */
export type Task<T> = (signal: AbortSignal) => Promise<Attempt<T>>

/** The caller's wishes for a request. */
export interface Asked {
  readonly urgency: Urgency
  readonly timeoutMs: number
  readonly onBehalfOf?: string | undefined
}

/** A request between being asked for and being answered. */
export interface LimitedRequest<T> {
  readonly urgency: Urgency
  readonly onBehalfOf: string | undefined
  readonly queuedAt: number
  readonly answer: Promise<T>
  /** Answered, failed or given up: not worth a turn any more. */
  isOver(): boolean
  attempt(): Promise<void>
}

/** Starts the time of a request; it is given up (ManagementError) after `timeoutMs` wherever it is then. */
export function createLimitedRequest<T>(
  task: Task<T>,
  options: Asked,
  deps: { clock: Clock; observe(attempt: Attempt<T>): void },
): LimitedRequest<T> {
  const abort = new AbortController()
  const { promise, resolve, reject } = createDeferred<T>()
  let isOver = false
  let wasThrottled = false
  const settle = (how: () => void) => {
    if (isOver) return
    isOver = true
    cancelDeadline()
    how()
  }
  const cancelDeadline = deps.clock.schedule(options.timeoutMs, () => {
    settle(() => reject(new ManagementError(wasThrottled ? 'rate_limited' : 'timeout')))
    abort.abort()
  })
  return {
    urgency: options.urgency,
    onBehalfOf: options.onBehalfOf,
    queuedAt: deps.clock.now(),
    answer: promise,
    isOver: () => isOver,
    async attempt() {
      try {
        const attempt = await task(abort.signal)
        deps.observe(attempt)
        if (attempt.outcome === 'done') settle(() => resolve(attempt.value))
        if (attempt.outcome === 'failed') settle(() => reject(attempt.error))
        wasThrottled = attempt.outcome === 'throttled'
      } catch (error) {
        settle(() => reject(error))
      }
    },
  }
}

function createDeferred<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
