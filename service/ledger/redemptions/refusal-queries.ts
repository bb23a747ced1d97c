import type { Engine } from '../engine/transact.ts'
import type { Ledger } from '../ledger.ts'
import { insertWork } from '../work/outbox-queries.ts'

type Queries = Pick<
  Ledger,
  | 'createRefusal'
  | 'findRefusal'
  | 'findRefusalOfHandoff'
  | 'findRefusalsOfUser'
  | 'listRefusedUsers'
  | 'deleteRefusals'
>

/** Queries about refusals. */
export function refusalQueries({ db, transact }: Engine): Queries {
  const refusals = db.selectFrom('refusals').selectAll()
  return {
    createRefusal: (row, work) =>
      transact(async t => {
        await t.insertInto('refusals').values(row).execute()
        if (work) await insertWork(t, work, row.created_at)
      }),

    findRefusal: (ticketHash, notBefore) =>
      refusals.where('ticket_hash', '=', ticketHash).where('created_at', '>=', notBefore).executeTakeFirst(),

    findRefusalOfHandoff: ref =>
      refusals.where('handoff_ref', '=', ref).orderBy('created_at', 'desc').limit(1).executeTakeFirst(),

    findRefusalsOfUser: userId => refusals.where('user_id', '=', userId).orderBy('created_at').execute(),

    listRefusedUsers: ({ codes, limit }) =>
      db
        .selectFrom('refusals')
        .select(({ fn }) => ['user_id', 'connection', fn.max('created_at').as('refused_at')])
        .where('code', 'in', codes)
        .where('passed', '=', 0)
        .groupBy(['user_id', 'connection'])
        .orderBy('refused_at', 'desc')
        .limit(limit)
        .execute(),

    deleteRefusals: before =>
      transact(async t => {
        const result = await t.deleteFrom('refusals').where('created_at', '<', before).executeTakeFirst()
        return Number(result.numDeletedRows)
      }),
  }
}
