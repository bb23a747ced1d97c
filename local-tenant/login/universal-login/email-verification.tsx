import { Hono } from 'hono'
import type { Ticket } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import type { LoginContext } from '../login-context.ts'
import { labels } from './labels.ts'
import { Layout } from './layout.tsx'
import { localeOf } from './locale.ts'

/**
 * The link of a verification mail. It works on GET, as Auth0's does: "email verification links can lead to accidental
 * verification by email scanners" (https://auth0.com/docs/manage-users/user-accounts/verify-emails).
 */
export function createEmailVerificationRoutes({ tenant }: LoginContext): Hono {
  const app = new Hono()
  app.get('/u/email-verification', c => {
    const locale = localeOf([], c.req.header('accept-language'))
    const text = labels[locale]
    const ticket = takeTicket(tenant, c.req.query('ticket'), 'email-verification')
    const user = ticket && tenant.findUser(ticket.user_id)
    if (!ticket || !user) {
      const page = (
        <Layout title="Error" locale={locale}>
          <p role="alert">{text.invalidTicket}</p>
        </Layout>
      )
      return c.html(page, 400)
    }
    // Not through updateUser: the Management API ends sessions when it sets this, the link does not.
    user.email_verified = true
    user.updated_at = tenant.now().toISOString()
    tenant.log({ type: 'sv', description: 'Email verified', user_id: user.user_id })
    if (ticket.result_url) return c.redirect(withResult(ticket.result_url, 'Your email was verified.'))
    return c.html(
      <Layout title={text.verified} locale={locale}>
        <p class="lead">Your email address was successfully verified.</p>
      </Layout>,
    )
  })
  return app
}

/** Uses a ticket up; undefined when it is unknown, used, expired or of another kind. */
export function takeTicket(tenant: Tenant, id: string | undefined, kind: Ticket['kind']): Ticket | undefined {
  const ticket = findTicket(tenant, id, kind)
  if (ticket) tenant.state.tickets = tenant.state.tickets.filter(candidate => candidate.id !== ticket.id)
  return ticket
}

export function findTicket(tenant: Tenant, id: string | undefined, kind: Ticket['kind']): Ticket | undefined {
  const ticket = tenant.state.tickets.find(candidate => candidate.id === id && candidate.kind === kind)
  return ticket && Date.parse(ticket.expires_at) > tenant.now().getTime() ? ticket : undefined
}

/** Where a ticket's page leads when its maker named a place. */
export function withResult(resultUrl: string, message: string): string {
  const url = new URL(resultUrl)
  url.searchParams.set('success', 'true')
  url.searchParams.set('message', message)
  return url.href
}
