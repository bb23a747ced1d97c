import { deliveryDelayMs, MAX_DELIVERY_ATTEMPTS } from './retry-schedule.ts'
import type { SendFailure, SendResult } from './webhook-sender.ts'

/** Why an attempt did not deliver; closed. The status, where there was one, says more. */
export type DeliveryFailure =
  | SendFailure
  | 'redirected'
  | 'rejected'
  | 'throttled'
  | 'gone'
  | 'receiver_failed'

/** The result of an attempt. `failed`: the delivery is given up, and is only sent again by a replay. */
export type DeliveryDecision =
  | { outcome: 'delivered'; httpStatus: number }
  | { outcome: 'retry'; code: DeliveryFailure; httpStatus: number | null; delayMs: number }
  | { outcome: 'failed'; code: DeliveryFailure; httpStatus: number | null }

/**
 * Decides after the n-th attempt, by the specification ("Delivery success and failure"): any 2xx is a success, 410 ends
 * it, anything else, redirects too, is tried again until the schedule is used up.
 */
export function decideDelivery(
  result: SendResult,
  attempts: number,
  random: () => number = Math.random,
): DeliveryDecision {
  const httpStatus = result.outcome === 'answered' ? result.status : null
  if (httpStatus !== null && httpStatus >= 200 && httpStatus <= 299)
    return { outcome: 'delivered', httpStatus }
  const code = failureOf(result)
  if (code === 'gone' || attempts >= MAX_DELIVERY_ATTEMPTS) return { outcome: 'failed', code, httpStatus }
  const retryAfterMs = result.outcome === 'answered' ? result.retryAfterMs : undefined
  return { outcome: 'retry', code, httpStatus, delayMs: deliveryDelayMs(attempts, { retryAfterMs, random }) }
}

function failureOf(result: SendResult): DeliveryFailure {
  if (result.outcome === 'failed') return result.code
  if (result.status === 410) return 'gone'
  if (result.status === 429) return 'throttled'
  if (result.status >= 500) return 'receiver_failed'
  return result.status >= 400 ? 'rejected' : 'redirected'
}
