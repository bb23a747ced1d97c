/** Says when requests may go. */
export interface Pace {
  /**
   * Milliseconds until a request may go; 0 for now, Infinity for not before it has called back. `wanted`: how many
   * requests are waiting.
   */
  waitMs(now: number, wanted: number): number
  take(now: number): void
  /** Nothing before `until`, and then one by one: whoever told us to stop has no burst to give. */
  pauseUntil(until: number): void
}

/** No pause is asked for that is longer; see `pauseOf`. */
export const LONGEST_PAUSE_MS = 60_000
