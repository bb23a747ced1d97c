import type { MiddlewareHandler } from 'hono'
import type { Client } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { bodyOf } from './arrival.ts'
import { textsOf } from './json.ts'

/** Endpoints that a page of an application calls itself. */
export const corsPaths = [
  '/oauth/token',
  '/oauth/revoke',
  '/userinfo',
  '/dbconnections/*',
  '/passwordless/*',
  '/.well-known/*',
]

/**
 * Lets pages of an application read answers (https://auth0.com/docs/get-started/applications/set-up-cors). A preflight
 * names no client, so any client's origins are good for it; the request itself is held to the client that it names.
 */
export function allowOrigins(tenant: Tenant): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (c.req.method !== 'OPTIONS') await next()
    if (!origin) return c.req.method === 'OPTIONS' ? c.body(null, 204) : undefined
    const clientId = c.req.method === 'POST' ? (await bodyOf(c)).client_id : undefined
    const clients = tenant.state.clients.filter(
      client => clientId === undefined || client.client_id === clientId,
    )
    if (clients.some(client => isOriginOf(client, origin))) {
      c.header('Access-Control-Allow-Origin', origin)
      c.header('Vary', 'Origin', { append: true })
      c.header('Access-Control-Allow-Methods', 'GET, POST')
      c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, Auth0-Client, DPoP')
      c.header('Access-Control-Expose-Headers', 'DPoP-Nonce, WWW-Authenticate')
      c.header('Access-Control-Max-Age', '600')
    }
    return c.req.method === 'OPTIONS' ? c.body(null, 204) : undefined
  }
}

/** May a page of this origin be answered by `response_mode=web_message`? Allowed Web Origins only. */
export function isWebOrigin({ web_origins }: Client, origin: string): boolean {
  return textsOf(web_origins).includes(origin)
}

/** Origins of callbacks are allowed without being named again. */
function isOriginOf(client: Client, origin: string): boolean {
  const callbacks = textsOf(client.callbacks).filter(url => URL.canParse(url))
  return (
    isWebOrigin(client, origin) ||
    textsOf(client.allowed_origins).includes(origin) ||
    callbacks.some(url => new URL(url).origin === origin)
  )
}
