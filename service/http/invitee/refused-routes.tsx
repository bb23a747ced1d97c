import { Hono } from 'hono'
import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import { type Messages, messagesFor } from '../../messages/messages.ts'
import type { HttpEnv } from '../http-env.ts'
import { SignedOutPage, UnexplainedPage } from '../pages/log-in-notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { type Explained, explainRefusal } from './explain-refusal.tsx'
import type { InviteeDeps } from './invitee-deps.ts'
import { toApplication } from './ways-on.ts'

/** How long a page explains a refusal; Auth0 lets the login wait for an hour. */
const REFUSAL_MAX_AGE_MS = 3_600_000

/** What Auth0 gives to continue a login with; anything else is nobody's state. */
const TENANT_STATE = /^[\w.~-]{1,1024}$/

/** What the Action refuses without asking anybody, so that there is no ticket. The page tells nothing about anybody. */
function findUnasked({ code, hostname }: Record<string, string>): Explained | undefined {
  if (code !== 'login_outdated') return undefined
  return { code, hostname: hostname ?? null, invitation_id: null, login_address: null }
}

/** `GET /refused`, where the Post-Login Action sends a login that it refuses, and `GET /signed-out`. */
export function createRefusedRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/refused', async c => {
      const { refusal: ticket, state } = c.req.query()
      const refusal = ticket
        ? await deps.ledger.findRefusal(hashSecret(ticket), deps.now() - REFUSAL_MAX_AGE_MS)
        : findUnasked(c.req.query())
      const hostname = refusal?.hostname ?? null
      const findActions = (ways: Messages['notices']['ways']) =>
        state && TENANT_STATE.test(state)
          ? [toApplication(ways.toApplication, deps, { state, hostname })]
          : []
      if (refusal) return explainRefusal(c, deps, refusal, findActions)
      const site = siteFor(c, deps)
      const actions = findActions(messagesFor(site.locale).notices.ways)
      return renderPage(c, <UnexplainedPage site={site} actions={actions} />, { status: 404 })
    })
    .get('/signed-out', c => renderPage(c, <SignedOutPage site={siteFor(c, deps)} />))
}
