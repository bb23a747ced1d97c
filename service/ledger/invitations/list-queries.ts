import { type SqlBool, sql } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { InvitationRow } from '../schema/schema.ts'
import type {
  InvitationCounts,
  InvitationFilter,
  InvitationLedger,
  InvitationQuery,
} from './invitation-ledger.ts'
import { isNarrow, toConditions } from './list-conditions.ts'
import {
  type ColumnSort,
  type GroupSort,
  groups,
  inviterOf,
  isGroupSort,
  type ListCursor,
  recipientOf,
  toCursorInGroup,
} from './sorting.ts'

/** Lists of invitations, each page found by where the last one ended, however long the list is. */
export function listQueries({
  db,
}: Engine): Pick<InvitationLedger, 'listInvitations' | 'countInvitations' | 'countUpTo'> {
  return {
    listInvitations(query) {
      const { sort = 'created' } = query
      if (isGroupSort(sort)) return listGroups(part => listByCreation(db, part), query, sort)
      if (sort === 'created') return listByCreation(db, query)
      const isText = sort === 'recipient' || sort === 'inviter'
      return isText ? listByText(db, query, sort) : listByColumn(db, query, sort)
    },

    async countUpTo(filter, limit, now) {
      let sum = 0
      for (const part of toParts(filter)) sum += await countPart(db, part, limit - sum, now)
      return sum
    },

    async countInvitations(filter, now) {
      let query = db
        .selectFrom('invitations')
        .select(eb => [
          eb
            .case()
            .when(eb.and([eb('status', '=', 'pending'), eb('expires_at', '<=', now)]))
            .then('expired' as const)
            .else(eb.ref('status'))
            .end()
            .as('state'),
          eb.fn.countAll().as('count'),
        ])
        .groupBy('state')
      for (const condition of toConditions(filter, now)) query = query.where(condition)
      const counts: InvitationCounts = {
        pending: 0,
        accepted: 0,
        declined: 0,
        revoked: 0,
        expired: 0,
        total: 0,
      }
      for (const { state, count } of await query.execute()) {
        counts[state] = Number(count)
        counts.total += Number(count)
      }
      return counts
    },
  }
}

/**
 * The index by status has those whose end was noted after the others, each in the order of creation: two lists. The one
 * that they leave goes first, so that what is noted in between is there twice, and not left out.
 */
async function listByCreation(db: Engine['db'], query: InvitationQuery): Promise<InvitationRow[]> {
  const parts = toParts(query.filter)
  const found = new Map<string, InvitationRow>()
  for (const filter of parts)
    for (const row of await listByColumn(db, { ...query, filter }, 'created')) found.set(row.id, row)
  const rows = [...found.values()]
  return parts.length === 1 ? rows : rows.sort(byCreation(query.order)).slice(0, query.take)
}

function toParts(filter: InvitationFilter): readonly InvitationFilter[] {
  const { status, role } = filter
  if (status === undefined || status === 'pending' || role !== undefined || isNarrow(filter)) return [filter]
  return [
    { ...filter, isExpiryNoted: false },
    { ...filter, isExpiryNoted: true },
  ]
}

function byCreation(order: InvitationQuery['order']) {
  const sign = order === 'oldest' ? 1 : -1
  const compare = (a: number | string, b: number | string) => (a < b ? -sign : a > b ? sign : 0)
  return (a: InvitationRow, b: InvitationRow) => compare(a.created_at, b.created_at) || compare(a.id, b.id)
}

