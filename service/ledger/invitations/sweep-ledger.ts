import type { NewSweep, SweepRow } from '../schema/sweep-schema.ts'

/** What the ledger knows about sweeps. */
export interface SweepLedger {
  /** Stores a sweep and its work; one with this id that is there already stays as it is. */
  createSweep(row: NewSweep): Promise<void>
  findSweep(id: string): Promise<SweepRow | undefined>
  /** The latest of an owner that anything has happened to since. */
  listSweeps(query: { ownerId: string; since: number; take: number }): Promise<SweepRow[]>
  /** Notes how far it has come; false when it is not there any more, or has ended. */
  moveSweep(id: string, from: string | null, progress: SweepProgress, now: number): Promise<boolean>
  /** Ends it where it is: what was changed stays so. False when it has ended already. */
  endSweep(
    id: string,
    end: { status: 'cancelled' | 'failed'; failure?: string; now: number },
  ): Promise<boolean>
  /** Forgets those that nothing has happened to since. */
  deleteSweeps(before: number): Promise<void>
}

export type SweepProgress = Pick<
  SweepRow,
  'seen' | 'changed' | 'refused' | 'examples' | 'cursor_at' | 'cursor_id'
> & { readonly status: 'running' | 'finished' }
