import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { decodeJwt, type JWTPayload } from 'jose'
import { createFreshState } from '../../fresh-state.ts'
import { createLocalTenantApp } from '../../local-tenant-app.ts'
import type { Client, Connection, JsonObject, LogEntry, User } from '../../state.ts'
import type { Switches } from '../../switches.ts'
import { createTenant, type Tenant } from '../../tenant.ts'
import { createLoginApp } from '../login-app.ts'
import { runPreUserRegistration } from '../pre-user-registration-flow.ts'
import { type Browser, createBrowser, type Page } from './browser.ts'

export const canonicalUrl = 'https://localhost:4443'
export const customUrl = 'http://localhost:4400'
export const callback = 'http://app.test/callback'
export const audience = 'https://api.test/'
export const password = 'a long password'

/** One key for all tests of a file: making it is what takes time. */
const kept = createFreshState(canonicalUrl)

export interface TokenAnswer {
  status: number
  body: JsonObject
  idToken: JWTPayload
  accessToken: JWTPayload
}

type ActionTrigger = 'post-login' | 'pre-user-registration' | 'custom-token-exchange'

export interface LoginFixture {
  tenant: Tenant
  app: ReturnType<typeof createLocalTenantApp>
  /** Moves the tenant's clock. */
  later(seconds: number): void
  browser(): Browser
  /** Address of `/authorize` for the application, on the custom domain unless told otherwise. */
  authorizeUrl(params?: Record<string, string>, origin?: string): string
  /** Deploys an Action and binds it after the others. */
  bind(trigger: ActionTrigger, code: string, secrets?: Record<string, string>): void
  addUser(email: string, more?: Partial<User>): User
  /** Adds a connection, enabled for `portal`; one of that name is replaced. */
  connect(name: string, strategy: string, options?: JsonObject, more?: JsonObject): Connection
  /** The code that an address or number got last. */
  lastCode(to: string): string
  /** Goes through the log-in form. */
  logIn(browser: Browser, email: string, params?: Record<string, string>): Promise<Page>
  signUp(browser: Browser, email: string, params?: Record<string, string>): Promise<Page>
  token(body: Record<string, string>, origin?: string): Promise<TokenAnswer>
  /** Exchanges the code of a callback address. */
  exchange(page: Page, origin?: string): Promise<TokenAnswer>
  logs(type: string): LogEntry[]
}

export const verifier = randomBytes(32).toString('base64url')
const codeChallenge = createHash('sha256').update(verifier).digest('base64url')

/** A tenant with an application (`portal`), an API with roles, a database and Google; nothing is bound yet. */
export function createLoginFixture(switches: Partial<Switches> = {}): LoginFixture {
  let clock = Date.now()
  const state = structuredClone(kept)
  const tenant = createTenant({ canonicalUrl, customUrl, switches, state, now: () => new Date(clock) })
  addRecords(tenant)
  const app = createLocalTenantApp(tenant, {
    preUserRegistration: runPreUserRegistration,
    loginApp: createLoginApp(tenant),
  })
  const fixture: LoginFixture = {
    tenant,
    app,
    later: seconds => {
      clock += seconds * 1000
    },
    browser: () => createBrowser(app, [canonicalUrl, customUrl]),
    authorizeUrl: (params = {}, origin = customUrl) =>
      `${origin}/authorize?${new URLSearchParams(query(params))}`,
    bind: (trigger, code, secrets = {}) => bind(tenant, trigger, code, secrets),
    addUser(email, more = {}) {
      const user = tenant.createUser({ connection: 'Users', email, password })
      return Object.assign(user, more)
    },
    connect(name, strategy, options = {}, more = {}) {
      const connection: Connection = { id: `con_${name}`, name, strategy, options, ...more }
      const { connections, connection_clients } = tenant.state
      tenant.state.connections = [...connections.filter(other => other.name !== name), connection]
      connection_clients[connection.id] = ['portal']
      return connection
    },
    lastCode(to) {
      const { mails, sms } = tenant.state
      const sent = [...mails, ...sms].filter(message => message.to === to)
      return sent.at(-1)?.text.match(/\d{6}/)?.[0] ?? ''
    },
    async logIn(browser, email, params = {}) {
      const page = await browser.open(fixture.authorizeUrl(params))
      return await browser.submit(page, { email, password })
    },
    async signUp(browser, email, params = {}) {
      return await fixture.logIn(browser, email, { screen_hint: 'signup', ...params })
    },
    token: (body, origin = customUrl) => requestToken(app, body, origin),
    exchange(page, origin = customUrl) {
      const code = page.url.searchParams.get('code') ?? ''
      const body = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
      return fixture.token(body, origin)
    },
    logs: type => tenant.state.logs.filter(entry => entry.type === type),
  }
  return fixture
}

