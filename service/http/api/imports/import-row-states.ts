import type { FileRow, ImportRow } from '../../../ledger/schema/import-schema.ts'
import type { ImportRowJson } from '../schemas/import-schema.ts'

/**
 * Which stored states a state that is asked for has: rows that an import did not come to are stored as ready. Undefined
 * where no row can be so.
 */
export function toStoredStates(
  { status }: Pick<ImportRow, 'status'>,
  state: ImportRowJson['state'] | undefined,
): FileRow['state'][] | undefined {
  const hasEnded = status === 'cancelled' || status === 'failed'
  if (state === undefined)
    return ['ready', 'malformed', 'duplicate', 'already_invited', 'already_member', 'created', 'failed']
  if (state === 'cancelled') return hasEnded ? ['ready'] : undefined
  return state === 'ready' && hasEnded ? undefined : [state]
}
