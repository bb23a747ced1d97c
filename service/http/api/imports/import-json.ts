import { parseFileColumns } from '../../../imports/file-reading.ts'
import type { Ledger } from '../../../ledger/ledger.ts'
import type { FileRow, ImportRow } from '../../../ledger/schema/import-schema.ts'
import type { ImportJson, ImportRowJson } from '../schemas/import-schema.ts'

/** An import as the API shows it. */
export function toImportJson(row: ImportRow): ImportJson {
  const { ready, malformed, duplicate, already_invited, already_member, created, failed, sent } = row
  return {
    id: row.id,
    status: row.status,
    owner: { id: row.owner_id, name: row.owner_name },
    dry_run: row.dry_run === 1,
    file_name: row.file_name,
    options: JSON.parse(row.options),
    ignored_columns: JSON.parse(row.ignored_columns),
    reading: parseFileColumns(row.columns).reading,
    rows: {
      total: ready + malformed + duplicate + already_invited + already_member,
      ready,
      malformed,
      duplicate,
      already_invited,
      already_member,
      created,
      failed,
      sent,
    },
    failure: row.failure,
    created_at: new Date(row.created_at).toISOString(),
    confirmed_at: toInstant(row.confirmed_at),
    ended_at: toInstant(row.ended_at),
  }
}

function toInstant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

/** Rows of a file as the API shows them; the address of an invitation is read there, and is gone when that was erased. */
export function toImportRowsJson(
  { ledger }: { ledger: Pick<Ledger, 'findInvitation'> },
  { status }: Pick<ImportRow, 'status'>,
  rows: readonly FileRow[],
): Promise<ImportRowJson[]> {
  const hasEnded = status === 'cancelled' || status === 'failed'
  return Promise.all(
    rows.map(async ({ line, state, reason, field, data, invitation_id }) => {
      const invitation = invitation_id === null ? undefined : await ledger.findInvitation(invitation_id)
      const email = invitation ? invitation.invitee_email : emailOf(data)
      const shown = state === 'ready' && hasEnded ? 'cancelled' : state
      return { line, state: shown, reason, field, email, invitation_id }
    }),
  )
}

function emailOf(data: string | null): string | null {
  const { email } = JSON.parse(data ?? '{}') as { email?: unknown }
  return typeof email === 'string' ? email.slice(0, 320) : null
}
