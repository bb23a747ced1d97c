import type { Client, Connection } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import type { Arrival } from './arrival.ts'
import type { AuthorizeRequest } from './authorize-request.ts'
import { isCustomDomain } from './custom-domain.ts'
import { objectOf } from './json.ts'

/** Parts that the events of both triggers have, each with documented fields only (documented-event-fields.ts). */
export function clientPart(client: Client) {
  return { client_id: client.client_id, name: client.name, metadata: objectOf(client.client_metadata) }
}

export function connectionPart(connection: Connection) {
  const { id, name, strategy, metadata } = connection
  return { id, name, strategy, metadata: metadata === undefined ? undefined : objectOf(metadata) }
}

export function customDomainPart(tenant: Tenant, domain: string) {
  if (!isCustomDomain(tenant, domain)) return undefined
  return { domain: new URL(domain).host, domain_metadata: {} }
}

export function tenantPart(tenant: Tenant) {
  return { id: tenant.state.tenant.name }
}

/** Without `query`: Pre-User-Registration has none. */
export function requestPart(arrival: Arrival) {
  return {
    body: arrival.body,
    geoip: {},
    hostname: arrival.hostname,
    ip: arrival.ip,
    language: arrival.language,
    method: arrival.method,
    user_agent: arrival.userAgent,
  }
}

export function transactionPart(request: AuthorizeRequest, locale: string) {
  // A device has no callback to name.
  const callback = request.device ? {} : { redirect_uri: request.redirectUri, response_type: ['code'] }
  return {
    ...callback,
    acr_values: request.acrValues,
    locale,
    login_hint: request.loginHint,
    prompt: request.prompt,
    protocol: 'oidc-basic-profile',
    requested_scopes: request.scope,
    response_mode: request.query.response_mode,
    state: request.state,
    ui_locales: request.uiLocales,
  }
}
