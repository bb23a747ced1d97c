import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { EventRow } from '../schema/event-schema.ts'
import type { Database } from '../schema/schema.ts'
import type { AuditLedger, EventPage, EventQuery } from './audit-ledger.ts'
import { isToldBefore } from './event-queries.ts'

/** So many events one question looks at, whether they match or not. */
const WINDOW = 20_000
/** Whoever has no more invitations than that has their events found by them, and not by going through all events. */
const FEW_INVITATIONS = 2_000

/**
 * The list of all events. There is no index for each filter, which every event would have to be written into: a filter
 * goes through the events in their order, from the last one of the page before.
 */
export function auditQueries({ db }: Engine): AuditLedger {
  return {
    async searchEvents(query) {
      // One invitation has few events, and they have an index of their own.
      if (query.invitationId !== undefined) return search(db, query, undefined)
      const own = await findFewInvitations(db, query.inviterId)
      if (own) return own.length === 0 ? { events: [], next: undefined } : search(db, query, undefined)
      return search(db, query, WINDOW)
    },
  }
}

/** The ids of an inviter's invitations; undefined for all inviters, and where there are many. */
async function findFewInvitations(db: Kysely<Database>, inviterId: string | undefined) {
  if (inviterId === undefined) return undefined
  const query = db.selectFrom('invitations').select('id').where('inviter_id', '=', inviterId)
  const found = await query.limit(FEW_INVITATIONS + 1).execute()
  return found.length > FEW_INVITATIONS ? undefined : found
}

async function search(
  db: Kysely<Database>,
  query: EventQuery,
  window: number | undefined,
): Promise<EventPage> {
  const { take } = query
  const begin = await findBegin(db, query)
  let base = db.selectFrom('events').selectAll()
  if (begin !== undefined) base = base.where('id', '<', begin)
  if (window === undefined) {
    for (const condition of [...toConditions(query), ...toScope(query)]) base = base.where(condition)
    return toPage(
      await base
        .orderBy('id', 'desc')
        .limit(take + 1)
        .execute(),
      take,
      undefined,
    )
  }
  let matching = db.selectFrom(base.orderBy('id', 'desc').limit(window).as('events')).selectAll()
  for (const condition of toConditions(query)) matching = matching.where(condition)
  if (query.inviterId !== undefined) matching = matching.where(isOf(query.inviterId))
  const rows = await matching
    .orderBy('id', 'desc')
    .limit(take + 1)
    .execute()
  return toPage(rows, take, await findWindowEnd(db, begin, window, query.from))
}

/** The page; where it is not full, it goes on at the end of what was looked at. */
function toPage(rows: EventRow[], take: number, windowEnd: number | undefined): EventPage {
  const events = rows.slice(0, take)
  return { events, next: rows.length > take ? events.at(-1)?.id : windowEnd }
}

/** The last event of a full window, if there is anything to be found behind it. */
async function findWindowEnd(
  db: Kysely<Database>,
  begin: number | undefined,
  window: number,
  from: number | undefined,
): Promise<number | undefined> {
  let query = db.selectFrom('events').select(['id', 'at'])
  if (begin !== undefined) query = query.where('id', '<', begin)
  const last = await query
    .orderBy('id', 'desc')
    .offset(window - 1)
    .limit(1)
    .executeTakeFirst()
  return last && (from === undefined || last.at >= from) ? last.id : undefined
}

/** Finds the event before which to read: behind the previous page, and behind what is too new. */
async function findBegin(db: Kysely<Database>, { after, before }: EventQuery): Promise<number | undefined> {
  if (after !== undefined) return after
  return before === undefined ? undefined : findFirstEvent(db, before)
}

/** How far the order of ids and that of instants may be apart, where several write at once. */
const DISORDER_MS = 60_000

/** An event that nothing before an instant comes after; found by halving, since ids and instants rise together. */
async function findFirstEvent(db: Kysely<Database>, instant: number): Promise<number | undefined> {
  const events = db.selectFrom('events').select(['id', 'at'])
  const oldest = await events.orderBy('id').limit(1).executeTakeFirst()
  const newest = await events.orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!oldest || !newest) return undefined
  let [low, high] = [oldest.id, newest.id + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const next = await events.where('id', '>=', middle).orderBy('id').limit(1).executeTakeFirst()
    if (next && next.at < instant + DISORDER_MS) low = next.id + 1
    else high = middle
  }
  return low
}

const is = expressionBuilder<Database, 'events'>()

function toConditions(query: EventQuery): Expression<SqlBool>[] {
  const equal = [
    ['invitation_id', query.invitationId],
    ['type', query.type],
    ['actor_kind', query.actorKind],
    ['actor_id', query.actorId],
  ] as const
  return [
    ...equal.flatMap(([name, value]) => (value === undefined ? [] : [is(`events.${name}`, '=', value)])),
    ...(query.openedBefore === undefined ? [] : [isToldBefore(query.openedBefore)]),
    ...(query.from === undefined ? [] : [is('events.at', '>=', query.from)]),
    ...(query.before === undefined ? [] : [is('events.at', '<', query.before)]),
  ]
}

/** Restricts events to one inviter's invitations, by the index or, for one invitation, by reading it. */
function toScope({ inviterId, invitationId }: EventQuery): Expression<SqlBool>[] {
  if (inviterId === undefined) return []
  if (invitationId !== undefined) return [isOf(inviterId)]
  return [
    is('events.invitation_id', 'in', eb =>
      eb.selectFrom('invitations').select('invitations.id').where('invitations.inviter_id', '=', inviterId),
    ),
  ]
}

function isOf(inviterId: string) {
  return is.exists(eb =>
    eb
      .selectFrom('invitations')
      .select('invitations.id')
      .whereRef('invitations.id', '=', 'events.invitation_id')
      .where('invitations.inviter_id', '=', inviterId),
  )
}
