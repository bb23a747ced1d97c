import {
  beginBulkOperation,
  cancelBulkOperation,
  findOwnBulkOperation,
} from '../bulk-operations/bulk-operation.ts'
import type { BulkOperationDeps } from '../bulk-operations/run-bulk-operation.ts'
import type { BulkOperationUseCases } from '../http/admin/bulk-operation-use-cases.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { readCurrentPermissions } from '../policy/current-permissions.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the work of bulk operations needs. */
export function bindBulkOperationDeps(config: Config, parts: Parts): BulkOperationDeps {
  const { apiAudience, policy } = config
  return {
    ...parts,
    config,
    policy,
    now: parts.clock.now,
    randomId,
    authorityOf: (userId, held) => readCurrentPermissions({ ...parts, apiAudience }, userId, held),
  }
}

/** What pages ask of the rules about bulk operations. */
export function bindBulkOperations({ ledger, clock }: Parts, wakeWorker: () => void): BulkOperationUseCases {
  const deps = { ledger, now: clock.now }
  return {
    async begin(bulkOperation, caller) {
      const id = await beginBulkOperation(deps, bulkOperation, caller)
      wakeWorker()
      return id
    },
    find: (id, caller) => findOwnBulkOperation(deps, id, caller),
    cancel: (id, caller) => cancelBulkOperation(deps, id, caller),
  }
}
