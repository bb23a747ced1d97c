import { totals, type Walk } from './walk.ts'
import type { Made } from './walk-tenant.ts'

/** An organization with what belongs to it, from its making to its end. */
export async function walkOrganization({ go, record }: Walk, made: Made): Promise<void> {
  const { client, grant, connection, role, user } = made
  const id = await record(
    '/organizations',
    { name: 'acme', display_name: 'Acme' },
    { display_name: 'ACME' },
    '?take=50',
  )
  const at = `/organizations/${id}`
  const member = `${at}/members/${encodeURIComponent(user)}/roles`
  await go('GET /organizations/name/{name}', '/organizations/name/acme')
  await go('POST /organizations/{id}/connections', `${at}/connections`, { connection_id: connection })
  await go('GET /organizations/{id}/connections', `${at}/connections${totals}`)
  await go('GET /organizations/{id}/connections/{id}', `${at}/connections/${connection}`)
  await go('PATCH /organizations/{id}/connections/{id}', `${at}/connections/${connection}`, {
    show_as_button: false,
  })
  await go('POST /organizations/{id}/members', `${at}/members`, { members: [user] })
  await go('GET /organizations/{id}/members', `${at}/members?take=1&fields=user_id&include_fields=true`)
  await go('POST /organizations/{id}/members/{user_id}/roles', member, { roles: [role] })
  await go('GET /organizations/{id}/members/{user_id}/roles', `${member}${totals}`)
  await go('GET /users/{user_id}/organizations', `/users/${encodeURIComponent(user)}/organizations${totals}`)
  await go('POST /organizations/{id}/client-grants', `${at}/client-grants`, { grant_id: grant })
  await go('GET /organizations/{id}/client-grants', `${at}/client-grants${totals}`)
  await go('POST /organizations/{id}/clients', `${at}/clients`, { clients: [client] })
  await go('GET /organizations/{id}/clients', `${at}/clients?take=50`)
  await go('GET /organizations/{id}/clients/{id}', `${at}/clients/${client}`)
  await go('PATCH /organizations/{id}/clients/{id}', `${at}/clients/${client}`, {
    use_for_member_access: false,
  })
  await go('GET /organizations/{id}/discovery-domains', `${at}/discovery-domains?take=50`)
  await go('DELETE /organizations/{id}/clients', `${at}/clients`, { clients: [client] })
  await go('DELETE /organizations/{id}/client-grants/{id}', `${at}/client-grants/${grant}`)
  await go('DELETE /organizations/{id}/connections/{id}', `${at}/connections/${connection}`)
  await go('DELETE /organizations/{id}/members/{user_id}/roles', member, {
    roles: [role],
  })
  await go('DELETE /organizations/{id}/members', `${at}/members`, { members: [user] })
  await go('DELETE /organizations/{id}', at)
}
