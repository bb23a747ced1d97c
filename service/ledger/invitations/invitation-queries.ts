import type { Transaction } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import { toCreationFacts } from '../events/event-facts.ts'
import { insertEvents } from '../events/insert-events.ts'
import type { Database, NewInvitationRow } from '../schema/schema.ts'
import { fromViaJson } from '../schema/via.ts'
import { insertWork } from '../work/outbox-queries.ts'
import { assertClaim, insertRoles, selectPending, untilOutdated, writeChanges } from './change-invitations.ts'
import type { CreateOptions, InvitationLedger } from './invitation-ledger.ts'
import { invitationMailWork } from './invitation-mail-work.ts'
import { matchingAddress } from './matching-address.ts'

type Queries = Pick<
  InvitationLedger,
  | 'createInvitation'
  | 'findInvitation'
  | 'findLiveAddresses'
  | 'findPendingInvitations'
  | 'hasAcceptedChild'
  | 'hasInvitationFor'
>

/** Both engines take as many parameters in one statement. */
const ADDRESSES_PER_QUESTION = 500

/** Making and finding invitations; what changes one is in `change-invitations.ts`, what uses it up in `redeem.ts`. */
export function invitationQueries(engine: Engine): Queries {
  const { db, transact } = engine
  return {
    createInvitation: (row, options) =>
      untilOutdated(() => transact(t => createInvitation(engine, t, row, options))),

    findInvitation: id => db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst(),

    async findLiveAddresses(addresses, now, inviterId) {
      const emails = addresses.flatMap(address => ('email' in address ? [address.email] : []))
      const numbers = addresses.flatMap(address => ('email' in address ? [] : [address.phoneNumber]))
      const live: string[] = []
      for (const [column, values] of [
        ['invitee_email', emails],
        ['invitee_phone_number', numbers],
      ] as const)
        for (let from = 0; from < values.length; from += ADDRESSES_PER_QUESTION) {
          let rowsOf = db.selectFrom('invitations').select(`${column} as address`)
          if (inviterId !== undefined) rowsOf = rowsOf.where('inviter_id', '=', inviterId)
          const rows = await rowsOf
            .where(column, 'in', values.slice(from, from + ADDRESSES_PER_QUESTION))
            .where('status', '=', 'pending')
            .where('expires_at', '>', now)
            .where('kind', '=', 'personal')
            .execute()
          live.push(...rows.flatMap(({ address }) => address ?? []))
        }
      return live
    },

    async findPendingInvitations(address, parentId) {
      const found = await selectPending(db, { address, parentId }).select('id').execute()
      // Most addresses have none, and a question for all columns costs twice as much.
      if (found.length === 0) return []
      const ids = found.map(({ id }) => id)
      return db.selectFrom('invitations').selectAll().where('id', 'in', ids).execute()
    },

    async hasAcceptedChild(address, parentId) {
      const children = db.selectFrom('invitations').select('id').where('parent_id', '=', parentId)
      const accepted = children.where(matchingAddress(address)).where('status', '=', 'accepted')
      return (await accepted.limit(1).executeTakeFirst()) !== undefined
    },

    async hasInvitationFor(address) {
      const query = db.selectFrom('invitations').select('id').where(matchingAddress(address))
      return (await query.limit(1).executeTakeFirst()) !== undefined
    },
  }
}

async function createInvitation(
  engine: Engine,
  t: Transaction<Database>,
  row: NewInvitationRow,
  { mail, claim, alongside = [], requestKeyHash }: CreateOptions,
): Promise<void> {
  const { id, created_at } = row
  if (claim) await assertClaim(engine, t, claim)
  await writeChanges(engine, t, alongside)
  await t.insertInto('invitations').values(row).execute()
  await insertRoles(t, row, JSON.parse(row.roles))
  if (mail) await insertWork(t, invitationMailWork(row, created_at), created_at)
  const created = { type: 'created', actor: creatorOf(row), after: toCreationFacts(row) } as const
  await insertEvents(engine, t, { invitationId: id, at: created_at, events: [created] })
  if (requestKeyHash === undefined) return
  const request = t.updateTable('idempotency_keys').set({ invitation_id: id, status: 201 })
  await request.where('key_hash', '=', requestKeyHash).execute()
}

/** A link's own invitations are made by whoever asked for one: an invitee. */
function creatorOf(row: NewInvitationRow) {
  if (row.parent_id != null) return { kind: 'invitee', id: null } as const
  return { kind: row.inviter_kind, id: row.inviter_id, via: fromViaJson(row.inviter_via) }
}
