import type { Caller } from '../invitations/model/caller.ts'
import {
  type BulkOperationRequest,
  type BulkOperationUseDeps,
  beginBulkOperation,
  cancelBulkOperation,
  findOwnBulkOperation,
} from './bulk-operation.ts'

/** What pages may ask about changing all invitations that match. */
export type BulkOperationUseCases = ReturnType<typeof createBulkOperationUseCases>

/** Creates the use cases of bulk operations. They throw InvitationError `not_found` for what is not the caller's own. */
export function createBulkOperationUseCases(deps: BulkOperationUseDeps & { wakeWorker(): void }) {
  return {
    /** Answers its id. */
    async begin(bulkOperation: BulkOperationRequest, caller: Caller) {
      const id = await beginBulkOperation(deps, bulkOperation, caller)
      deps.wakeWorker()
      return id
    },
    find: (id: string, caller: Caller) => findOwnBulkOperation(deps, id, caller),
    cancel: (id: string, caller: Caller) => cancelBulkOperation(deps, id, caller),
  }
}
