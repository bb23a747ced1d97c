import { expressionBuilder, type Transaction } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { EventRow, WebhookDeliveryRow } from '../schema/event-schema.ts'
import type { Database } from '../schema/schema.ts'
import { insertWork } from '../work/outbox-queries.ts'
import type { DeliveryAttempt, EventLedger, FoundDelivery } from './event-ledger.ts'
import { deliveryWork } from './insert-events.ts'

type Queries = Pick<EventLedger, 'findDelivery' | 'listDeliveries' | 'noteDelivery' | 'replayDelivery'>

/** Queries about events on their way to webhooks. */
export function deliveryQueries({ db, transact, locks }: Engine): Queries {
  const deliveries = db.selectFrom('webhook_deliveries').selectAll()
  const withEvents = async (rows: WebhookDeliveryRow[]): Promise<FoundDelivery[]> => {
    if (rows.length === 0) return []
    const ids = rows.map(({ event_id }) => event_id)
    const events = await db.selectFrom('events').selectAll().where('id', 'in', ids).execute()
    return rows.flatMap(delivery => pairUp(delivery, events))
  }
  return {
    async findDelivery(id) {
      const [found] = await withEvents(await deliveries.where('id', '=', id).execute())
      return found
    },

    async listDeliveries({ status, endpoint, after, take }) {
      let query = deliveries
      if (status !== undefined) query = query.where('status', '=', status)
      if (endpoint !== undefined) query = query.where('endpoint', '=', endpoint)
      if (after !== undefined) query = query.where('id', '<', after)
      return withEvents(await query.orderBy('id', 'desc').limit(take).execute())
    },

    noteDelivery: (id, attempt) =>
      transact(async t => {
        await locks.serialise(t, workName(id))
        await noteDelivery(t, id, attempt)
      }),
    replayDelivery: (id, now) =>
      transact(async t => {
        await locks.serialise(t, workName(id))
        return await replayDelivery(t, id, now)
      }),
  }
}

/** Both end together: its events are deleted with the deliveries that are about them. */
function pairUp(delivery: WebhookDeliveryRow, events: readonly EventRow[]): FoundDelivery[] {
  const event = events.find(({ id }) => id === delivery.event_id)
  return event ? [{ delivery, event }] : []
}

async function noteDelivery(t: Transaction<Database>, id: number, attempt: DeliveryAttempt): Promise<void> {
  const { workId, status, lastStatus, lastError, at } = attempt
  const works = await t.selectFrom('outbox').select('id').where(workOf(id)).execute()
  const isReplayed = works.some(work => work.id !== workId)
  const isOver = !works.some(work => work.id === workId)
  // Whoever comes after the lease, when another has done the work, has nothing to say but that it was delivered.
  if (isOver && status !== 'delivered') return
  await t
    .updateTable('webhook_deliveries')
    .set(eb => ({
      status: isReplayed ? 'queued' : status,
      last_status: lastStatus,
      last_error: lastError,
      attempted_at: at,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  // What was given up is kept here, not in the outbox: a replay makes new work.
  if (status !== 'queued') await t.deleteFrom('outbox').where('id', '=', workId).execute()
}

async function replayDelivery(t: Transaction<Database>, id: number, now: number): Promise<boolean> {
  const update = t.updateTable('webhook_deliveries').set({ status: 'queued' })
  const { numUpdatedRows } = await update.where('id', '=', id).executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  // Anew, whatever is there: an attempt that is under way was made for other work.
  await t.deleteFrom('outbox').where(workOf(id)).execute()
  await insertWork(t, deliveryWork(id, now), now)
  return true
}

/** What is known of a delivery and its work change together, one attempt or replay after the other. */
function workName(deliveryId: number): string {
  return JSON.stringify(['webhook', deliveryId])
}

function workOf(deliveryId: number) {
  const is = expressionBuilder<Database, 'outbox'>()
  return is.and([is('kind', '=', 'webhook'), is('subject', '=', String(deliveryId))])
}
