import type { Transaction } from 'kysely'
import { runOverRows } from '../engine/insert-rows.ts'
import type { Engine } from '../engine/transact.ts'
import type { NewEvent } from '../invitations/change.ts'
import type { Database } from '../schema/schema.ts'
import { toViaJson } from '../schema/via.ts'
import { workPriority } from '../schema/work-priority.ts'
import { insertWork } from '../work/outbox-queries.ts'

/** One or more events of one invitation. */
export interface NewHistory {
  readonly invitationId: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly events: readonly NewEvent[]
}

/** Writes events within the transaction of their change, and queues them for whoever wants to hear of them. */
export async function insertEvents(
  engine: Pick<Engine, 'db' | 'subscriptions'>,
  t: Transaction<Database>,
  history: NewHistory,
): Promise<void> {
  await insertHistories(engine, t, [history])
}

/** Inserts the histories of many invitations. */
export async function insertHistories(
  { db, subscriptions }: Pick<Engine, 'db' | 'subscriptions'>,
  t: Transaction<Database>,
  histories: readonly NewHistory[],
): Promise<void> {
  const rows = histories.flatMap(history => history.events.map(event => toEventRow(history, event)))
  if (subscriptions.length === 0) {
    const build = (values: typeof rows) => t.insertInto('events').values(values)
    await runOverRows(db, t, { name: 'events', rows, build: values => build([...values]) })
    return
  }
  const inserted = await runOverRows(db, t, {
    name: 'told events',
    rows,
    build: values => t.insertInto('events').values(values).returning(['id', 'type', 'at']),
  })
  const deliveries = inserted.flatMap(({ id, type, at }) =>
    subscriptions
      .filter(({ events }) => events.includes(type))
      .map(({ id: endpoint }) => ({ event_id: id, endpoint, created_at: at })),
  )
  await queueDeliveries(db, t, deliveries)
}

function toEventRow({ invitationId, at }: NewHistory, { type, actor, before, after }: NewEvent) {
  return {
    at,
    invitation_id: invitationId,
    type,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_via: toViaJson(actor.via),
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
  }
}

async function queueDeliveries(
  db: Engine['db'],
  t: Transaction<Database>,
  deliveries: readonly { event_id: number; endpoint: string; created_at: number }[],
) {
  const untouched = { attempts: 0, last_status: null, last_error: null, attempted_at: null }
  const queued = await runOverRows(db, t, {
    name: 'deliveries',
    rows: deliveries.map(delivery => ({ ...delivery, ...untouched, status: 'queued' as const })),
    build: values => t.insertInto('webhook_deliveries').values(values).returning(['id', 'created_at']),
  })
  for (const { id, created_at } of queued) await insertWork(t, deliveryWork(id, created_at), created_at)
}

/** The work of a delivery. */
export function deliveryWork(id: number, availableAt: number) {
  const priority = workPriority.webhook
  return { kind: 'webhook', subject: String(id), generation: 0, priority, available_at: availableAt } as const
}
