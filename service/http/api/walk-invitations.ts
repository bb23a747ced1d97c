import type { InvitationFilter } from '../../ledger/invitations/invitation-ledger.ts'
import type { InvitationJson } from '../../wire/invitation-schema.ts'
import type { Caller } from './access-token.ts'
import type { ApiDeps } from './api-deps.ts'
import { listPage } from './list-page.ts'

/** Large enough to be quick, small enough to keep nobody waiting and no memory filled. */
const PAGE = 500

/** Every invitation that matches, page by page, as the API shows them. */
export async function* walkInvitations(
  deps: ApiDeps,
  caller: Caller,
  filter: InvitationFilter | undefined,
): AsyncGenerator<InvitationJson[], void> {
  let after: Parameters<typeof listPage>[2]['after']
  do {
    const page = await listPage(deps, caller, { filter, take: PAGE, after })
    yield page.invitations
    after = page.next
  } while (after)
}
