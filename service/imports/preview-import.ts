import { isOwn } from '../invitations/manage/find-own.ts'
import { InvitationError } from '../invitations/model/invitation-error.ts'
import type { Inviter } from '../invitations/model/new-invitation.ts'
import type { AddressHistory, NewFileRow } from '../ledger/imports/import-ledger.ts'
import type { ImportRow, NewImport } from '../ledger/schema/import-schema.ts'
import { toViaJson } from '../ledger/schema/via.ts'
import { FileError } from './file-error.ts'
import type { ReadingChoices } from './file-reading.ts'
import type { ImportDeps } from './import-deps.ts'
import type { ImportOptions } from './import-options.ts'
import { withoutApostrophes } from './read-values.ts'
import type { SourceFile, SourceRow } from './source-row.ts'
import { createRowValidator, type ValidateRow } from './validate-rows.ts'

/** Rows in one transaction: more would keep everybody else waiting, fewer would cost a flush of the disk more often. */
const BATCH_ROWS = 1_024
/** Rows of a refused file that are forgotten at once. */
const FORGET_ROWS = 5_000

/** A file that comes in, and what is to be done with it. */
export interface NewFile {
  readonly source: (choices: ReadingChoices) => SourceFile
  readonly name: string | undefined
  readonly options: ImportOptions
  readonly isDryRun: boolean
  /** What has been said about how to read it. */
  readonly reading: ReadingChoices
}

/**
 * Reads a file, sorts its rows and keeps them until somebody confirms or forgets them; nobody is invited. Throws
 * FileError and InvitationError with nothing kept, ManagementError when the tenant cannot be asked.
 */
export async function previewImport(deps: ImportDeps, file: NewFile, owner: Inviter): Promise<ImportRow> {
  const validate = createRowValidator(deps, file.options, owner)
  await assertOptions(validate)
  const id = `imp_${deps.randomId()}`
  await deps.ledger.createImport(toNewImport(id, file, owner, deps.now()))
  try {
    const source = file.source(file.reading)
    let count = 0
    for await (const rows of inBatches(source.rows, BATCH_ROWS)) {
      const { apostrophes } = source.reading()
      const sorted = await sortRows(deps, rows, { validate, owner, apostrophes })
      if (!(await deps.ledger.addFileRows(id, sorted, deps.now()))) throw ended()
      count += rows.length
    }
    if (count === 0) throw new FileError('no_rows')
    const columns = { ...source.columns(), reading: source.reading() }
    if (!(await deps.ledger.endPreview(id, columns, deps.now()))) throw ended()
  } catch (error) {
    while (await deps.ledger.deleteImport(id, FORGET_ROWS));
    throw error
  }
  const row = await deps.ledger.findImport(id)
  if (!row) throw ended()
  return row
}

/** What holds for all rows is refused once, and not once for each row. */
async function assertOptions(validate: ValidateRow): Promise<void> {
  const validated = await validate({ email: 'somebody@guestlist.invalid' })
  if (validated.outcome === 'valid' || validated.reason === 'domain_not_allowed') return
  throw new InvitationError(
    'invalid_combination',
    validated.field ?? undefined,
    'This may not be given to anybody.',
  )
}

/** PostgreSQL has no text with a zero in it, and no page shows other control characters. */
function toShownName(name: string): string {
  return name.slice(0, 255).replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')
}

/** Somebody cancelled it while the file was coming in. */
function ended(): InvitationError {
  return new InvitationError('conflict', undefined, 'The import was ended while its file was coming in.')
}

function toNewImport(id: string, file: NewFile, owner: Inviter, now: number): NewImport {
  return {
    id,
    owner_id: owner.id,
    owner_kind: owner.kind,
    owner_via: toViaJson(owner.via),
    owner_name: owner.name ?? null,
    permissions: '[]',
    status: 'previewing',
    dry_run: file.isDryRun ? 1 : 0,
    file_name: file.name === undefined ? null : toShownName(file.name),
    options: JSON.stringify(file.options),
    columns: '[]',
    ignored_columns: '[]',
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
    failure: null,
    created_at: now,
    updated_at: now,
    confirmed_at: null,
    ended_at: null,
  }
}

interface Sorting {
  readonly validate: ValidateRow
  readonly owner: Inviter
  /** Columns that seem to have apostrophes before every cell; what is kept of a row still has them. */
  readonly apostrophes: readonly string[]
}

async function sortRows(
  deps: ImportDeps,
  rows: readonly SourceRow[],
  { validate, owner, apostrophes }: Sorting,
): Promise<NewFileRow[]> {
  const validated: NewFileRow[] = []
  for (const row of rows) validated.push(await sortRow(row, validate, apostrophes))
  const addresses = validated.flatMap(({ address }) => (address === null ? [] : [address]))
  const histories = await deps.ledger.findAddressHistories(addresses)
  if (histories.length === 0) return validated
  const now = deps.now()
  const isMember = isMemberFor(owner, deps.seesExistence(owner))
  // Somebody else's is not theirs to know.
  const invited = toAddresses(histories, one => isInvited(one, now) && isOwn(one, owner))
  const members = toAddresses(histories, isMember)
  return validated.map(row => {
    if (row.address === null) return row
    if (invited.has(row.address)) return { ...row, state: 'already_invited' }
    return members.has(row.address) ? { ...row, state: 'already_member' } : row
  })
}

async function sortRow(
  { line, values, fault }: SourceRow,
  validate: ValidateRow,
  apostrophes: readonly string[],
): Promise<NewFileRow> {
  const row = { line, data: JSON.stringify(values), address: null, reason: null, field: null }
  if (fault) return { ...row, state: 'malformed', reason: fault.code, field: fault.field ?? null }
  const validated = await validate(withoutApostrophes(values, apostrophes))
  if (validated.outcome === 'valid') return { ...row, state: 'ready', address: validated.email }
  return { ...row, state: 'malformed', reason: validated.reason, field: validated.field }
}

function isInvited({ status, parent_id, expires_at }: AddressHistory, now: number): boolean {
  return status === 'pending' && parent_id === null && expires_at > now
}

/** Whoever may not learn who has an account learns it only of those whom they have invited themselves. */
function isMemberFor(owner: Inviter, seesExistence: boolean) {
  return ({ status, inviter_id }: AddressHistory) =>
    status === 'accepted' && (seesExistence || inviter_id === owner.id)
}

function toAddresses(
  histories: readonly AddressHistory[],
  test: (one: AddressHistory) => boolean,
): Set<string> {
  return new Set(histories.filter(test).map(({ address }) => address))
}

/** Puts what comes one by one into lists of up to so many. */
async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[], void> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
