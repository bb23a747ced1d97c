import type { BulkOperationDeps } from '../bulk-operations/run-bulk-operation.ts'
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
