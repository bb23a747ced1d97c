import type { User } from './state.ts'
import type { Tenant } from './tenant.ts'

/** Auth0's default lifetime of a ticket: five days. */
export const ticketLifetimeSeconds = 432_000

/** Mails the link that proves an address (`verify_email` template); nothing without address or with it switched off. */
export function sendVerificationMail(tenant: Tenant, user: User, clientId?: string): void {
  if (!user.email || !tenant.switches.verificationMails) return
  const ticket = {
    kind: 'email-verification',
    user_id: user.user_id,
    ...(clientId ? { client_id: clientId } : {}),
  } as const
  const link = tenant.createTicket(ticket, ticketLifetimeSeconds)
  tenant.sendMail({
    to: user.email,
    from: `${tenant.state.tenant.name} <no-reply@auth0.invalid>`,
    subject: 'Verify your email',
    text: `Thank you for signing up. Confirm your email address:\n${link}\n`,
    html: `<p>Thank you for signing up.</p><p><a href="${link}">Confirm my account</a></p>`,
    via: 'tenant',
  })
}
