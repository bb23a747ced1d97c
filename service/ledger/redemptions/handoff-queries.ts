import { expressionBuilder, type Transaction } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import { insertEvents } from '../events/insert-events.ts'
import type { HandoffKey, Ledger } from '../ledger.ts'
import type { Database, NewHandoffRow } from '../schema/schema.ts'

type Queries = Pick<
  Ledger,
  'createHandoff' | 'findHandoff' | 'markAdmitted' | 'noteLook' | 'findLooks' | 'deleteAnswers'
>

/** Queries about handoffs; who redeems one is noted in `redeem.ts`. */
export function handoffQueries(engine: Engine): Queries {
  const { db, transact } = engine
  return {
    createHandoff: (row, now) =>
      transact(async t => {
        if (!(await isLive(t, row, now))) return false
        // A change that comes in between leaves a handoff of an older generation, which redeems nothing.
        await t.insertInto('handoffs').values(row).execute()
        if (await isFirst(t, row, now)) {
          const { invitation_id: invitationId, client_id, generation } = row
          const actor = { kind: 'invitee', id: null } as const
          const after = { generation, client_id, ...toJoiningFacts(row) }
          const events = [{ type: 'opened', actor, after } as const]
          await insertEvents(engine, t, { invitationId, at: now, events })
        }
        return true
      }),

    findHandoff: key => db.selectFrom('handoffs').selectAll().where(matching(key)).executeTakeFirst(),

    markAdmitted: (ref, by, now) =>
      transact(async t => {
        const { numUpdatedRows } = await t
          .updateTable('handoffs')
          .set({ admitted_at: now, admitted_by: by })
          .where('ref', '=', ref)
          .where('admitted_at', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),

    noteLook: (ref, confirmedAccounts) =>
      transact(async t => {
        const set = { confirmed_accounts: JSON.stringify(confirmedAccounts) }
        await t.updateTable('handoffs').set(set).where('ref', '=', ref).execute()
      }),

    async findLooks(addressHash) {
      const rows = await db
        .selectFrom('handoffs')
        .select('confirmed_accounts')
        .where('address_hash', '=', addressHash)
        .where('redeemed_by', 'is', null)
        .execute()
      return rows.map(({ confirmed_accounts: list }) => (list === null ? null : JSON.parse(list)))
    },

    deleteAnswers: ({ unused, any }) =>
      transact(async t => {
        const old = t
          .updateTable('handoffs')
          .set({ answers: null })
          .where('answers', 'is not', null)
          .where(is =>
            is.or([
              is('expires_at', '<', any),
              is.and([is('expires_at', '<', unused), is('redeemed_by', 'is', null)]),
            ]),
          )
        return Number((await old.executeTakeFirst()).numUpdatedRows)
      }),
  }
}

/** Is this the first press of its generation? Of many at once, on any engine, one is. */
async function isFirst(t: Transaction<Database>, row: NewHandoffRow, now: number): Promise<boolean> {
  const { invitation_id, generation } = row
  const { numInsertedOrUpdatedRows } = await t
    .insertInto('openings')
    .values({ invitation_id, generation, opened_at: now })
    .onConflict(conflict => conflict.columns(['invitation_id', 'generation']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What history keeps of it: what was agreed to and when, and what was filled in, but never with what. */
export function toJoiningFacts({
  terms_version = null,
  terms_agreed_at = null,
  answers = null,
}: Pick<NewHandoffRow, 'terms_version' | 'terms_agreed_at' | 'answers'>) {
  return {
    ...(terms_version !== null && { terms_version }),
    ...(terms_agreed_at !== null && { terms_agreed_at: new Date(terms_agreed_at).toISOString() }),
    ...(answers !== null && { fields: Object.keys(JSON.parse(answers)) }),
  }
}

/** Erases what people filled in before they joined through an invitation, within the transaction that makes it useless. */
export async function eraseAnswers(t: Transaction<Database>, invitationId: string): Promise<void> {
  const filledIn = t.updateTable('handoffs').set({ answers: null }).where('invitation_id', '=', invitationId)
  await filledIn.where('answers', 'is not', null).execute()
}

/** Forgets whose address the handoffs of an invitation were for. */
export async function eraseLooks(t: Transaction<Database>, invitationId: string): Promise<void> {
  const looks = t.updateTable('handoffs').set({ address_hash: null, confirmed_accounts: null })
  await looks.where('invitation_id', '=', invitationId).execute()
}

/** Is the invitation live in this generation, and the one that sent it in the generation of that time? */
async function isLive(t: Transaction<Database>, row: NewHandoffRow, now: number): Promise<boolean> {
  const live = await t
    .selectFrom('invitations')
    .leftJoin('invitations as sender', 'sender.id', 'invitations.parent_id')
    .select('invitations.id')
    .where('invitations.id', '=', row.invitation_id)
    .where('invitations.generation', '=', row.generation)
    .where('invitations.status', '=', 'pending')
    .where('invitations.expires_at', '>', now)
    .where(eb =>
      eb.or([
        eb('invitations.parent_id', 'is', null),
        eb.and([
          eb('sender.generation', '=', eb.ref('invitations.parent_generation')),
          eb('sender.status', '=', 'pending'),
          eb('sender.expires_at', '>', now),
        ]),
      ]),
    )
    .executeTakeFirst()
  return live !== undefined
}

function matching(key: HandoffKey) {
  const is = expressionBuilder<Database, 'handoffs'>()
  if ('idHash' in key) return is('id_hash', '=', key.idHash)
  if ('stateHash' in key) return is('state_hash', '=', key.stateHash)
  return is('ref', '=', key.ref)
}
