import type { SweepRow } from '../../ledger/schema/sweep-schema.ts'
import type { NewSweep } from '../../sweeps/sweep.ts'
import type { Caller } from '../api/access-token.ts'

/** What pages ask of the rules about changing all that match. They throw InvitationError `not_found`. */
export interface SweepUseCases {
  /** Answers its id. */
  begin(sweep: NewSweep, caller: Caller): Promise<string>
  find(id: string, caller: Caller): Promise<SweepRow>
  cancel(id: string, caller: Caller): Promise<void>
}
