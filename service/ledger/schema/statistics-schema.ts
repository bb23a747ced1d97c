import type { Selectable } from 'kysely'

/** The tables behind charts; conventions as in `schema.ts`. */
export interface StatisticsTables {
  statistics: StatisticsTable
  statistics_cursor: StatisticsCursorTable
}

/** How far the personal invitations of one inviter, made on one day, have come. Summed from events, in their order. */
export interface StatisticsTable {
  /** Empty: of all inviters together. */
  inviter_id: string
  /** Empty: all of them. `role:<name>`: those with a role. `time:<step>`: those accepted after so long. */
  about: string
  /** The day on which the invitations were made: `2026-11-20`, UTC. */
  day: string
  invited: number
  /** Or handed out. */
  sent: number
  delivered: number
  bounced: number
  opened: number
  accepted: number
}

/** One row: up to which event the statistics are. */
export interface StatisticsCursorTable {
  id: number
  event_id: number
}

/** What is counted. */
export type StatisticsCounts = Omit<Selectable<StatisticsTable>, 'inviter_id' | 'about' | 'day'>
