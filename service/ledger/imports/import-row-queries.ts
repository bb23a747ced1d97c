import type { Transaction } from 'kysely'
import { padList, runOverRows } from '../engine/insert-rows.ts'
import type { Engine } from '../engine/transact.ts'
import type { FileRow } from '../schema/import-schema.ts'
import type { Database } from '../schema/schema.ts'
import type { ImportLedger, NewFileRow } from './import-ledger.ts'

type Queries = Pick<
  ImportLedger,
  'addFileRows' | 'listFileRows' | 'listReadyRows' | 'findStandings' | 'findPendingOf'
>

/** Queries about the rows of a file, and about those who are in them. */
export function importRowQueries(engine: Engine): Queries {
  const { db, transact } = engine
  return {
    addFileRows: (id, rows, now) => transact(t => addFileRows(engine, t, id, rows, now)),

    listFileRows({ importId, states, after = 0, take }) {
      let query = db.selectFrom('import_rows').selectAll().where('import_id', '=', importId)
      if (states !== undefined) query = query.where('state', 'in', states)
      return query.where('line', '>', after).orderBy('line').limit(take).execute()
    },

    listReadyRows: (importId, after, take) =>
      db
        .selectFrom('import_rows')
        .select(['line', 'data'])
        .where('import_id', '=', importId)
        .where('state', '=', 'ready')
        .where('line', '>', after)
        .orderBy('line')
        .limit(take)
        .execute(),

    async findStandings(addresses) {
      if (addresses.length === 0) return []
      const rows = await db
        .selectFrom('invitations')
        .select(['invitee_email', 'status', 'inviter_id', 'parent_id', 'expires_at'])
        .where('invitee_email', 'in', padList(addresses))
        .where('status', 'in', ['pending', 'accepted'])
        .where('kind', '=', 'personal')
        .execute()
      return rows.map(({ invitee_email, ...row }) => ({ ...row, address: invitee_email ?? '' }))
    },

    async findPendingOf(addresses) {
      if (addresses.length === 0) return []
      return await db
        .selectFrom('invitations')
        .selectAll()
        .where('invitee_email', 'in', padList(addresses))
        .where('status', '=', 'pending')
        .where('kind', '=', 'personal')
        .where('parent_id', 'is', null)
        .execute()
    },
  }
}

async function addFileRows(
  { db }: Engine,
  t: Transaction<Database>,
  id: string,
  rows: readonly NewFileRow[],
  now: number,
): Promise<boolean> {
  const sorted = await sortOutDuplicates(t, id, rows)
  const count = (state: FileRow['state']) => sorted.filter(row => row.state === state).length
  // First, so that whoever ends the import and whoever adds to it go one after the other.
  const { numUpdatedRows } = await t
    .updateTable('imports')
    .set(eb => ({
      ready: eb('ready', '+', count('ready')),
      malformed: eb('malformed', '+', count('malformed')),
      duplicate: eb('duplicate', '+', count('duplicate')),
      already_invited: eb('already_invited', '+', count('already_invited')),
      already_member: eb('already_member', '+', count('already_member')),
      updated_at: now,
    }))
    .where('id', '=', id)
    .where('status', '=', 'previewing')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await runOverRows(db, t, {
    name: 'file rows',
    rows: sorted.map(({ line, state, reason, field, address, data }) => ({
      import_id: id,
      line,
      state,
      reason,
      field,
      address,
      data,
      invitation_id: null,
    })),
    build: values => t.insertInto('import_rows').values(values),
  })
  return true
}

/** The first row with an address keeps it, whatever state it is in; those after it are duplicates. */
async function sortOutDuplicates(
  t: Transaction<Database>,
  id: string,
  rows: readonly NewFileRow[],
): Promise<NewFileRow[]> {
  const addresses = rows.flatMap(({ address }) => (address === null ? [] : [address]))
  const before = t.selectFrom('import_rows').select('address').where('import_id', '=', id)
  const seen = new Set(
    addresses.length === 0
      ? []
      : (await before.where('address', 'in', padList(addresses)).execute()).map(({ address }) => address),
  )
  return rows.map(row => {
    if (row.address === null) return row
    if (seen.has(row.address)) return { ...row, state: 'duplicate', address: null, reason: null, field: null }
    seen.add(row.address)
    return row
  })
}
