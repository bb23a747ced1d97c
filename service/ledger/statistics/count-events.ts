import type { Transaction } from 'kysely'
import { padList } from '../engine/insert-rows.ts'
import type { Engine } from '../engine/transact.ts'
import type { EventRow } from '../schema/event-schema.ts'
import type { Database } from '../schema/schema.ts'
import type { StatisticsCounts } from '../schema/statistics-schema.ts'
import { advance, contributionOf, type Progress } from './progress.ts'

type Delta = { inviter_id: string; about: string; day: string } & StatisticsCounts

const DAY_MS = 86_400_000

const names = ['invited', 'sent', 'delivered', 'bounced', 'opened', 'accepted'] as const

/** Takes events into the statistics: what is counted, and up to where, is written together or not at all. */
export async function countEvents({ transact, locks }: Engine, limit: number): Promise<number> {
  const last = await transact(async t => {
    // Ids are given out before they are committed: behind this line no smaller one can appear any more.
    await locks.settleEvents(t)
    return readLastEvent(t)
  })
  return transact(async t => {
    await locks.serialise(t, 'statistics')
    const cursor = (await t.selectFrom('statistics_cursor').select('event_id').executeTakeFirstOrThrow())
      .event_id
    if (last <= cursor) return 0
    const events = await readEvents(t, cursor, last, limit)
    const end = events.at(-1)?.id ?? last
    await writeDeltas(t, await readDeltas(t, events))
    await t.updateTable('statistics_cursor').set({ event_id: end }).execute()
    return events.length
  })
}

async function readLastEvent(t: Transaction<Database>): Promise<number> {
  const newest = t.selectFrom('events').select('id').orderBy('id', 'desc').limit(1)
  return (await newest.executeTakeFirst())?.id ?? 0
}

type Happening = Pick<EventRow, 'id' | 'invitation_id' | 'type' | 'at' | 'after'>

/** Reads events with their inviters. */
function readEvents(t: Transaction<Database>, after: number, last: number, limit: number) {
  return t
    .selectFrom('events')
    .innerJoin('invitations', 'invitations.id', 'events.invitation_id')
    .select(['events.id', 'invitation_id', 'type', 'at', 'after', 'inviter_id'])
    .where('events.id', '>', after)
    .where('events.id', '<=', last)
    .orderBy('events.id')
    .limit(limit)
    .execute()
}

/** The difference that events make: each of their invitations as it was before them, and as it is after them. */
async function readDeltas(
  t: Transaction<Database>,
  events: Awaited<ReturnType<typeof readEvents>>,
): Promise<Map<string, Delta>> {
  const deltas = new Map<string, Delta>()
  const histories = groupByInvitation(events)
  const earlier = await readEarlier(t, events[0]?.id ?? 0, histories)
  for (const [id, history] of histories) {
    const before = replay(earlier.get(id) ?? [])
    const after = replay(history, before)
    for (const inviterId of ['', history[0]?.inviter_id ?? '']) {
      add(deltas, inviterId, before, -1)
      add(deltas, inviterId, after, 1)
    }
  }
  return deltas
}

/** What had happened before an event to those invitations that were not made since. */
async function readEarlier(
  t: Transaction<Database>,
  begin: number,
  histories: ReadonlyMap<string, readonly Happening[]>,
): Promise<Map<string, Happening[]>> {
  const ids = [...histories].flatMap(([id, [first]]) => (first?.type === 'created' ? [] : [id]))
  if (ids.length === 0) return new Map()
  const events = await t
    .selectFrom('events')
    .select(['id', 'invitation_id', 'type', 'at', 'after'])
    .where('invitation_id', 'in', padList(ids))
    .where('id', '<', begin)
    .orderBy('id')
    .execute()
  return groupByInvitation(events)
}

function groupByInvitation<E extends Happening>(events: readonly E[]): Map<string, E[]> {
  const histories = new Map<string, E[]>()
  for (const event of events) {
    const history = histories.get(event.invitation_id)
    if (history) history.push(event)
    else histories.set(event.invitation_id, [event])
  }
  return histories
}

function replay(history: readonly Happening[], before?: Progress): Progress | undefined {
  return history.reduce<Progress | undefined>(advance, before)
}

function add(
  deltas: Map<string, Delta>,
  inviterId: string,
  progress: Progress | undefined,
  sign: 1 | -1,
): void {
  if (!progress) return
  for (const [about, counts] of contributionOf(progress)) {
    const key = `${Math.floor(progress.createdAt / DAY_MS)}\n${about}\n${inviterId}`
    let delta = deltas.get(key)
    if (!delta) {
      const day = new Date(progress.createdAt).toISOString().slice(0, 10)
      const none = { invited: 0, sent: 0, delivered: 0, bounced: 0, opened: 0, accepted: 0 }
      delta = { inviter_id: inviterId, about, day, ...none }
      deltas.set(key, delta)
    }
    // Names are written out, because this runs four times for each event.
    delta.invited += sign * counts.invited
    delta.sent += sign * counts.sent
    delta.delivered += sign * counts.delivered
    delta.bounced += sign * counts.bounced
    delta.opened += sign * counts.opened
    delta.accepted += sign * counts.accepted
  }
}

async function writeDeltas(t: Transaction<Database>, deltas: Map<string, Delta>): Promise<void> {
  const rows = [...deltas.values()].filter(delta => names.some(name => delta[name] !== 0))
  // Few enough values for any engine's limit of parameters.
  for (let start = 0; start < rows.length; start += 500)
    await t
      .insertInto('statistics')
      .values(rows.slice(start, start + 500))
      .onConflict(conflict =>
        conflict.columns(['inviter_id', 'about', 'day']).doUpdateSet(eb => ({
          invited: eb('statistics.invited', '+', eb.ref('excluded.invited')),
          sent: eb('statistics.sent', '+', eb.ref('excluded.sent')),
          delivered: eb('statistics.delivered', '+', eb.ref('excluded.delivered')),
          bounced: eb('statistics.bounced', '+', eb.ref('excluded.bounced')),
          opened: eb('statistics.opened', '+', eb.ref('excluded.opened')),
          accepted: eb('statistics.accepted', '+', eb.ref('excluded.accepted')),
        })),
      )
      .execute()
}
