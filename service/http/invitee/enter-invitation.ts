import type { Context } from 'hono'
import type { InvitationKey } from '../../invitations/accept/open-invitation.ts'
import { viewSeal } from './browser-seals.ts'
import type { InviteeDeps } from './invitee-deps.ts'

/**
 * Leads a browser that has shown a link or a code to the page of the invitation: by its cookie, and for two minutes by
 * a sealed handle in the address, for browsers that keep no cookies.
 */
export async function enterInvitation(
  c: Context,
  deps: Pick<InviteeDeps, 'cookies' | 'publicUrl' | 'sealer'>,
  key: InvitationKey,
): Promise<Response> {
  await deps.cookies.writeInvitation(c, key)
  return c.redirect(`${deps.publicUrl}/i?view=${await deps.sealer.seal(viewSeal, key)}`, 303)
}
