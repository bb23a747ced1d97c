import type { Caller } from '../../invitations/model/caller.ts'
import { toInvitation } from '../../invitations/model/invitation.ts'
import type { InvitationFilter } from '../../ledger/invitations/invitation-ledger.ts'
import { type ListCursor, type Sort, toListCursor } from '../../ledger/invitations/sorting.ts'
import type { InvitationJson } from '../../wire/invitation-schema.ts'
import type { ApiDeps } from './api-deps.ts'
import { toInvitationsJson } from './to-invitations-json.ts'

interface Page {
  readonly invitations: InvitationJson[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: ListCursor | undefined
  /** The previous page ends before this cursor; undefined on the first one. */
  readonly previous: ListCursor | undefined
}

interface PageQuery {
  readonly filter: InvitationFilter | undefined
  readonly take: number
  readonly after: ListCursor | undefined
  /** The page that ends before this, instead of one that begins somewhere. */
  readonly before?: ListCursor | undefined
  readonly sort?: Sort
  readonly order?: 'newest' | 'oldest'
}

/** One page of the invitations that match, newest first unless asked otherwise. An undefined filter matches nothing. */
export async function listPage(deps: ApiDeps, caller: Caller, page: PageQuery): Promise<Page> {
  const { filter, take, before, sort = 'created', order = 'newest' } = page
  if (!filter) return { invitations: [], next: undefined, previous: undefined }
  const after = before ?? page.after
  const opposite = order === 'newest' ? 'oldest' : 'newest'
  const along = { sort, order: before ? opposite : order }
  // One more than asked for tells whether there is another page.
  const now = deps.now()
  const rows = await deps.ledger.listInvitations({ filter, take: take + 1, after, now, ...along })
  const isMore = rows.length > take
  const shown = before ? rows.slice(0, take).reverse() : rows.slice(0, take)
  const [first, last] = [shown.at(0), shown.at(-1)]
  return {
    invitations: await toInvitationsJson(deps, caller, shown.map(toInvitation)),
    next: last && (before ? true : isMore) ? toListCursor(last, sort, now) : undefined,
    previous: first && (before ? isMore : after) ? toListCursor(first, sort, now) : undefined,
  }
}
