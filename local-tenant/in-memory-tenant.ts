import type { Hono } from 'hono'
import { createFreshState, deployerClientId, managementAudience } from './fresh-state.ts'
import { admitEverybody, createLocalTenantApp } from './local-tenant-app.ts'
import type { Connection, Json } from './state.ts'
import { createTenant, type PreUserRegistration, type Tenant, type TenantOptions } from './tenant.ts'
import { signToken } from './tokens.ts'

const canonicalUrl = 'https://localhost:4443'
const customUrl = 'http://localhost:4400'
/** Making a key takes longer than most tests: one for all tenants of a test file. */
const freshState = createFreshState(canonicalUrl)

interface Answer<Body> {
  status: number
  headers: Headers
  body: Body
}

/** A tenant without a process: requests go straight to its app. */
export interface InMemoryTenant {
  tenant: Tenant
  app: Hono
  /** A Management API request with a token of these scopes (default: all); null = without a token. */
  call<Body = unknown>(
    method: string,
    path: string,
    body?: Json,
    scopes?: string[] | null,
  ): Promise<Answer<Body>>
}

/** Makes a tenant with a database connection `Users`, `google-oauth2` and passwordless `email` and `sms`. */
export function createInMemoryTenant(
  options: Partial<TenantOptions> & { preUserRegistration?: PreUserRegistration } = {},
): InMemoryTenant {
  const { preUserRegistration = admitEverybody, ...rest } = options
  const tenant = createTenant({ canonicalUrl, customUrl, state: structuredClone(freshState), ...rest })
  tenant.state.connections.push(
    connection('Users', 'auth0'),
    connection('google-oauth2', 'google-oauth2'),
    connection('email', 'email'),
    connection('sms', 'sms'),
  )
  const app = createLocalTenantApp(tenant, { preUserRegistration })
  return {
    tenant,
    app,
    async call(method, path, body, scopes = tenant.state.client_grants[0]?.scope ?? []) {
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (scopes) headers.authorization = `Bearer ${await managementToken(tenant, scopes)}`
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      const response = await app.request(`${canonicalUrl}/api/v2${path}`, init)
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
    },
  }
}

/** A token of the Management API with these scopes, as `POST /oauth/token` would issue it. */
function managementToken(tenant: Tenant, scopes: string[]): Promise<string> {
  const claims = {
    sub: `${deployerClientId}@clients`,
    aud: managementAudience(canonicalUrl),
    azp: deployerClientId,
  }
  return signToken(tenant, { ...claims, scope: scopes.join(' ') }, `${canonicalUrl}/`, 60)
}

function connection(name: string, strategy: string): Connection {
  return { id: `con_${name}`, name, strategy, options: {} }
}
