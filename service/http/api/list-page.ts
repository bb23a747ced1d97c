import { toInvitation } from '../../invitations/model/invitation.ts'
import type { InvitationFilter } from '../../ledger/invitations/invitation-ledger.ts'
import { type Place, type Sort, toPlace } from '../../ledger/invitations/sorting.ts'
import type { InvitationJson } from '../../wire/invitation-schema.ts'
import { toInvitationsJson } from '../../wire/to-invitations-json.ts'
import type { Caller } from './access-token.ts'
import type { ApiDeps } from './api-deps.ts'

interface Page {
  readonly invitations: InvitationJson[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: Place | undefined
  /** Before which the page before ends; undefined on the first one. */
  readonly previous: Place | undefined
}

interface PageQuery {
  readonly filter: InvitationFilter | undefined
  readonly take: number
  readonly after: Place | undefined
  /** The page that ends before this, instead of one that begins somewhere. */
  readonly before?: Place | undefined
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
    next: last && (before ? true : isMore) ? toPlace(last, sort, now) : undefined,
    previous: first && (before ? isMore : after) ? toPlace(first, sort, now) : undefined,
  }
}
