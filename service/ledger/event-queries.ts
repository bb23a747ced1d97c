import type { EventLedger } from './event-ledger.ts'
import { insertEvents } from './insert-events.ts'
import type { Engine } from './transact.ts'

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

    listEvents: (invitationId, { after = 0, take }) =>
      db
        .selectFrom('events')
        .selectAll()
        .where('invitation_id', '=', invitationId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(take)
        .execute(),

    deleteEvents: before =>
      transact(async t => {
        // The one key to the trigger that keeps events, and only within this transaction.
        await t.updateTable('event_retention').set({ delete_before: before }).execute()
        await t.deleteFrom('webhook_deliveries').where('created_at', '<', before).execute()
        const { numDeletedRows } = await t.deleteFrom('events').where('at', '<', before).executeTakeFirst()
        await t.updateTable('event_retention').set({ delete_before: 0 }).execute()
        return Number(numDeletedRows)
      }),
  }
}
