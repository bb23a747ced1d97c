import type { MiddlewareHandler } from 'hono'
import { messagesFor } from '../../messages/messages.ts'
import { findClientNetwork } from '../client-network.ts'
import type { HttpEnv } from '../http-env.ts'
import { TooOftenPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { readForm } from './read-form.ts'
import { backToInvitation } from './ways-on.ts'

/**
 * Counts the presses of a button that needs no session, by the invitation in its form and by network, before anything
 * else is done for them. `many`: the form of a link that many people send.
 */
export function limitPresses(deps: InviteeDeps, sentBy: 'one' | 'many' = 'one'): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const { key } = await readForm(c, deps)
    const over = await deps.presses.take({
      invitationId: key?.invitationId,
      isForMany: sentBy === 'many',
      network: findClientNetwork(c, deps.proxyHops),
    })
    if (!over) return next()
    const { retryAfterSeconds } = over
    deps.log.info('pressed_too_often', { invitation: key?.invitationId })
    c.header('Retry-After', String(retryAfterSeconds))
    const site = siteFor(c, deps)
    const actions = key ? [backToInvitation(messagesFor(site.locale).notices.ways.toInvitation)] : []
    return renderPage(
      c,
      <TooOftenPage site={site} retryAfterSeconds={retryAfterSeconds} actions={actions} />,
      { status: 429 },
    )
  }
}
