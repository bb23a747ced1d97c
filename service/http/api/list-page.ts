import { toInvitation } from '../../invitations/invitation.ts'
import type { InvitationFilter } from '../../ledger/invitation-ledger.ts'
import type { Caller } from './access-token.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Place } from './cursor.ts'
import type { InvitationJson } from './schemas/invitation-schema.ts'
import { toInvitationsJson } from './to-invitations-json.ts'

interface Page {
  readonly invitations: InvitationJson[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: Place | undefined
}

/** One page of the invitations that match, newest first unless asked otherwise. An undefined filter matches nothing. */
export async function listPage(
  deps: ApiDeps,
  caller: Caller,
  page: {
    filter: InvitationFilter | undefined
    take: number
    after: Place | undefined
    order?: 'newest' | 'oldest'
  },
): Promise<Page> {
  const { filter, take, after, order } = page
  if (!filter) return { invitations: [], next: undefined }
  // One more than asked for tells whether there is another page.
  const rows = await deps.ledger.listInvitations({ filter, take: take + 1, after, now: deps.now(), order })
  const shown = rows.slice(0, take).map(toInvitation)
  const last = shown.at(-1)
  const next = rows.length > take && last ? { createdAt: last.createdAt.getTime(), id: last.id } : undefined
  return { invitations: await toInvitationsJson(deps, caller, shown), next }
}