function query(params: Record<string, string>): Record<string, string> {
  return {
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile email',
    state: 'state of the application',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...params,
  }
}

async function requestToken(
  app: LoginFixture['app'],
  body: Record<string, string>,
  origin: string,
): Promise<TokenAnswer> {
  const credentials = { client_id: 'portal', client_secret: 'secret of portal' }
  const form = new URLSearchParams({ ...credentials, ...body })
  const response = await app.request(`${origin}/oauth/token`, { method: 'POST', body: form })
  const answer = (await response.json()) as JsonObject
  const claims = (token: unknown) =>
    typeof token === 'string' && token.includes('.') ? decodeJwt(token) : {}
  return {
    status: response.status,
    body: answer,
    idToken: claims(answer.id_token),
    accessToken: claims(answer.access_token),
  }
}

function bind(tenant: Tenant, trigger: string, code: string, secrets: Record<string, string>): void {
  const id = randomUUID()
  const now = tenant.now().toISOString()
  const name = `action ${tenant.state.actions.length + 1}`
  const list = Object.entries(secrets).map(([key, value]) => ({ name: key, value, updated_at: now }))
  tenant.state.actions.push({
    id,
    name,
    code,
    runtime: 'node22',
    status: 'built',
    dependencies: [],
    secrets: list,
    deployed_version: { id: randomUUID(), number: 1, code, runtime: 'node22', secrets: list },
    supported_triggers: [{ id: trigger, version: 'v3' }],
    created_at: now,
    updated_at: now,
  })
  tenant.state.bindings.push({ id: randomUUID(), trigger_id: trigger, action_id: id, display_name: name })
}

function client(id: string, more: JsonObject = {}): Client {
  return {
    client_id: id,
    client_secret: `secret of ${id}`,
    name: `The ${id}`,
    callbacks: [callback],
    allowed_logout_urls: ['http://app.test/bye'],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: [
      'authorization_code',
      'refresh_token',
      'password',
      'http://auth0.com/oauth/grant-type/password-realm',
    ],
    ...more,
  }
}

function addRecords({ state }: Tenant): void {
  state.page_template = '<html>{%- auth0:head -%}{%- auth0:widget -%}</html>'
  state.clients.push(
    client('portal', { client_metadata: { kind: 'web' } }),
    client('spa', { token_endpoint_auth_method: 'none' }),
    client('basic', { token_endpoint_auth_method: 'client_secret_basic' }),
    client('elsewhere'),
  )
  state.connections.push(
    { id: 'con_users', name: 'Users', strategy: 'auth0', options: {} },
    { id: 'con_google', name: 'google-oauth2', strategy: 'google-oauth2', options: {} },
  )
  const enabled = ['portal', 'spa', 'basic']
  Object.assign(state.connection_clients, { con_users: enabled, con_google: enabled })
  state.resource_servers.push({
    id: 'api',
    identifier: audience,
    name: 'The API',
    token_lifetime: 600,
    allow_offline_access: true,
    enforce_policies: true,
    token_dialect: 'access_token_authz',
    scopes: [{ value: 'read:things' }, { value: 'write:things' }],
  })
  state.roles.push({ id: 'rol_reader', name: 'Reader' })
  state.role_permissions.rol_reader = [
    { permission_name: 'read:things', resource_server_identifier: audience },
  ]
}
