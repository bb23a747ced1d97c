import type { InMemoryTenant } from '../in-memory-tenant.ts'
import type { Json } from '../state/state.ts'
import { type Answered, createWalk, totals, type Walk } from './walk.ts'
import { walkOrganization } from './walk-organization.ts'
import { walkActions, walkDomains, walkMails, walkPages, walkProfiles, walkScim } from './walk-settings.ts'

const api = 'https://greetings.example'
const permissions: Json = [{ permission_name: 'read:greetings', resource_server_identifier: api }]

/** Ids of what a walk has made. */
export interface Made {
  client: string
  server: string
  grant: string
  connection: string
  role: string
  user: string
}

/** Makes, reads, changes and removes one of everything, as the deploy CLI and the SDKs do, and keeps all answers. */
export async function walkTenant(local: InMemoryTenant): Promise<Answered[]> {
  const walk = createWalk(local)
  const applications = await walkApplications(walk)
  const user = await walkUser(walk, applications.role)
  const made: Made = { ...applications, user }
  await walkOrganization(walk, made)
  await walkActions(walk)
  await walkPages(walk)
  await walkMails(walk)
  await walkDomains(walk)
  await walkProfiles(walk)
  await walkScim(walk, local)
  await walkRemovals(walk, made)
  return walk.answered
}

async function walkApplications({ go, record }: Walk): Promise<Omit<Made, 'user'>> {
  const client = await record('/clients', { name: 'Portal' }, { description: 'A portal' })
  const server = await record(
    '/resource-servers',
    { identifier: api, name: 'Greetings', scopes: [{ value: 'read:greetings', description: 'Read' }] },
    { name: 'Greeting' },
  )
  const grant = await record(
    '/client-grants',
    {
      client_id: client,
      audience: api,
      scope: ['read:greetings'],
      organization_usage: 'allow',
      allow_any_organization: true,
    },
    { scope: ['read:greetings'] },
    '?take=50',
  )
  const connection = await record(
    '/connections',
    { name: 'People', strategy: 'auth0', options: {}, enabled_clients: [client] },
    { options: { disable_signup: true } },
    '?take=50',
  )
  await go('PATCH /connections/{id}/clients', `/connections/${connection}/clients`, [
    { client_id: client, status: true },
  ])
  await go('GET /connections/{id}/clients', `/connections/${connection}/clients?take=100`)
  const role = await record('/roles', { name: 'Greeter' }, { description: 'Greets all' })
  await go('POST /roles/{id}/permissions', `/roles/${role}/permissions`, { permissions })
  await go('GET /roles/{id}/permissions', `/roles/${role}/permissions${totals}`)
  return { client, server, grant, connection, role }
}

async function walkUser({ go }: Walk, role: string): Promise<string> {
  const body = {
    connection: 'People',
    email: 'ada@people.example',
    username: 'ada',
    password: 'A-long-password-0',
    given_name: 'Ada',
    family_name: 'Lovelace',
    app_metadata: { plan: 'pro' },
    user_metadata: { theme: 'dark' },
  }
  const { user_id } = await go('POST /users', '/users', body)
  const at = `/users/${encodeURIComponent(String(user_id))}`
  await go('GET /users/{user_id}', at)
  await go('GET /users', `/users${totals}`)
  await go('PATCH /users/{user_id}', at, { email_verified: true })
  await go('POST /users/{user_id}/roles', `${at}/roles`, { roles: [role] })
  await go('GET /users/{user_id}/roles', `${at}/roles${totals}`)
  await go('GET /roles/{id}/users', `/roles/${role}/users?take=50`)
  await go('POST /users/{user_id}/permissions', `${at}/permissions`, { permissions })
  await go('GET /users/{user_id}/permissions', `${at}/permissions${totals}`)
  return String(user_id)
}

async function walkRemovals(
  { go }: Walk,
  { client, server, grant, connection, role, user }: Made,
): Promise<void> {
  const member = encodeURIComponent(user)
  await go('DELETE /users/{user_id}/permissions', `/users/${member}/permissions`, { permissions })
  await go('DELETE /users/{user_id}/roles', `/users/${member}/roles`, { roles: [role] })
  await go('DELETE /users/{user_id}', `/users/${member}`)
  await go('DELETE /roles/{id}/permissions', `/roles/${role}/permissions`, { permissions })
  await go('DELETE /roles/{id}', `/roles/${role}`)
  await go('DELETE /client-grants/{id}', `/client-grants/${grant}`)
  await go('DELETE /resource-servers/{id}', `/resource-servers/${server}`)
  await go('DELETE /connections/{id}', `/connections/${connection}`)
  await go('DELETE /clients/{id}', `/clients/${client}`)
}
