import { Hono } from 'hono'
import { findClientNetwork } from '../client-network.ts'
import type { HttpEnv } from '../http-env.ts'
import { BusyPage, NothingOpenPage, RenewalAskedPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { limitPresses } from './limit-presses.tsx'
import { readForm } from './read-form.ts'

/**
 * `POST /i/renew`: "Send me a new one" on the page of an expired invitation. The answer is the same whatever comes of
 * it, which is decided after it: whoever holds an old link learns nothing about the address it was for.
 */
export function createRenewRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/i/renew', limitPresses(deps), async c => {
    const { key, text } = await readForm(c, deps)
    if (!key) return renderPage(c, <NothingOpenPage site={siteFor(c, deps)} />, { status: 400 })
    const network = findClientNetwork(c, deps.proxyHops)
    const renew = async () => {
      const outcome = await deps.invitations.renew(key, { ip: network })
      deps.log.info('renewal_asked', { invitation: key.invitationId, ...outcome })
    }
    const isTaken = deps.backgroundTasks.begin('renewal', renew, key.invitationId)
    // The language comes from the form, because a lookup of the invitation would show in the response time.
    const site = siteFor(c, deps, { wish: text('locale') })
    return isTaken
      ? renderPage(c, <RenewalAskedPage site={site} />)
      : renderPage(c, <BusyPage site={site} />, { status: 503 })
  })
}
