import { Hono } from 'hono'
import { normaliseEmail } from '../../invitations/model/normalise-address.ts'
import { messagesFor } from '../../messages/messages.ts'
import { findClientNetwork } from '../client-network.ts'
import type { HttpEnv } from '../http-env.ts'
import { AddressTakenPage, BusyPage, NothingOpenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { limitPresses } from './limit-presses.tsx'
import { readForm } from './read-form.ts'
import { showInvitation } from './show-invitation.tsx'

/**
 * `POST /i/address`: somebody gives the holder's address to a link for many. What the answer says follows from the
 * link and its own rule; what is done for the address happens after the answer, which therefore tells nothing about it.
 */
export function createAddressRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/i/address', limitPresses(deps, 'many'), async c => {
    const { key, text } = await readForm(c, deps)
    if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
    const opened = await deps.invitations.open(key)
    if (opened.state !== 'live' || opened.invitation.kind === 'personal') return showInvitation(c, deps, key)
    const typed = text('email')
    const email = normaliseEmail(typed)
    const isOfOtherDomain = email !== null && !isOfDomain(email, opened.invitation.domain)
    if (email === null || isOfOtherDomain)
      return showInvitation(c, deps, key, { address: typed, isOfOtherDomain })
    const network = findClientNetwork(c, deps.proxyHops)
    const send = async () => {
      const outcome = await deps.invitations.inviteThroughLink(key, { email, ip: network })
      deps.log.info('asked_through_link', { invitation: key.invitationId, ...outcome })
    }
    const isTaken = deps.backgroundTasks.begin('invite_through_link', send, key.invitationId)
    const site = siteFor(c, deps, { wish: opened.invitation.locale })
    if (!isTaken) return renderPage(c, <BusyPage site={site} />, { status: 503 })
    const { anotherAddress } = messagesFor(site.locale).notices.ways
    const again = (await deps.cookies.readInvitation(c)) ? [{ label: anotherAddress, href: '/i' }] : []
    return renderPage(c, <AddressTakenPage site={site} address={email} actions={again} />)
  })
}

/** The very host, both sides normalised: neither a longer one that ends the same way nor one below it. */
function isOfDomain(email: string, domain: string | null): boolean {
  return domain === null || email.slice(email.lastIndexOf('@') + 1) === domain
}
