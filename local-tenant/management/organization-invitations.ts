import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { OrganizationInvitation } from '../organization-state.ts'
import type { JsonObject } from '../state.ts'
import { kindOf } from '../strategies.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { existingOrganization } from './organizations.ts'
import { answerList } from './paging.ts'
import { readBody } from './request-body.ts'

const usualSeconds = 604_800
const mostSeconds = 2_592_000

const metadata = z.record(z.string(), z.json()).transform(value => value as JsonObject)
const creation = z.strictObject({
  inviter: z.strictObject({ name: z.string().min(1).max(300) }),
  invitee: z.strictObject({ email: z.string().regex(/^[^@\s]+@[^@\s]+$/) }),
  client_id: z.string(),
  connection_id: z.string().optional(),
  app_metadata: metadata.optional(),
  user_metadata: metadata.optional(),
  ttl_sec: z.int().min(0).max(mostSeconds).optional(),
  roles: z.array(z.string().min(1)).max(50).optional(),
  send_invitation_email: z.boolean().optional(),
})

/** `/organizations/{id}/invitations` (…/configure-organizations/send-membership-invitations). */
export function createOrganizationInvitationRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/invitations', needs('read:organization_invitations'), c =>
    answerList(c, 'invitations', invitationsOf(tenant, c.req.param('id'))),
  )

  app.post('/:id/invitations', needs('create:organization_invitations'), async c => {
    const body = await readBody(c, creation)
    const organization = existingOrganization(tenant, c.req.param('id'))
    const invitation = createInvitation(tenant, organization, body)
    tenant.state.organization_invitations.push(invitation)
    if (body.send_invitation_email ?? true) mail(tenant, organization, invitation)
    return c.json(invitation)
  })

  app.get('/:id/invitations/:invitation', needs('read:organization_invitations'), c =>
    c.json(existing(tenant, c.req.param('id'), c.req.param('invitation'))),
  )

  app.delete('/:id/invitations/:invitation', needs('delete:organization_invitations'), c => {
    const { id } = existing(tenant, c.req.param('id'), c.req.param('invitation'))
    const { state } = tenant
    state.organization_invitations = state.organization_invitations.filter(other => other.id !== id)
    return c.body(null, 204)
  })

  return app
}

function createInvitation(
  tenant: Tenant,
  organization: JsonObject,
  body: z.output<typeof creation>,
): OrganizationInvitation {
  const { send_invitation_email: _send, ttl_sec, roles = [], connection_id, ...rest } = body
  const loginUri = loginUriOf(tenant, body)
  assertConnectionAndRoles(tenant, connection_id, roles)
  const now = tenant.now().getTime()
  const ticket_id = randomBytes(18).toString('base64url')
  const url = new URL(loginUri)
  url.searchParams.set('invitation', ticket_id)
  url.searchParams.set('organization', String(organization.id))
  url.searchParams.set('organization_name', String(organization.name))
  return {
    ...JSON.parse(JSON.stringify(rest)),
    id: `uinv_${randomBytes(8).toString('hex')}`,
    organization_id: String(organization.id),
    ...(connection_id === undefined ? {} : { connection_id }),
    roles,
    ticket_id,
    invitation_url: url.href,
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + (ttl_sec || usualSeconds) * 1000).toISOString(),
  }
}

/** Where the link leads: the application's login route, else the tenant's. */
function loginUriOf({ state }: Tenant, { client_id }: { client_id: string }): string {
  const client = state.clients.find(candidate => candidate.client_id === client_id)
  if (!client) throw invalid('The specified client_id does not exist.')
  const uri = client.initiate_login_uri ?? state.tenant.settings.default_redirection_uri
  if (typeof uri === 'string' && uri !== '') return uri
  throw invalid('A default login route is required to generate the invitation url.')
}

function assertConnectionAndRoles(
  { state }: Tenant,
  connectionId: string | undefined,
  roles: string[],
): void {
  const connection = state.connections.find(({ id }) => id === connectionId)
  if (connectionId !== undefined && !connection) throw invalid('The specified connection does not exist.')
  if (connection && kindOf(connection.strategy) === 'passwordless')
    throw invalid('Passwordless connections are not supported.')
  const unknown = roles.filter(id => !state.roles.some(role => role.id === id))
  if (unknown.length > 0)
    throw invalid(`One or more of the specified roles do not exist: ${unknown.join(', ')}.`)
}

function mail(tenant: Tenant, organization: JsonObject, invitation: OrganizationInvitation): void {
  const { inviter, invitee, invitation_url: link } = invitation
  const text = `${inviter.name} has invited you to join ${organization.display_name}.`
  tenant.sendMail({
    to: invitee.email,
    from: `${tenant.state.tenant.name} <no-reply@auth0.invalid>`,
    subject: "You've been invited!",
    text: `${text}\n${link}\n`,
    html: `<p>${text}</p><p><a href="${link}">Accept</a></p>`,
    via: 'tenant',
  })
}

function invitationsOf(tenant: Tenant, organizationId: string): OrganizationInvitation[] {
  const { id } = existingOrganization(tenant, organizationId)
  return tenant.state.organization_invitations.filter(invitation => invitation.organization_id === id)
}

function existing(tenant: Tenant, organizationId: string, id: string): OrganizationInvitation {
  const invitation = invitationsOf(tenant, organizationId).find(candidate => candidate.id === id)
  if (!invitation) throw notFound('inexistent_invitation', 'The invitation does not exist.')
  return invitation
}

function invalid(message: string): ManagementError {
  return new ManagementError(400, 'invalid_body', message)
}
