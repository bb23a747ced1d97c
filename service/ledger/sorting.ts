import { type RawBuilder, sql } from 'kysely'
import type { InvitationRow } from './schema.ts'

/** What lists of invitations can be in the order of; each has an index. */
export type Sort = 'created' | 'expires' | 'recipient'

/** Where a list goes on: what its last item is sorted by, and its id. */
export interface Place {
  readonly value: number | string
  readonly id: string
}

/** The place of an invitation in a list that is sorted so. */
export function toPlace(row: InvitationRow, sort: Sort): Place {
  return { value: sortedValue(row, sort), id: row.id }
}

function sortedValue(row: InvitationRow, sort: Sort): number | string {
  switch (sort) {
    case 'created':
      return row.created_at
    case 'expires':
      return row.expires_at
    case 'recipient':
      return row.invitee_email ?? row.invitee_phone_number ?? row.domain ?? ''
  }
}

/** Whom an invitation is for, as SQL: exactly as its index has it, or the index is not used. */
export function recipientOf(ref: (name: string) => RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce(${ref('invitee_email')}, ${ref('invitee_phone_number')}, ${ref('domain')}, '')`
}
