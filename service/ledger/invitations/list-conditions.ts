import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, InvitationRow } from '../schema/schema.ts'
import type { InvitationFilter } from './invitation-ledger.ts'
import { matchingAddress } from './matching-address.ts'
import type { ColumnSort } from './sorting.ts'
import { stillToExpire } from './still-to-expire.ts'

const is = expressionBuilder<Database, 'invitations'>()

/** What a filter asks for, so that each engine finds the index for it; instants in milliseconds since 1970. */
export function toConditions(
  filter: InvitationFilter,
  now: number,
  sort: ColumnSort = 'created',
): Expression<SqlBool>[] {
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
    ...(deliveryStatus === undefined ? [] : [hasDelivery(filter, deliveryStatus)]),
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

/** Written into the statement: what few have is found by its index, and most of them are in the order of creation. */
function hasDelivery(filter: InvitationFilter, delivery: InvitationRow['delivery_status']) {
  const column = isNarrow(filter)
    ? sql`coalesce(${sql.ref('delivery_status')}, '')`
    : sql.ref('delivery_status')
  if (delivery === null)
    return isNarrow(filter) ? sql<SqlBool>`${column} = ''` : sql<SqlBool>`${column} is null`
  return sql<SqlBool>`${column} = ${sql.lit(delivery)}`
}

/** Does another condition leave few of them? Then an index over all is the long way round. */
export function isNarrow({ inviterId, externalId, parentId, clientId, address }: InvitationFilter): boolean {
  return [inviterId, externalId, parentId, clientId, address].some(value => value !== undefined)
}

/** `expired` is a pending one whose time has come. */
function toStatusConditions(filter: InvitationFilter, now: number, sort: ColumnSort) {
  const { status } = filter
  if (status === undefined) return []
  // Where another condition leaves few of them, or another index has the order of the list, an index over all that have this status is the long way round.
  const column =
    isNarrow(filter) || sort !== 'created'
      ? sql<string>`coalesce(${sql.ref('status')}, '')`
      : sql.ref<string>('status')
  // Most that were pending have expired and are noted as such: those are not looked through for the others.
  if (status === 'pending')
    return [is(column, '=', 'pending'), is('expiry_noted', '=', 0), is('expires_at', '>', now)]
  const noted =
    filter.isExpiryNoted === undefined ? [] : [is('expiry_noted', '=', filter.isExpiryNoted ? 1 : 0)]
  if (status !== 'expired') return [is(column, '=', status), ...noted]
  const isOver = is('expires_at', '<=', now)
  return filter.isExpiryNoted === false
    ? [stillToExpire, isOver]
    : [is(column, '=', 'pending'), ...noted, isOver]
}
