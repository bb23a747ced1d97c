/**
 * Reads the `Retry-After` of an answer, seconds or a date (RFC 9110 §10.2.3), as milliseconds from `now`; undefined for
 * none, or for one that makes no sense.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const delayMs = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(delayMs) && delayMs >= 0 ? delayMs : undefined
}
