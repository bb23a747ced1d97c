import type { Engine } from '../engine/transact.ts'
import type { GateLedger } from './gate-ledger.ts'

type Queries = Pick<
  GateLedger,
  'noteUnprovenAccount' | 'findUnprovenAccount' | 'findAccountState' | 'markUnprovenMailed' | 'markSecured'
>

/** Queries about accounts from before whose address nobody had confirmed. */
export function unprovenAccountQueries({ db, transact }: Engine): Queries {
  return {
    noteUnprovenAccount: row =>
      transact(async t => {
        const { invitation_id, user_id, user_created_at } = row
        await t
          .insertInto('unproven_accounts')
          .values(row)
          .onConflict(conflict =>
            conflict.columns(['user_id', 'user_created_at', 'invitation_id']).doNothing(),
          )
          .execute()
        return await t
          .selectFrom('unproven_accounts')
          .selectAll()
          .where('user_id', '=', user_id)
          .where('user_created_at', '=', user_created_at)
          .where('invitation_id', '=', invitation_id)
          .executeTakeFirstOrThrow()
      }),

    findUnprovenAccount: id =>
      db.selectFrom('unproven_accounts').selectAll().where('id', '=', id).executeTakeFirst(),

    async findAccountState({ userId, createdAt }) {
      const notes = await db
        .selectFrom('unproven_accounts')
        .select('secured_at')
        .where('user_id', '=', userId)
        .where('user_created_at', '=', createdAt)
        .execute()
      if (notes.length === 0) return 'unknown'
      return notes.some(({ secured_at }) => secured_at === null) ? 'open' : 'secured'
    },

    markUnprovenMailed: (id, now) =>
      transact(async t => {
        await t.updateTable('unproven_accounts').set({ mailed_at: now }).where('id', '=', id).execute()
      }),

    markSecured: ({ userId, createdAt }, now) =>
      transact(async t => {
        await t
          .updateTable('unproven_accounts')
          .set({ secured_at: now })
          .where('user_id', '=', userId)
          .where('user_created_at', '=', createdAt)
          .where('secured_at', 'is', null)
          .execute()
        await t.deleteFrom('sessions').where('user_id', '=', userId).execute()
      }),
  }
}
