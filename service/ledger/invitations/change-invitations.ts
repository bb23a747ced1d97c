import type { Kysely, Transaction } from 'kysely'
import { padList } from '../engine/insert-rows.ts'
import type { Engine } from '../engine/transact.ts'
import { insertEvents } from '../events/insert-events.ts'
import { eraseAnswers, eraseLookups } from '../redemptions/handoff-queries.ts'
import type { Database, InvitationRow, NewInvitationRow } from '../schema/schema.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { AddressReservation, Change } from './change.ts'
import type { InvitationLedger } from './invitation-ledger.ts'
import { matchingAddress } from './matching-address.ts'

/** Thrown inside a transaction so that what was done in it is undone. */
export class Outdated extends Error {
  override readonly name = 'Outdated'
}

/** Changes of what an invitation is. Each is written only over the very version that it was decided on. */
export function changeQueries(engine: Engine): Pick<InvitationLedger, 'changeInvitations'> {
  return {
    changeInvitations: (changes, reservation) =>
      untilOutdated(() =>
        engine.transact(async t => {
          if (reservation) await assertReservation(engine, t, reservation)
          await writeChanges(engine, t, changes)
        }),
      ),
  }
}

/** True if all was written; false if something had changed meanwhile, and nothing was. */
export async function untilOutdated(write: () => Promise<void>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (error instanceof Outdated) return false
    throw error
  }
}

/** Throws Outdated if the address does not have just the pending invitations that are claimed. */
export async function assertReservation(
  { locks }: Engine,
  t: Transaction<Database>,
  { address, parentId, pending }: AddressReservation,
): Promise<void> {
  await locks.serialise(t, JSON.stringify([parentId, address]))
  const found = await selectPending(t, { address, parentId }).select(['id', 'version']).execute()
  const isAsReserved = found.every(({ id, version }) =>
    pending.some(reserved => reserved.id === id && reserved.version === version),
  )
  if (!isAsReserved || found.length !== pending.length) throw new Outdated()
}

/** Checks many addresses to which no link has sent anything. */
export async function assertPending(
  { locks }: Engine,
  t: Transaction<Database>,
  claims: readonly AddressReservation[],
): Promise<void> {
  const addresses = claims.flatMap(({ address }) => ('email' in address ? [address.email] : []))
  if (addresses.length === 0) return
  // A fixed order of locks avoids deadlocks between transactions that reserve some of the addresses.
  const names = claims.map(({ address, parentId }) => JSON.stringify([parentId, address])).sort()
  await locks.serialiseAll(t, names)
  const found = await t
    .selectFrom('invitations')
    .select(['id', 'version'])
    .where('invitee_email', 'in', padList(addresses))
    .where('status', '=', 'pending')
    .where('kind', '=', 'personal')
    .where('parent_id', 'is', null)
    .execute()
  const reserved = new Map(claims.flatMap(({ pending }) => pending.map(({ id, version }) => [id, version])))
  const isAsReserved = found.every(({ id, version }) => reserved.get(id) === version)
  if (!isAsReserved || found.length !== reserved.size) throw new Outdated()
}

/** The pending personal invitations of an address, expired ones too. */
export function selectPending(
  db: Kysely<Database>,
  { address, parentId }: Omit<AddressReservation, 'pending'>,
) {
  return db
    .selectFrom('invitations')
    .where(matchingAddress(address))
    .where('status', '=', 'pending')
    .where('kind', '=', 'personal')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
}

/** Writes changes, each with all that follows from it. Throws Outdated if one of them is. */
export async function writeChanges(
  engine: Pick<Engine, 'db' | 'subscriptions'>,
  t: Transaction<Database>,
  changes: readonly Change[],
): Promise<void> {
  // A fixed order of writes avoids deadlocks.
  for (const change of changes.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { id, version, at, set, events } = change
    const { numUpdatedRows } = await t
      .updateTable('invitations')
      .set({ ...set, version: version + 1, updated_at: at })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Outdated()
    // Erasing takes out all that is about a person, and what is beside the invitation belongs to it.
    if (set.erased_at) {
      await eraseAnswers(t, id)
      await eraseLookups(t, id)
    }
    if (change.roles) await replaceRoles(t, { id, roles: change.roles })
    if (change.work) await insertWork(t, change.work, at)
    await insertEvents(engine, t, { invitationId: id, at, events })
  }
}

async function replaceRoles(
  t: Transaction<Database>,
  { id, roles }: { id: InvitationRow['id']; roles: readonly string[] },
) {
  await t.deleteFrom('invitation_roles').where('invitation_id', '=', id).execute()
  const invitation = t.selectFrom('invitations').select(['id', 'created_at']).where('id', '=', id)
  await insertRoles(t, await invitation.executeTakeFirstOrThrow(), roles)
}

/** Stores the roles of an invitation once more, for lists that are filtered by role. */
export async function insertRoles(
  t: Transaction<Database>,
  { id: invitation_id, created_at }: Pick<NewInvitationRow, 'id' | 'created_at'>,
  roles: readonly string[],
): Promise<void> {
  if (roles.length === 0) return
  const rows = roles.map(role => ({ invitation_id, role, created_at }))
  await t.insertInto('invitation_roles').values(rows).execute()
}
