import type { StatisticsCounts } from '../schema/statistics-schema.ts'

/** What charts ask of the ledger. */
export interface StatisticsLedger {
  /** Takes up to so many events into the statistics, oldest first, each once; tells how many there were. */
  countEvents(limit: number): Promise<number>
  /** About the personal invitations that were made from the first day to the last, both included (`2026-11-20`, UTC). */
  readStatistics(query: StatisticsQuery): Promise<Statistics>
  /** Days before this one are forgotten. */
  deleteStatistics(before: string): Promise<number>
}

export interface StatisticsQuery {
  /** Only this inviter's; undefined for all. */
  readonly inviterId: string | undefined
  readonly from: string
  readonly to: string
  /** Invitations that were first opened from that instant on, and not accepted since, do not count as opened. */
  readonly openedBefore?: number | undefined
}

export interface Statistics {
  /** Days in order; days without an invitation are left out. */
  readonly days: readonly (StatisticsCounts & { readonly day: string })[]
  /** Most invitations first; an invitation with two roles counts in both. */
  readonly roles: readonly (StatisticsCounts & { readonly role: string })[]
  /** How many were accepted in which step of time (`acceptance-steps.ts`). */
  readonly times: readonly { readonly step: number; readonly count: number }[]
  /** Most invitations first; only those with the most. */
  readonly inviters: readonly (StatisticsCounts & {
    readonly inviterId: string
    /** The name in their latest invitation. */
    readonly name: string | null
  })[]
}
