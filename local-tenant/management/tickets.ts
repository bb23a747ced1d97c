import { Hono } from 'hono'
import { z } from 'zod'
import type { Ticket, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { ticketLifetimeSeconds } from '../tenant-mail.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, ManagementError, notFound } from './management-error.ts'
import { readBody } from './request-body.ts'
import { existingUser } from './users.ts'

const common = {
  result_url: z.url().optional(),
  client_id: z.string().optional(),
  organization_id: z.string().optional(),
  ttl_sec: z.int().min(0).optional(),
  includeEmailInRedirect: z.boolean().optional(),
  identity: z.json().optional(),
}
const verification = z.strictObject({ user_id: z.string().min(1), ...common })
const passwordChange = z.strictObject({
  user_id: z.string().min(1).optional(),
  connection_id: z.string().optional(),
  email: z.string().optional(),
  mark_email_as_verified: z.boolean().optional(),
  ...common,
})

/** `/tickets`: links that verify an address or change a password. Nothing is mailed: the caller gets the link. */
export function createTicketRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.post('/email-verification', needs('create:user_tickets'), async c => {
    const body = await readBody(c, verification)
    const user = existingUser(tenant, body.user_id)
    if (!user.email)
      throw new ManagementError(400, 'operation_not_supported', 'The user does not have an email address.')
    return c.json(
      { ticket: tenant.createTicket(ticketFrom('email-verification', user, body), lifetime(body)) },
      201,
    )
  })

  app.post('/password-change', needs('create:user_tickets'), async c => {
    const body = await readBody(c, passwordChange)
    const user = userOf(tenant, body)
    if (user.identities[0]?.provider !== 'auth0') {
      throw new ManagementError(
        400,
        'operation_not_supported',
        'The user does not have a database connection.',
      )
    }
    const ticket = ticketFrom('password-change', user, body)
    if (body.mark_email_as_verified) ticket.mark_email_as_verified = true
    return c.json({ ticket: tenant.createTicket(ticket, lifetime(body)) }, 201)
  })

  return app
}

function ticketFrom(
  kind: Ticket['kind'],
  user: User,
  body: z.output<typeof verification> | z.output<typeof passwordChange>,
) {
  if (body.result_url && body.client_id)
    throw invalidBody("'result_url cannot be specified when using client_id'.")
  const ticket: Omit<Ticket, 'id' | 'expires_at'> = { kind, user_id: user.user_id }
  if (body.result_url) ticket.result_url = body.result_url
  if (body.client_id) ticket.client_id = body.client_id
  return ticket
}

/** Seconds; 0 and absent mean five days. */
function lifetime(body: { ttl_sec?: number | undefined }): number {
  return body.ttl_sec || ticketLifetimeSeconds
}

function userOf(tenant: Tenant, body: z.output<typeof passwordChange>): User {
  if (body.user_id) {
    if (body.connection_id || body.email)
      throw invalidBody("'user_id cannot be sent with connection_id or email'.")
    return existingUser(tenant, body.user_id)
  }
  if (!body.connection_id || !body.email) throw invalidBody("'Missing required property: user_id'.")
  const connection = tenant.state.connections.find(candidate => candidate.id === body.connection_id)
  const user = tenant.state.users.find(
    candidate =>
      candidate.email === body.email &&
      candidate.identities.some(({ connection: name }) => name === connection?.name),
  )
  if (!user) throw notFound('inexistent_user', 'The user does not exist.')
  return user
}
