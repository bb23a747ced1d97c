import { Hono } from 'hono'
import { hashSecret } from '../../ledger/hash-secret.ts'
import type { HttpEnv } from '../http-env.ts'
import { SignedOutPage, UnexplainedPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { explainRefusal } from './explain-refusal.tsx'
import type { InviteeDeps } from './invitee-deps.ts'
import { toApplication } from './ways-on.ts'

/** How long a page explains a refusal; Auth0 lets the login wait for an hour. */
const REFUSAL_MAX_AGE_MS = 3_600_000

/** What Auth0 gives to continue a login with; anything else is nobody's state. */
const TENANT_STATE = /^[\w.~-]{1,1024}$/

/** `GET /refused`, where the Post-Login Action sends a login that it refuses, and `GET /signed-out`. */
export function createRefusedRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/refused', async c => {
      const { refusal: ticket, state } = c.req.query()
      const refusal = ticket
        ? await deps.ledger.findRefusal(hashSecret(ticket), deps.now() - REFUSAL_MAX_AGE_MS)
        : undefined
      const hostname = refusal?.hostname ?? null
      const actions = state && TENANT_STATE.test(state) ? [toApplication(deps, { state, hostname })] : []
      return refusal
        ? explainRefusal(c, deps, refusal, actions)
        : renderPage(c, <UnexplainedPage site={siteFor(c, deps)} actions={actions} />, { status: 404 })
    })
    .get('/signed-out', c => renderPage(c, <SignedOutPage site={siteFor(c, deps)} />))
}
