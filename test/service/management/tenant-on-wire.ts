import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { ensureCertificates } from '../../../local-tenant/certificates.ts'
import { createFreshState } from '../../../local-tenant/fresh-state.ts'
import { admitEverybody, createLocalTenantApp } from '../../../local-tenant/local-tenant-app.ts'
import { seedConnection, seedUser } from '../../../local-tenant/seed.ts'
import type { JsonObject } from '../../../local-tenant/state.ts'
import { createTenant, type Tenant } from '../../../local-tenant/tenant.ts'
import { createLog } from '../../../service/base/log.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import { createTrustingFetch } from '../../gate/world/trusting-fetch.ts'
import { DATABASE, type ManagementUnderTest, SOCIAL, type UserSeed } from './management-under-test.ts'

/** Making a key takes longer than most tests: one for all tenants of a file. */
const freshState = createFreshState('https://localhost')

export interface TenantOnWire {
  /** A new tenant on a port of its own, with the real client at the other end of TLS. */
  open(): Promise<ManagementUnderTest & { tenant: Tenant }>
  close(): Promise<void>
}

/** Prepares tenants that are reached over https, with a certificate that only their clients trust. */
export async function prepareTenantOnWire(): Promise<TenantOnWire> {
  const directory = await mkdtemp(join(tmpdir(), 'guestlist-wire-'))
  const { cert, key, caFile } = await ensureCertificates(directory)
  const trustingFetch = createTrustingFetch(caFile)

  const open = async () => {
    const server = createServer({ cert, key })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const domain = `localhost:${(server.address() as AddressInfo).port}`
    const tenant = createTenant({
      canonicalUrl: `https://${domain}`,
      customUrl: 'http://localhost:4400',
      state: structuredClone(freshState),
    })
    seedConnection(tenant, { name: DATABASE, strategy: 'auth0' })
    seedConnection(tenant, { name: SOCIAL, strategy: 'google-oauth2' })
    const app = createLocalTenantApp(tenant, { preUserRegistration: admitEverybody })
    server.on('request', getRequestListener(app.fetch))
    const [client] = tenant.state.clients.filter(({ client_id }) => client_id === 'deployer')
    const goDown = async () => {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
    const management = createManagementApi({
      domain,
      clientId: client?.client_id ?? '',
      clientSecret: client?.client_secret ?? '',
      requestsPerSecond: 1_000,
      log: createLog(() => {}),
      fetch: trustingFetch,
    })
    return { management, tenant, ...changesTo(tenant), goDown, close: goDown }
  }
  return { open, close: () => rm(directory, { recursive: true }) }
}

type Changes = Omit<ManagementUnderTest, 'management' | 'goDown' | 'close'>

/** What an administrator does to the tenant, and what users leave in it. */
function changesTo(tenant: Tenant): Changes {
  const { state } = tenant
  const addRole = (name: string, rest: JsonObject = {}) => {
    const id = `rol_${state.roles.length}`
    state.roles.push({ id, name, ...rest })
    return id
  }
  const addOrganization = (id: string) => {
    if (!state.organizations.some(organization => organization.id === id))
      state.organizations.push({ id, name: id, display_name: id })
    return id
  }
  return {
    addUser: seed => addUser(tenant, seed),
    allowSharedAddresses() {
      const database = state.connections.find(({ name }) => name === DATABASE)
      Object.assign(database?.options ?? {}, { attributes: { email: { unique: false } } })
    },
    addRole: name => addRole(name),
    addRoleOfOrganization: name => addRole(name, { type: 'organization', owner_id: 'org_1' }),
    setRoles: (userId, ids) => void Object.assign(state.user_roles, { [userId]: ids }),
    addApi(identifier, names) {
      const scopes = names.map(value => ({ value }))
      state.resource_servers.push({ id: identifier, identifier, name: identifier, scopes })
    },
    setPermissions(id, permissions) {
      const kept = permissions.map(({ api, name }) => ({
        resource_server_identifier: api,
        permission_name: name,
      }))
      Object.assign(id.startsWith('rol_') ? state.role_permissions : state.user_permissions, { [id]: kept })
    },
    addClient({ clientId, name, clientMetadata, initiateLoginUri, callbacks }) {
      const client = { client_id: clientId, client_secret: 'x', name, client_metadata: clientMetadata }
      const uri = initiateLoginUri === undefined ? {} : { initiate_login_uri: initiateLoginUri }
      state.clients.push({ ...client, ...uri, callbacks: [...(callbacks ?? [])] })
    },
    setScopes(client_id, audience, { scopes, isAll }) {
      const id = `cgr_${client_id}`
      state.client_grants.push({ id, client_id, audience, scope: scopes, allow_all_scopes: isAll })
    },
    setOrganizations(userId, ids) {
      for (const id of ids.map(addOrganization))
        state.organization_members[id] = { ...state.organization_members[id], [userId]: [] }
    },
    setMethods(userId, ids) {
      state.authentication_methods[userId] = ids.map(id => ({ id, type: id.split('|')[0] ?? '' }))
    },
    addRefreshToken(user_id) {
      const token_hash = String(state.refresh_tokens.length)
      const token = { token_hash, user_id, client_id: 'portal', scope: '', connection: DATABASE }
      state.refresh_tokens.push({
        ...token,
        domain: 'd',
        session_id: 's',
        created_at: '2026-01-01T00:00:00Z',
      })
    },
    holders: () => [...new Set(tenant.state.refresh_tokens.map(({ user_id }) => user_id))],
    setInvitees(organizationId, invitees) {
      const organization_id = addOrganization(organizationId)
      for (const { email, expiresAt } of invitees) {
        const id = `uinv_${state.organization_invitations.length}`
        const invitation = { id, organization_id, client_id: 'portal', inviter: { name: 'Grace' } }
        const link = { invitation_url: 'https://p.example', ticket_id: id, roles: [] }
        const times = { created_at: '2026-01-01T00:00:00Z', expires_at: expiresAt.toISOString() }
        state.organization_invitations.push({ ...invitation, invitee: { email }, ...link, ...times })
      }
    },
  }
}

function addUser(tenant: Tenant, seed: UserSeed = {}): string {
  const { connection = DATABASE, id = 'ada', email = `${id}@example.com`, profile, linked, createdAt } = seed
  const user = seedUser(tenant, {
    connection,
    email,
    provider_user_id: id,
    ...profile,
    email_verified: seed.emailVerified,
    blocked: seed.blocked,
    app_metadata: seed.appMetadata,
    ...(createdAt && { created_at: createdAt.toISOString() }),
    linked: linked
      ? [{ connection: DATABASE, email: linked.email, email_verified: false, provider_user_id: linked.id }]
      : [],
  })
  user.logins_count = seed.loginsCount ?? 0
  const [identity] = user.identities
  if (identity && seed.hostedDomain) identity.hd = seed.hostedDomain
  return user.user_id
}
