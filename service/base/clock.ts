/** Time as the service sees it: read it, or be called back. A test brings its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls back once after `delayMs`; the answer cancels it. */
  schedule(delayMs: number, run: () => void): () => void
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: Date.now,
  schedule(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
