/** A count within a window of time. */
export interface Counter {
  readonly key: string
  readonly windowStart: number
  readonly limit: number
}

/** What keeps people from asking too often, or twice. */
export interface LimitLedger {
  /** Counts one more, also when it is refused. The key names the limit and whom it is for; an address as a hash. */
  incrementCounter(counter: {
    key: string
    windowStart: number
    by?: number
    limit: number
  }): Promise<{ allowed: boolean; count: number }>
  /**
   * Counts one more in each, in this order, up to and including the first that is over its limit; tells which that was,
   * by its place. The others have not been touched.
   */
  incrementInTurn(counters: readonly Counter[]): Promise<number | undefined>
  /** What has been counted so far; counts nothing. */
  readCounter(counter: { key: string; windowStart: number }): Promise<number>
  deleteCounters(before: number): Promise<number>

  /** Begins a request under its Idempotency-Key, or tells what became of the first one. */
  beginRequest(request: {
    keyHash: string
    requestHash: string
    now: number
    /** Until then nobody else may begin it; after that it counts as given up. */
    lockedUntil: number
    /** Keys from before are forgotten. */
    notBefore: number
  }): Promise<BegunRequest>
  finishRequest(keyHash: string, answer: { invitationId: string | null; status: number }): Promise<void>
  /** Forgets a request that came to nothing, so that it can be made again. */
  dropRequest(keyHash: string): Promise<void>
  deleteRequests(before: number): Promise<number>

  /** Counts one more try at the code of a generation, and tells how many that makes. */
  countCodeTry(invitationId: string, generation: number): Promise<number>
  /** Forgets the tries after the right code. */
  clearCodeTries(invitationId: string, generation: number): Promise<void>
}

export type BegunRequest =
  | { outcome: 'started' | 'in_progress' | 'mismatch' }
  | { outcome: 'finished'; invitationId: string | null; status: number }
