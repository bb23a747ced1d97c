import { type RawBuilder, sql } from 'kysely'
import type { InvitationRow } from '../schema/schema.ts'
import type { InvitationFilter } from './invitation-ledger.ts'

/** What lists of invitations can be in the order of. */
export type Sort = ColumnSort | GroupSort
/** Each has an index. */
export type ColumnSort = 'created' | 'expires' | 'recipient' | 'inviter' | 'uses'
/** Lists by creation, one after the other: which one an invitation is in may depend on the time. */
export type GroupSort = 'status' | 'delivery'

/** Where a list goes on: what its last item is sorted by, and its id. */
export interface ListCursor {
  readonly value: number | string
  readonly id: string
}

/** Statuses ordered by how much they need attention. */
const statuses = ['pending', 'expired', 'declined', 'revoked', 'accepted'] as const
const deliveries = [
  ...(['bounced', 'complained', 'failed', 'deferred', 'queued', 'sent', 'delivered'] as const),
  null,
] as const

/** The lists that a list which is sorted so consists of, in ascending order. */
export const groups: Readonly<Record<GroupSort, readonly InvitationFilter[]>> = {
  status: statuses.map(status => ({ status })),
  delivery: deliveries.map(deliveryStatus => ({ deliveryStatus })),
}

export function isGroupSort(sort: Sort): sort is GroupSort {
  return sort === 'status' || sort === 'delivery'
}

/** The place of an invitation in a list that is sorted so; `now` in milliseconds since 1970. */
export function toListCursor(row: InvitationRow, sort: Sort, now: number): ListCursor {
  return { value: sortedValue(row, sort, now), id: row.id }
}

function sortedValue(row: InvitationRow, sort: Sort, now: number): number | string {
  switch (sort) {
    case 'created':
      return row.created_at
    case 'expires':
      return row.expires_at
    case 'recipient':
      return row.invitee_email ?? row.invitee_phone_number ?? row.domain ?? ''
    case 'inviter':
      return row.inviter_name ?? row.inviter_id
    case 'uses':
      return row.uses
    case 'status': {
      const isExpired = row.status === 'pending' && row.expires_at <= now
      return `${statuses.indexOf(isExpired ? 'expired' : row.status)}:${row.created_at}`
    }
    case 'delivery':
      return `${deliveries.indexOf(row.delivery_status)}:${row.created_at}`
  }
}

/** Which list of a group it is in, and where. */
export function toCursorInGroup({ value, id }: ListCursor): { group: number; cursor: ListCursor } {
  const [group, created] = String(value).split(':')
  return { group: Number(group), cursor: { value: Number(created), id } }
}

/** Whom an invitation is for, as SQL: exactly as its index has it, or the index is not used. */
export function recipientOf(ref: (name: string) => RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce(${ref('invitee_email')}, ${ref('invitee_phone_number')}, ${ref('domain')}, '')`
}

/** Who has invited, as people read it, as SQL and as its index has it. */
export function inviterOf(ref: (name: string) => RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce(${ref('inviter_name')}, ${ref('inviter_id')})`
}
