const FIRST_DELAY_MS = 2_000
const MAX_DELAY_MS = 600_000
/** A fifth more or less, so that what failed together does not come back together. */
const JITTER = 0.2

/** How long to wait after the n-th failed attempt: twice as long each time, ten minutes at most. */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1), MAX_DELAY_MS)
  return Math.round(delay * (1 + JITTER * (2 * random() - 1)))
}
