import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { Database } from '../schema/schema.ts'
import type { EventLedger } from './event-ledger.ts'
import { insertEvents } from './insert-events.ts'

type Queries = Pick<EventLedger, 'recordEvents' | 'listEvents' | 'deleteEvents'>

/** Queries about what happened; who has been told of it is in `delivery-queries.ts`. */
export function eventQueries(engine: Engine): Queries {
  const { db, transact } = engine
  return {
    recordEvents: events =>
      transact(async t => {
        for (const { invitationId, at, ...event } of events)
          await insertEvents(engine, t, { invitationId, at, events: [event] })
      }),

    listEvents(invitationId, { after = 0, take, openedBefore }) {
      let events = db.selectFrom('events').selectAll().where('invitation_id', '=', invitationId)
      if (openedBefore !== undefined) events = events.where(isToldBefore(openedBefore))
      return events.where('id', '>', after).orderBy('id').limit(take).execute()
    },

    deleteEvents: before =>
      transact(async t => {
        // The one key to the trigger that keeps events, and only within this transaction.
        await t.updateTable('event_retention').set({ delete_before: before }).execute()
        await t.deleteFrom('webhook_deliveries').where('created_at', '<', before).execute()
        // Their order is the order of their ids, so no index of instants is needed to find where to stop.
        const kept = await t
          .selectFrom('events')
          .select('id')
          .where('at', '>=', before)
          .orderBy('id')
          .limit(1)
          .executeTakeFirst()
        const old = t.deleteFrom('events').where('id', '<', kept?.id ?? Number.MAX_SAFE_INTEGER)
        const { numDeletedRows } = await old.executeTakeFirst()
        await t.updateTable('event_retention').set({ delete_before: 0 }).execute()
        return Number(numDeletedRows)
      }),
  }
}

/** All but `opened` events from an instant on. */
export function isToldBefore(instant: number): Expression<SqlBool> {
  const is = expressionBuilder<Database, 'events'>()
  return is.or([is('events.type', '!=', 'opened'), is('events.at', '<', instant)])
}
