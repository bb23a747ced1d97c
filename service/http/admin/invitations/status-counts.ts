import type { invitationStatus } from '../../../wire/invitation-schema.ts'
import type { Caller } from '../../api/access-token.ts'
import { ApiError } from '../../api/api-error.ts'
import type { AdminDeps } from '../admin-deps.ts'
import { isNarrowed, type TableState, toTableFilter } from './table-state.ts'

/** Counting further would cost more than anybody reads out of it. */
export const MAX_COUNT = 1_000

export type Status = (typeof invitationStatus.options)[number]
/** Up to one more than `MAX_COUNT` of each; undefined where other conditions make counting a search. */
export type StatusCounts = Readonly<Record<Status | 'all', number>> | undefined

/** How many of those that somebody may see there are in each status. */
export async function countByStatus(
  { ledger, now }: Pick<AdminDeps, 'ledger' | 'now'>,
  state: TableState,
  caller: Caller,
): Promise<StatusCounts> {
  if (isNarrowed({ ...state, status: undefined, isMine: false })) return undefined
  const count = async (status: Status | undefined) => {
    const filter = toTableFilter({ ...state, status }, caller)
    return filter ? ledger.countUpTo(filter, MAX_COUNT + 1, now()) : 0
  }
  try {
    const [all, pending, accepted, declined, revoked, expired] = await Promise.all([
      ...[count(undefined), count('pending'), count('accepted')],
      ...[count('declined'), count('revoked'), count('expired')],
    ] as const)
    return { all, pending, accepted, declined, revoked, expired }
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
}
