import { type Context, Hono } from 'hono'
import { findClientNetwork } from '../client-network.ts'
import type { HttpEnv } from '../http-env.ts'
import { CodePage } from '../pages/code-page.tsx'
import { TooManyTriesPage } from '../pages/notices.tsx'
import { renderPage } from '../pages/parts/render-page.tsx'
import { siteFor } from '../pages/site.ts'
import { enterInvitation } from './enter-invitation.ts'
import type { InviteeDeps } from './invitee-deps.ts'
import { limitPresses } from './limit-presses.tsx'
import { readForm } from './read-form.ts'

/** `GET` and `POST /i/code`: the address and the code of the message instead of its link. */
export function createCodeRoutes(deps: InviteeDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/i/code', c => renderPage(c, <CodePage site={siteFor(c, deps)} />, { formTargets: [] }))
    .post('/i/code', limitPresses(deps), async c => {
      const { text } = await readForm(c, deps)
      const [email, code] = [text('email'), text('code')]
      const network = findClientNetwork(c, deps.proxyHops)
      const entered = await deps.invitations.enterCode({ email, code, network })
      if (entered.outcome === 'opened') return enterInvitation(c, deps, entered.key)
      deps.log.info('code_refused', { code: entered.outcome })
      if (entered.outcome === 'too_many') return showTooManyTries(c, deps, entered.retryAfterSeconds)
      const page = <CodePage site={siteFor(c, deps)} wrong={{ address: email, code }} />
      return renderPage(c, page, { status: 422, formTargets: [] })
    })
}

export function showTooManyTries(c: Context, deps: InviteeDeps, retryAfterSeconds: number) {
  c.header('Retry-After', String(retryAfterSeconds))
  const page = <TooManyTriesPage site={siteFor(c, deps)} retryAfterSeconds={retryAfterSeconds} />
  return renderPage(c, page, { status: 429 })
}