async function countPart(db: Engine['db'], filter: InvitationFilter, limit: number, now: number) {
  let found = db.selectFrom('invitations').select('id').limit(limit)
  for (const condition of toConditions(filter, now)) found = found.where(condition)
  const { count } = await db
    .selectFrom(found.as('found'))
    .select(eb => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * SQLite finds a place in an index over an expression by one part of it at a time: first the rest of those with the same
 * text, then what comes after them.
 */
async function listByText(db: Engine['db'], listed: InvitationQuery, sort: ColumnSort) {
  const { after, take } = listed
  if (!after) return listByColumn(db, listed, sort)
  const same = await listByColumn(db, { ...listed, after: undefined }, sort, { ...after, is: 'same' })
  if (same.length === take) return same
  const rest = { ...listed, after: undefined, take: take - same.length }
  return [...same, ...(await listByColumn(db, rest, sort, { ...after, is: 'beyond' }))]
}

function listByColumn(
  db: Engine['db'],
  listed: InvitationQuery,
  sort: ColumnSort,
  text?: ListCursor & { is: 'same' | 'beyond' },
) {
  const { filter, take, after, now, order = 'newest' } = listed
  const direction = order === 'newest' ? 'desc' : 'asc'
  const beyond = sql.raw(order === 'newest' ? '<' : '>')
  const { query, by, id, conditions } = orderedBy(db, filter, sort)
  let list = query
  for (const condition of toConditions(conditions, now, sort)) list = list.where(condition)
  if (after) list = list.where(sql<SqlBool>`(${by}, ${id}) ${beyond} (${after.value}, ${after.id})`)
  if (text?.is === 'same')
    list = list.where(sql<SqlBool>`${by} = ${text.value} and ${id} ${beyond} ${text.id}`)
  if (text?.is === 'beyond') list = list.where(sql<SqlBool>`${by} ${beyond} ${text.value}`)
  // Those with the same text are in the order of their ids.
  if (text?.is !== 'same') list = list.orderBy(by, direction)
  return list.orderBy(id, direction).limit(take).execute()
}

/** The table that leads has an index in the order of the list; a role that few have must not be looked for among all. */
function orderedBy(db: Engine['db'], filter: InvitationFilter, sort: ColumnSort) {
  const all = db.selectFrom('invitations').selectAll('invitations')
  const { role } = filter
  if (role === undefined || sort !== 'created')
    return { query: all, by: toOrder(sort, filter), id: sql.ref('invitations.id'), conditions: filter }
  const query = all
    .innerJoin('invitation_roles as held', 'held.invitation_id', 'invitations.id')
    .where('held.role', '=', role)
  // Only its conditions are added to, and they are about invitations.
  return {
    query: query as unknown as typeof all,
    by: sql.ref('held.created_at'),
    id: sql.ref('held.invitation_id'),
    conditions: { ...filter, role: undefined },
  }
}

/** An inviter's own are found by inviter and sorted then: an index over everybody's would be the long way round. */
function toOrder(sort: ColumnSort, { inviterId, status, isExpiryNoted }: InvitationFilter) {
  const isOwn = inviterId !== undefined
  const ref = (name: string) => sql.ref(name)
  switch (sort) {
    case 'created':
      return toNumber('invitations.created_at', status === 'expired' && isExpiryNoted === false)
    case 'recipient':
      return isOwn ? sql<string>`${recipientOf(ref)} || ''` : recipientOf(ref)
    case 'inviter':
      return isOwn ? sql<string>`${inviterOf(ref)} || ''` : inviterOf(ref)
    case 'expires':
      return toNumber('invitations.expires_at', isOwn)
    case 'uses':
      return toNumber('invitations.uses', isOwn)
  }
}

function toNumber(column: string, isSorted: boolean) {
  return isSorted ? sql<number>`${sql.ref(column)} + 0` : sql.ref<number>(column)
}

type List = (query: InvitationQuery) => Promise<InvitationRow[]>

/**
 * One page of a list that consists of several, each by creation: upwards the newest of each go first, and downwards it
 * is the same list from its end.
 */
async function listGroups(list: List, query: InvitationQuery, sort: GroupSort) {
  const { filter, take, after, now, order = 'newest' } = query
  const begun = after && toCursorInGroup(after)
  const isUp = order === 'oldest'
  const rows: InvitationRow[] = []
  const numbered = [...groups[sort].entries()]
  const isPast = (number: number) => begun && (isUp ? number < begun.group : number > begun.group)
  for (const [number, group] of isUp ? numbered : numbered.reverse()) {
    if (isPast(number)) continue
    const cursor = number === begun?.group ? begun.cursor : undefined
    const within = { after: cursor, order: isUp ? 'newest' : 'oldest', now } as const
    rows.push(...(await list({ filter: { ...filter, ...group }, take: take - rows.length, ...within })))
    if (rows.length >= take) break
  }
  return rows
}
