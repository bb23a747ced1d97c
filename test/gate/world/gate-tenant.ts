import { readFileSync } from 'node:fs'
import type { Client, JsonObject, TenantState } from '../../../local-tenant/state.ts'

/** What the tenant of the gate's tests is made of; connections beside the database are seeded. */
export interface GateTenant {
  audience: string
  /** Bundles by trigger. */
  bundles: Record<'pre-user-registration' | 'post-login', string>
  secrets: Record<string, string>
  callbacks: string[]
  /** Where the service may be returned to after a log-out. */
  logoutUrls: string[]
  managementAudience: string
}

export const database = 'Users'
export const callback = 'http://app.test/callback'

/** Adds to a fresh tenant what a deployment would: Actions, applications, a database, roles and who invites. */
export function toGateTenant(fresh: TenantState, tenant: GateTenant): TenantState {
  const state = structuredClone(fresh)
  state.page_template = '<html>{%- auth0:head -%}{%- auth0:widget -%}</html>'
  state.partials = partials()
  state.clients.push(
    client('portal', 'Portal', {
      native_social_login: { google: { enabled: true } },
      token_exchange: { allow_any_profile_of_type: ['custom_authentication'] },
      organization_usage: 'allow',
      initiate_login_uri: 'https://app.test/login',
    }),
    client('funnel', 'Funnel', { client_metadata: { guestlist_gate: 'open' } }),
    client('guestlist', 'Guestlist', { callbacks: tenant.callbacks, allowed_logout_urls: tenant.logoutUrls }),
    client('api', 'Guestlist API client', { grant_types: ['client_credentials'] }),
    client('management', 'Guestlist management', { grant_types: ['client_credentials'] }),
  )
  state.connections.push({ id: 'con_users', name: database, strategy: 'auth0', options: {} })
  state.connection_clients.con_users = ['portal', 'funnel', 'guestlist']
  state.tenant.settings.default_directory = database
  state.roles.push({ id: 'rol_editor', name: 'Editor' }, { id: 'rol_admin', name: 'Administrator' })
  addApi(state, tenant)
  addActions(state, tenant)
  addTokenExchange(state)
  return state
}

function addApi(state: TenantState, { audience, managementAudience }: GateTenant): void {
  const grant = JSON.parse(readFileSync('tenant/grants/Guestlist management.json', 'utf8')) as {
    scope: string[]
  }
  state.client_grants.push({
    id: 'cgr_management',
    client_id: 'management',
    audience: managementAudience,
    scope: grant.scope,
  })
  const invitations = ['create:invitations', 'read:invitations', 'update:invitations']
  const scope = [...invitations, 'create:shared_links', 'grant:any', 'grant:metadata']
  state.client_grants.push({ id: 'cgr_api', client_id: 'api', audience, scope })
  state.resource_servers.push({
    id: 'api',
    identifier: audience,
    name: 'Guestlist API',
    allow_offline_access: true,
    enforce_policies: true,
    token_dialect: 'access_token_authz',
    scopes: scope.map(value => ({ value })),
  })
}

function addActions(
  state: TenantState,
  { bundles, secrets }: { bundles: Record<string, string>; secrets: Record<string, string> },
): void {
  const now = new Date().toISOString()
  const list = Object.entries(secrets).map(([name, value]) => ({ name, value, updated_at: now }))
  for (const [trigger, code] of Object.entries(bundles)) {
    const version = { id: `${trigger}-1`, number: 1, code, runtime: 'node22', secrets: list }
    state.actions.push({
      id: `act_${trigger}`,
      name: trigger,
      code,
      runtime: 'node22',
      status: 'built',
      secrets: list,
      deployed_version: version,
      dependencies: [],
      created_at: now,
      updated_at: now,
      supported_triggers: [{ id: trigger, version: 'v3' }],
    })
    const binding = { id: `bnd_${trigger}`, trigger_id: trigger, action_id: `act_${trigger}` }
    state.bindings.push({ ...binding, display_name: trigger })
  }
}

/** Of a kind that makes users: Post-Login is asked about them, Pre-User-Registration is not. */
export const legacyToken = 'urn:acme:legacy-token'

function addTokenExchange(state: TenantState): void {
  const code = `exports.onExecuteCustomTokenExchange = async (event, api) => {
    const email = Buffer.from(event.transaction.subject_token, 'base64url').toString()
    api.authentication.setUserByConnection('${database}', { user_id: email.split('@')[0], email, email_verified: true },
      { creationBehavior: 'create_if_not_exists', updateBehavior: 'none' })
  }`
  addActions(state, { bundles: { 'custom-token-exchange': code }, secrets: {} })
  const action_id = 'act_custom-token-exchange'
  state.token_exchange_profiles.push({ id: 'tep_1', subject_token_type: legacyToken, action_id })
}

function client(id: string, name: string, more: JsonObject = {}): Client {
  return {
    client_id: id,
    client_secret: `secret of ${id}`,
    name,
    callbacks: [callback],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: [
      ...[
        'authorization_code',
        'refresh_token',
        'password',
        'http://auth0.com/oauth/grant-type/password-realm',
      ],
      ...[
        'http://auth0.com/oauth/grant-type/passwordless/otp',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    ...more,
  }
}

/** As tenant/merged has them, in the shape of the Management API. */
function partials(): TenantState['partials'] {
  const template = readFileSync('tenant/merged/handoff.liquid', 'utf8')
  const screens = { signup: 'signup', 'signup-id': 'signup-id', 'signup-password': 'signup-password' }
  return {
    ...Object.fromEntries(
      Object.entries(screens).map(([prompt, screen]) => [
        prompt,
        { [screen]: { 'form-content-end': template } },
      ]),
    ),
    passkeys: { 'passkey-enrollment': { 'form-content-end': template } },
  }
}
