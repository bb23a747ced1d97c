import { readUpload } from '../../../imports/read-upload.ts'
import type { Caller } from '../../../invitations/model/caller.ts'
import type { ImportRow } from '../../../ledger/schema/import-schema.ts'
import type { ApiDeps } from '../api-deps.ts'
import { ApiError } from '../api-error.ts'
import { parseFields } from '../parse-fields.ts'
import { type ImportQuery, importQuery, toImportOptions, toReadingChoices } from '../schemas/import-query.ts'

/** Takes a file with what its request says beside it, and begins to invite if that says so. */
export async function takeImport(
  deps: Pick<ApiDeps, 'imports'>,
  request: Request,
  { caller, query }: { caller: Caller; query: ImportQuery },
): Promise<ImportRow> {
  const upload = await readUpload(request)
  if (!upload) throw new ApiError('invalid_file', 'The request has no file.')
  // An empty field of a form says nothing.
  const fields = Object.entries(upload.fields).filter(([, value]) => value.trim() !== '')
  const said = { ...query, ...parseFields(importQuery, Object.fromEntries(fields)) }
  assertMayName(caller, said)
  const row = await deps.imports.preview(
    {
      source: upload.source,
      name: said.file_name ?? upload.name,
      options: toImportOptions(said),
      isDryRun: said.dry_run === 'true',
      reading: toReadingChoices(said),
    },
    caller,
  )
  return said.confirm === 'true' && said.dry_run !== 'true' ? deps.imports.confirm(row.id, caller) : row
}

/** A person invites as themselves; a client acts for somebody whom only it knows. */
function assertMayName(caller: Caller, { inviter_name }: ImportQuery): void {
  if (inviter_name === undefined || caller.kind === 'client') return
  throw new ApiError('invalid_field', 'Only a client may name the inviter.', { field: 'inviter_name' })
}
