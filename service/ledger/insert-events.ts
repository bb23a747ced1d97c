import type { Transaction } from 'kysely'
import type { NewEvent } from './change.ts'
import { insertWork } from './outbox-queries.ts'
import type { Database } from './schema.ts'
import type { Engine } from './transact.ts'
import { workPriority } from './work-priority.ts'

/** One or more events of one invitation. */
export interface NewHistory {
  readonly invitationId: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly events: readonly NewEvent[]
}

/** Writes events within the transaction of their change, and queues them for whoever wants to hear of them. */
export async function insertEvents(
  { subscriptions }: Pick<Engine, 'subscriptions'>,
  t: Transaction<Database>,
  { invitationId, at, events }: NewHistory,
): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ type, actor, before, after }) => ({
    at,
    invitation_id: invitationId,
    type,
    actor_kind: actor.kind,
    actor_id: actor.id,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
  }))
  const insert = t.insertInto('events').values(rows)
  if (subscriptions.length === 0) {
    await insert.execute()
    return
  }
  for (const event of await insert.returning(['id', 'type']).execute()) {
    for (const { id: endpoint, events: wanted } of subscriptions)
      if (wanted.includes(event.type))
        await queueDelivery(t, { event_id: event.id, endpoint, created_at: at })
  }
}

async function queueDelivery(
  t: Transaction<Database>,
  delivery: { event_id: number; endpoint: string; created_at: number },
) {
  const untouched = { attempts: 0, last_status: null, last_error: null, attempted_at: null }
  const { id } = await t
    .insertInto('webhook_deliveries')
    .values({ ...delivery, ...untouched, status: 'queued' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertWork(t, deliveryWork(id, delivery.created_at), delivery.created_at)
}

/** The work of a delivery. */
export function deliveryWork(id: number, availableAt: number) {
  const priority = workPriority.webhook
  return { kind: 'webhook', subject: String(id), generation: 0, priority, available_at: availableAt } as const
}
