import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { InvitationCounts, InvitationFilter, InvitationLedger } from './invitation-ledger.ts'
import { matchingAddress } from './matching-address.ts'
import type { Database } from './schema.ts'
import { recipientOf, type Sort } from './sorting.ts'
import type { Engine } from './transact.ts'

/** Lists of invitations, each page found by where the last one ended, however long the list is. */
export function listQueries({
  db,
}: Engine): Pick<InvitationLedger, 'listInvitations' | 'countInvitations' | 'countUpTo'> {
  return {
    listInvitations({ filter, take, after, now, sort = 'created', order = 'newest' }) {
      const [direction, beyond] = order === 'newest' ? (['desc', '<'] as const) : (['asc', '>'] as const)
      const { query, by, id, conditions } = orderedBy(db, filter, sort)
      let list = query
      for (const condition of toConditions(conditions, now, sort)) list = list.where(condition)
      if (after) {
        const place = sql`(${after.value}, ${after.id})`
        // SQLite finds the place in an index over an expression by this part alone.
        if (sort === 'recipient') list = list.where(sql<SqlBool>`${by} ${sql.raw(beyond)}= ${after.value}`)
        list = list.where(sql<SqlBool>`(${by}, ${id}) ${sql.raw(beyond)} ${place}`)
      }
      return list.orderBy(by, direction).orderBy(id, direction).limit(take).execute()
    },

    async countUpTo(filter, limit, now) {
      let found = db.selectFrom('invitations').select('id').limit(limit)
      for (const condition of toConditions(filter, now)) found = found.where(condition)
      const { count } = await db
        .selectFrom(found.as('found'))
        .select(eb => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
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

/** The table that leads has an index in the order of the list; a role that few have must not be looked for among all. */
function orderedBy(db: Engine['db'], filter: InvitationFilter, sort: Sort) {
  const all = db.selectFrom('invitations').selectAll('invitations')
  const { role, inviterId } = filter
  if (role === undefined || sort !== 'created')
    return { query: all, by: toOrder(sort, inviterId), id: sql.ref('invitations.id'), conditions: filter }
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
function toOrder(sort: Sort, inviterId: string | undefined) {
  if (sort === 'created') return sql.ref('invitations.created_at')
  const recipient = recipientOf(name => sql.ref(name))
  if (sort === 'recipient') return inviterId === undefined ? recipient : sql<string>`${recipient} || ''`
  const expiry = sql.ref('invitations.expires_at')
  return inviterId === undefined ? expiry : sql<number>`${expiry} + 0`
}

const is = expressionBuilder<Database, 'invitations'>()

function toConditions(filter: InvitationFilter, now: number, sort: Sort = 'created'): Expression<SqlBool>[] {
  const { address, deliveryStatus, role } = filter
  const equal = [
    ['kind', filter.kind],
    ['inviter_id', filter.inviterId],
    ['client_id', filter.clientId],
    ['external_id', filter.externalId],
    ['parent_id', filter.parentId],
  ] as const
  const ranges = [
    ['created_at', '>=', filter.createdFrom],
    ['created_at', '<', filter.createdBefore],
    ['expires_at', '>=', filter.expiresFrom],
    ['expires_at', '<', filter.expiresBefore],
  ] as const
  return [
    ...equal.flatMap(([name, value]) => (value === undefined ? [] : [is(`invitations.${name}`, '=', value)])),
    ...ranges.flatMap(([name, operator, at]) =>
      at === undefined ? [] : [is(`invitations.${name}`, operator, at)],
    ),
    ...(address ? [matchingAddress(address)] : []),
    // Written into the statement, because a parameter could be any of them, and the index is of one only.
    ...(deliveryStatus === undefined
      ? []
      : [sql<SqlBool>`${sql.ref('delivery_status')} = ${sql.lit(deliveryStatus)}`]),
    ...(role === undefined ? [] : [hasRole(role)]),
    ...toStatusConditions(filter, now, sort),
  ]
}

function hasRole(role: string) {
  return is.exists(eb =>
    eb
      .selectFrom('invitation_roles')
      .select('role')
      .whereRef('invitation_roles.invitation_id', '=', 'invitations.id')
      .where('role', '=', role),
  )
}

/** `expired` is a pending one whose time has come. */
function toStatusConditions(filter: InvitationFilter, now: number, sort: Sort) {
  const { status } = filter
  if (status === undefined) return []
  const { inviterId, externalId, parentId, clientId, address } = filter
  const isNarrow = [inviterId, externalId, parentId, clientId, address].some(value => value !== undefined)
  // Where another condition leaves few of them, or another index has the order of the list, an index over all that have this status is the long way round.
  const column =
    isNarrow || sort !== 'created'
      ? sql<string>`coalesce(${sql.ref('status')}, '')`
      : sql.ref<string>('status')
  // Most that were pending have expired and are noted as such: those are not looked through for the others.
  if (status === 'pending')
    return [is(column, '=', 'pending'), is('expiry_noted', '=', 0), is('expires_at', '>', now)]
  if (status === 'expired') return [is(column, '=', 'pending'), is('expires_at', '<=', now)]
  return [is(column, '=', status)]
}
