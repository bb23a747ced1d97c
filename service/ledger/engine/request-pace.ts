/** The pace at which several processes together make requests to the tenant. Throws LedgerError. */
export interface RequestPace {
  /**
   * Takes the next turns, which are evenly spaced; no more than `perSecond` have been saved up. Tells in how many
   * milliseconds the first of them is, by the one clock of all: below 0 when it could have been taken before.
   */
  reserveTurns(turns: { count: number; perSecond: number }): Promise<number>
  /** Nobody gets another turn before so long from now; those that are reserved are their owners' business. */
  postponeTurns(delayMs: number): Promise<void>
}
