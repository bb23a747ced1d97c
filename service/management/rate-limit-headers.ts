/** The longest pause that a header may ask for. A longer one would be a mistake or a foreign clock. */
const MAX_PAUSE_MS = 60_000
/** The pause after a 429 that does not say how long. */
const DEFAULT_PAUSE_MS = 1_000
/** Up to here two clocks count as the same one; `Date` itself is rounded down to a second. */
const MAX_SKEW_MS = 5_000

/**
 * Until when (milliseconds since 1970) a response asks not to be followed by another request; null when it does not.
 * Auth0 sends `x-ratelimit-remaining` and `x-ratelimit-reset` (UTC epoch seconds) with every response, and
 * `retry-after` (seconds) with some 429s
 * (https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy).
 */
export function pauseOf(response: { status: number; headers: Headers }, now: number): number | null {
  const { status, headers } = response
  const pauses = [
    retryAfterMs(headers),
    status === 429 || isUsedUp(headers) ? untilResetMs(headers, now) : null,
  ]
  const asked = Math.max(...pauses.map(pause => pause ?? 0))
  const pause = status === 429 && asked <= 0 ? DEFAULT_PAUSE_MS : Math.min(asked, MAX_PAUSE_MS)
  return pause > 0 ? now + pause : null
}

function isUsedUp(headers: Headers): boolean {
  return headers.get('x-ratelimit-remaining')?.trim() === '0'
}

function retryAfterMs(headers: Headers): number | null {
  const seconds = toNumber(headers.get('retry-after'))
  return seconds === null ? null : seconds * 1000
}

function untilResetMs(headers: Headers, now: number): number | null {
  const reset = toNumber(headers.get('x-ratelimit-reset'))
  return reset === null ? null : reset * 1000 - serverTime(headers, now)
}

/** The sender's time, where its clock and ours differ so much that an instant of its clock means little here. */
function serverTime(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('date') ?? '')
  return Math.abs(date - now) > MAX_SKEW_MS ? date : now
}

function toNumber(text: string | null): number | null {
  return text !== null && /^\s*\d{1,12}(\.\d+)?\s*$/.test(text) ? Number(text) : null
}
