import type { InvitationRow } from '../schema/schema.ts'
import type { InvitationQuery } from './invitation-ledger.ts'
import { type GroupSort, groups, toPlaceInGroup } from './sorting.ts'

type List = (query: InvitationQuery) => Promise<InvitationRow[]>

/**
 * One page of a list that consists of several, each by creation: upwards the newest of each go first, and downwards it
 * is the same list from its end.
 */
export async function listGroups(list: List, query: InvitationQuery, sort: GroupSort) {
  const { filter, take, after, now, order = 'newest' } = query
  const begun = after && toPlaceInGroup(after)
  const isUp = order === 'oldest'
  const rows: InvitationRow[] = []
  const numbered = [...groups[sort].entries()]
  for (const [number, group] of isUp ? numbered : numbered.reverse()) {
    if (begun && (isUp ? number < begun.group : number > begun.group)) continue
    const place = number === begun?.group ? begun.place : undefined
    const within = { after: place, order: isUp ? 'newest' : 'oldest', now } as const
    rows.push(...(await list({ filter: { ...filter, ...group }, take: take - rows.length, ...within })))
    if (rows.length >= take) break
  }
  return rows
}
