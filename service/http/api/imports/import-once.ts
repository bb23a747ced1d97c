import { hashSecret } from '../../../ledger/engine/hash-secret.ts'
import type { ImportRow } from '../../../ledger/schema/import-schema.ts'
import type { Caller } from '../access-token.ts'
import type { ApiDeps } from '../api-deps.ts'
import { beginKeyed } from '../idempotency.ts'

/** A file may be long, and its line slow. */
const LOCK_MS = 600_000

/**
 * Takes a file once for each Idempotency-Key of a caller, as `createOnce` does with invitations. A file cannot be read
 * before it is taken: the same request is one with the same query and length.
 */
export async function importOnce(
  deps: Pick<ApiDeps, 'ledger' | 'now' | 'imports'>,
  { key, caller, about }: { key: string | undefined; caller: Caller; about: unknown },
  take: () => Promise<ImportRow>,
): Promise<{ row: ImportRow; isRepeated: boolean }> {
  if (key === undefined) return { row: await take(), isRepeated: false }
  const requestHash = hashSecret(JSON.stringify(['import', about]))
  const begun = await beginKeyed(deps, { key, caller, requestHash, lockMs: LOCK_MS })
  if (begun.done)
    return { row: await deps.imports.find(begun.done.invitationId ?? '', caller), isRepeated: true }
  try {
    const row = await take()
    await deps.ledger.finishRequest(begun.keyHash, { invitationId: row.id, status: 201 })
    return { row, isRepeated: false }
  } catch (error) {
    await deps.ledger.dropRequest(begun.keyHash)
    throw error
  }
}
