const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/**
 * How long to wait after each failed attempt: the schedule of the Standard Webhooks specification ("Deliverability and
 * reliability"), three days and a bit. After the last one the delivery is given up.
 */
const delaysMs = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
]

/** A receiver may ask for a longer wait, but not for ever. */
const MAX_DELAY_MS = 24 * HOUR_MS
/** Up to a fifth more, so that what failed together does not come back together. */
const JITTER = 0.2

/** The first attempt, and one after each delay. */
export const MAX_DELIVERY_ATTEMPTS = delaysMs.length + 1

/** How long to wait after the n-th failed attempt; never shorter than the receiver asked for, within a day. */
export function deliveryDelayMs(
  attempts: number,
  options: { retryAfterMs?: number | undefined; random?: () => number } = {},
): number {
  const { retryAfterMs = 0, random = Math.random } = options
  const scheduled = delaysMs[Math.min(attempts, delaysMs.length) - 1] ?? MAX_DELAY_MS
  const wait = Math.max(scheduled, Math.min(retryAfterMs, MAX_DELAY_MS))
  return Math.round(wait * (1 + JITTER * random()))
}
