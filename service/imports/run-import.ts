import { conflict, MAX_ATTEMPTS } from '../invitations/manage/change-invitation.ts'
import { isOwn } from '../invitations/manage/find-own.ts'
import { toReserved } from '../invitations/manage/reserve-address.ts'
import { toNewRow } from '../invitations/manage/to-new-row.ts'
import { maxTtlSecondsOf } from '../invitations/model/max-ttl.ts'
import type { Inviter, NewInvitation } from '../invitations/model/new-invitation.ts'
import { rowId } from '../invitations/model/row-id.ts'
import type { BatchRow, ImportBatch } from '../ledger/imports/import-ledger.ts'
import type { FileRow, ImportRow } from '../ledger/schema/import-schema.ts'
import type { InvitationRow } from '../ledger/schema/schema.ts'
import { toLimitCounters } from '../policy/limits.ts'
import { parseFileColumns } from './file-reading.ts'
import type { ImportDeps } from './import-deps.ts'
import { importOptions } from './import-options.ts'
import { toOwner } from './import-owner.ts'
import { withoutApostrophes } from './read-values.ts'
import { createRowValidator, type ValidateRow } from './validate-rows.ts'

/** Rows in one transaction: it keeps others waiting for some 20 ms. A power of two, as statements over rows are made. */
const BATCH_ROWS = 512
/** The most recipients of one request to SendGrid (https://www.twilio.com/docs/sendgrid/api-reference/mail-send). */
const MAIL_SIZE = 1_000

type ReadyRow = Pick<FileRow, 'line' | 'data'>
/** What a row is to become, before it is known whether its address is free. */
type ValidatedRow =
  | { row: ReadyRow; request: NewInvitation; email: string }
  | Extract<BatchRow, { outcome: 'failed' }>

/**
 * Invites the people of an import from where it is, one batch after the other, until it is done, has ended otherwise,
 * or `mayGoOn` says no; answers whether there is more to do. Each batch is one transaction, with the place it has come
 * to: whoever goes on after a crash does so at the very next row. Throws InvitationError `conflict`, ManagementError,
 * LedgerError.
 */
export async function runImport(deps: ImportDeps, id: string, mayGoOn: () => boolean): Promise<boolean> {
  const row = await deps.ledger.findImport(id)
  if (!row) return false
  const owner = toOwner(row)
  const judgeValues = createRowValidator(deps, importOptions.parse(JSON.parse(row.options)), owner)
  const apostrophes = parseFileColumns(row.columns).reading?.apostrophes ?? []
  const validate: ValidateRow = values => judgeValues(withoutApostrophes(values, apostrophes))
  let { cursor } = row
  let status: ImportRow['status'] = row.status
  while (status === 'confirmed' || status === 'running') {
    if (!mayGoOn()) return true
    const to = await runBatch(deps, { id, cursor, owner, validate })
    if (to !== undefined) cursor = to
    else return false
    status = 'running'
  }
  return false
}

interface ImportPosition {
  readonly id: string
  readonly cursor: number
  readonly owner: Inviter
  readonly validate: ValidateRow
}

/** Answers where it has come to; undefined when this was the last one, or somebody else has moved or ended the import. */
async function runBatch(
  deps: ImportDeps,
  { id, cursor, owner, validate }: ImportPosition,
): Promise<number | undefined> {
  const rows = await deps.ledger.listReadyRows(id, cursor, BATCH_ROWS)
  const isLast = rows.length < BATCH_ROWS
  const to = rows.at(-1)?.line ?? cursor
  const validated: ValidatedRow[] = []
  for (const row of rows) validated.push(await validateRow(row, validate))
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const now = deps.now()
    const decided = await decideRows(deps, validated, owner, now)
    const batch: ImportBatch = { importId: id, cursor, to, isLast, rows: decided, mailSize: MAIL_SIZE, now }
    const result = await deps.ledger.writeImportBatch(batch)
    if (result === 'moved') return undefined
    if (result === 'written') return isLast ? undefined : to
  }
  throw conflict()
}

/** What was ready then need not be now: the policy or the tenant may have changed. */
async function validateRow(row: ReadyRow, validate: ValidateRow): Promise<ValidatedRow> {
  const validated = await validate(JSON.parse(row.data ?? '{}'))
  if (validated.outcome === 'valid') return { row, request: validated.request, email: validated.email }
  return { line: row.line, outcome: 'failed', reason: validated.reason, field: validated.field }
}

async function decideRows(
  deps: ImportDeps,
  validated: readonly ValidatedRow[],
  owner: Inviter,
  now: number,
): Promise<BatchRow[]> {
  const pending = await deps.ledger.findPendingOf(
    validated.flatMap(one => ('email' in one ? [one.email] : [])),
  )
  const byAddress = new Map<string | null, InvitationRow[]>()
  for (const one of pending)
    byAddress.set(one.invitee_email, [...(byAddress.get(one.invitee_email) ?? []), one])
  return validated.map(one =>
    'email' in one ? decideRow(deps, one, { pending: byAddress.get(one.email) ?? [], owner, now }) : one,
  )
}

interface BatchContext {
  readonly pending: readonly InvitationRow[]
  readonly owner: Inviter
  readonly now: number
}

function decideRow(
  { policy }: ImportDeps,
  { row: { line }, request, email }: Extract<ValidatedRow, { email: string }>,
  { pending, owner, now }: BatchContext,
): BatchRow {
  const address = { email }
  const { reservation, live, supersede } = toReserved(pending, { address, now })
  if (live && isOwn(live, owner))
    return { line, outcome: 'failed', reason: 'already_invited', field: 'email' }
  // The reason is that of an address at its daily limit, because others' invitations are not theirs to know.
  if (live) return { line, outcome: 'failed', reason: 'limit_reached', field: null }
  const maxTtlSeconds = maxTtlSecondsOf({ kind: 'personal' }, policy)
  const invitation = toNewRow(request, owner, { id: rowId('inv', now), now, maxTtlSeconds })
  const counters = toLimitCounters(policy.limits, { inviterId: owner.id, recipient: address }, now)
  return { line, outcome: 'create', invitation, reservation, relatedChanges: supersede, counters }
}
