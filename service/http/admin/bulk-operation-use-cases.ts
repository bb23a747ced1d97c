import type { NewBulkOperation } from '../../bulk-operations/bulk-operation.ts'
import type { Caller } from '../../invitations/model/caller.ts'
import type { BulkOperationRow } from '../../ledger/schema/bulk-operation-schema.ts'

/** What pages ask of the rules about changing all that match. They throw InvitationError `not_found`. */
export interface BulkOperationUseCases {
  /** Answers its id. */
  begin(bulkOperation: NewBulkOperation, caller: Caller): Promise<string>
  find(id: string, caller: Caller): Promise<BulkOperationRow>
  cancel(id: string, caller: Caller): Promise<void>
}
