import { expressionBuilder } from 'kysely'
import type { HandoffKey, Ledger } from './ledger.ts'
import type { Database } from './schema.ts'
import type { Engine } from './transact.ts'

type Queries = Pick<Ledger, 'createHandoff' | 'findHandoff' | 'markAdmitted'>

/** Queries about handoffs; who redeems one is noted in `redeem.ts`. */
export function handoffQueries({ db, transact }: Engine): Queries {
  return {
    createHandoff: (row, now) =>
      transact(async t => {
        const live = await t
          .selectFrom('invitations')
          .select('id')
          .where('id', '=', row.invitation_id)
          .where('generation', '=', row.generation)
          .where('status', '=', 'pending')
          .where('expires_at', '>', now)
          .executeTakeFirst()
        if (!live) return false
        // A change that comes in between leaves a handoff of an older generation, which redeems nothing.
        await t.insertInto('handoffs').values(row).execute()
        return true
      }),

    findHandoff: key => db.selectFrom('handoffs').selectAll().where(matching(key)).executeTakeFirst(),

    markAdmitted: (ref, now) =>
      transact(async t => {
        const { numUpdatedRows } = await t
          .updateTable('handoffs')
          .set({ admitted_at: now })
          .where('ref', '=', ref)
          .where('admitted_at', 'is', null)
          .executeTakeFirst()
        return numUpdatedRows > 0n
      }),
  }
}

function matching(key: HandoffKey) {
  const is = expressionBuilder<Database, 'handoffs'>()
  if ('idHash' in key) return is('id_hash', '=', key.idHash)
  if ('stateHash' in key) return is('state_hash', '=', key.stateHash)
  return is('ref', '=', key.ref)
}
