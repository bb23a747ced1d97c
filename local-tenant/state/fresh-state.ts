import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { managementScopes } from '../management/scopes.ts'
import type { Client, JsonObject, TenantState } from './state.ts'

/** Name of the client that deploys: every tenant has one before the first deployment. */
export const deployerClientId = 'deployer'

/** Makes a tenant as it is after its registration, with one machine client that may deploy to it. */
export function createFreshState(canonicalUrl: string): TenantState {
  const audience = managementAudience(canonicalUrl)
  return {
    ...emptyLists(),
    signing_key: createSigningKey(),
    clients: [globalClient(), deployerClient()],
    resource_servers: [managementResourceServer(audience)],
    client_grants: [
      {
        id: `cgr_${hex(8)}`,
        client_id: deployerClientId,
        audience,
        scope: [...managementScopes],
        subject_type: 'client',
      },
    ],
  }
}

/**
 * Fits a snapshot to the tenant it is restored into. The Management API is named after the domain, so a state kept
 * from other ports would refuse every token; a snapshot of an older version may lack the newest lists.
 */
export function adoptState(kept: TenantState, canonicalUrl: string): TenantState {
  const state = { ...emptyLists(), ...kept }
  const audience = managementAudience(canonicalUrl)
  const system = state.resource_servers.find(server => server.is_system === true)
  for (const grant of state.client_grants)
    if (grant.audience === system?.identifier) grant.audience = audience
  if (system) system.identifier = audience
  // Whoever deploys may use what was built since.
  for (const grant of state.client_grants)
    if (grant.client_id === deployerClientId) grant.scope = [...managementScopes]
  return state
}

type Registered = 'signing_key' | 'clients' | 'resource_servers' | 'client_grants'

function emptyLists(): Omit<TenantState, Registered> {
  return {
    tenant: { name: 'local-tenant', settings: defaultSettings() },
    connections: [],
    connection_clients: {},
    roles: [],
    role_permissions: {},
    users: [],
    user_roles: {},
    user_permissions: {},
    organizations: [],
    organization_members: {},
    organization_connections: {},
    organization_clients: {},
    organization_client_grants: {},
    organization_invitations: [],
    actions: [],
    bindings: [],
    token_exchange_profiles: [],
    scim: {},
    custom_text: {},
    partials: {},
    prompts: { universal_login_experience: 'new', identifier_first: false },
    branding: {},
    page_template: null,
    custom_domains: [],
    attack_protection: {},
    email_provider: null,
    email_templates: {},
    refresh_tokens: [],
    sessions: [],
    authentication_methods: {},
    tickets: [],
    logs: [],
    mails: [],
    sms: [],
  }
}

function defaultSettings(): JsonObject {
  return {
    friendly_name: 'Local tenant',
    enabled_locales: ['en'],
    session_lifetime: 168,
    idle_session_lifetime: 72,
    sandbox_version: '22',
    sandbox_versions_available: ['22', '18'],
    flags: {
      allow_changing_enable_sso: false,
      disable_clickjack_protection_headers: true,
      disable_impersonation: true,
      enable_sso: true,
      revoke_refresh_token_grant: false,
      universal_login: true,
    },
  }
}

/** Audience of the Management API: the canonical domain's, never the custom domain's. */
export function managementAudience(canonicalUrl: string): string {
  return `${canonicalUrl}/api/v2/`
}

function createSigningKey(): JsonObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { kty, n, e, d, p, q, dp, dq, qi } = privateKey.export({ format: 'jwk' })
  const parts = Object.entries({ kty, n, e, d, p, q, dp, dq, qi }).map(([name, value]) => [
    name,
    String(value),
  ])
  return { ...Object.fromEntries(parts), kid: randomUUID(), alg: 'RS256', use: 'sig' }
}

function globalClient(): Client {
  return { client_id: hex(16), client_secret: hex(32), name: 'All Applications', global: true, callbacks: [] }
}

function deployerClient(): Client {
  return {
    client_id: deployerClientId,
    client_secret: hex(32),
    name: 'Deployer',
    global: false,
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
  }
}

function managementResourceServer(identifier: string) {
  return {
    id: hex(12),
    identifier,
    name: 'Auth0 Management API',
    is_system: true,
    signing_alg: 'RS256',
    token_lifetime: 86400,
    token_lifetime_for_web: 7200,
    allow_offline_access: false,
    subject_type_authorization: { user: { policy: 'allow_all' }, client: { policy: 'require_client_grant' } },
    scopes: managementScopes.map(value => ({ value, description: value })),
  }
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
