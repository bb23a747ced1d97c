import type { BatchRow, ImportBatch, NewFileRow } from '../../../service/ledger/imports/import-ledger.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { NewImport } from '../../../service/ledger/schema/import-schema.ts'
import { invitationRow, NOW } from './ledger-rows.ts'

/** Of the import that most tests are about. */
export const ID = 'imp_1'

export function newImport(changes: Partial<NewImport> = {}): NewImport {
  return {
    id: ID,
    owner_id: 'auth0|inviter',
    owner_kind: 'person',
    owner_name: 'Grace',
    permissions: '[]',
    status: 'previewing',
    dry_run: 0,
    file_name: 'people.csv',
    options: '{}',
    columns: '[]',
    ignored_columns: '[]',
    failure: null,
    created_at: NOW,
    updated_at: NOW,
    ready: 0,
    malformed: 0,
    duplicate: 0,
    already_invited: 0,
    already_member: 0,
    created: 0,
    failed: 0,
    sent: 0,
    cursor: 0,
    mailed: 0,
    unmailed: 0,
    confirmed_at: null,
    ended_at: null,
    ...changes,
  }
}

export const emailOf = (line: number) => `person${line}@example.com`

export function fileRow(line: number, changes: Partial<NewFileRow> = {}): NewFileRow {
  const row = { line, state: 'ready', reason: null, field: null, address: emailOf(line) } as const
  return { ...row, data: JSON.stringify({ email: emailOf(line) }), ...changes }
}

export function creation(
  line: number,
  changes: Partial<Extract<BatchRow, { outcome: 'create' }>> = {},
): BatchRow {
  const address = { email: emailOf(line) }
  return {
    line,
    outcome: 'create',
    reservation: { address, parentId: null, pending: [] },
    relatedChanges: [],
    counters: [],
    invitation: invitationRow({ invitee_email: address.email, delivery_status: 'queued', queued_at: NOW }),
    ...changes,
  }
}

export function batch(rows: readonly BatchRow[], changes: Partial<ImportBatch> = {}): ImportBatch {
  const to = rows.at(-1)?.line ?? 0
  return { importId: ID, cursor: 0, to, isLast: false, rows, mailSize: 1_000, now: NOW + 5, ...changes }
}

/** The lines of so many people, below the names of the columns. */
export const lines = (count: number) => Array.from({ length: count }, (_, index) => index + 2)

/** An import of so many people, who wait to be invited. */
export async function confirmImportOf(ledger: Ledger, count: number): Promise<void> {
  await ledger.createImport(newImport())
  await ledger.addFileRows(
    ID,
    lines(count).map(line => fileRow(line)),
    NOW,
  )
  await ledger.endPreview(ID, { columns: ['email'], ignored: [], reading: {} }, NOW)
  await ledger.confirmImport(ID, ['create:invitations'], NOW)
}
