/** What ought to be looked at by somebody, asked for by the overview. */
export interface AttentionLedger {
  /** Troubles of one inviter's invitations, or of all of them. Each is counted up to `MAX_TROUBLES`. */
  readTroubles(query: { inviterId: string | undefined; now: number }): Promise<Troubles>
  /** Inviters and links that have used up their allowance of a window, and how often it was asked for. */
  listFullCounters(query: FullCounterQuery): Promise<{ whom: string; count: number }[]>
  /** Deliveries to webhooks that were given up, by endpoint, those that were made since an instant. */
  countFailedDeliveries(since: number): Promise<{ endpoint: string; count: number }[]>
}

/** Enough to know that it is many; nobody waits for the rest to be counted. */
export const MAX_TROUBLES = 1_000

export interface Troubles {
  /** Live invitations whose message will never go out. */
  readonly unsent: Trouble
  /** Messages that have failed before and are tried again. */
  readonly delayed: Trouble
  /** Grants that were given up. */
  readonly ungranted: Trouble
}

export interface Trouble {
  readonly count: number
  /** Stable codes, the most frequent first. */
  readonly codes: readonly string[]
  /** Some of them, the latest first. */
  readonly invitationIds: readonly string[]
}

export interface FullCounterQuery {
  /** How the names of such counters begin; what follows is whom they are for. */
  readonly prefix: string
  readonly windowStart: number
  readonly limit: number
}
