import type { Client } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { isWebOrigin } from './cors.ts'
import type { DeviceAuthorization } from './device/device-authorization.ts'
import { textsOf } from './json.ts'
import { organizationRequestOf } from './organizations/organization-request.ts'

/** How an answer travels: in the address, in a form that posts itself, or as a message to the page around a frame. */
export type ResponseMode = 'query' | 'fragment' | 'form_post' | 'web_message'

/** Where and how the answer of `/authorize` goes back to the application. */
export interface CallbackTarget {
  redirectUri: string
  responseMode: ResponseMode
  state: string | undefined
  /** There is no application to go back to: a device waits for the answer. */
  device?: DeviceAuthorization
}

/** A valid authorization request (https://auth0.com/docs/api/authentication/authorization-code-flow-with-pkce). */
export interface AuthorizeRequest extends CallbackTarget {
  clientId: string
  scope: string[]
  prompt: string[]
  uiLocales: string[]
  acrValues: string[]
  nonce: string | undefined
  audience: string | undefined
  maxAgeSeconds: number | undefined
  loginHint: string | undefined
  screenHint: string | undefined
  connection: string | undefined
  codeChallenge: string | undefined
  /** Implicit flow: the ID token comes at once, without a code. */
  wantsIdToken: boolean
  organizationId?: string | undefined
  /** Ticket of one of Auth0's own invitations, which this login is to accept. */
  invitation?: string | undefined
  /** The browser is asked for the organization. */
  organizationPrompt?: 'before login' | 'after login'
  /** All parameters as sent: `event.request.query`, `transaction.params` of partials, `alias` of upstream_params. */
  query: Record<string, string>
}

/** Why a request is refused. Without `callback` it ends on the tenant's error page. */
export interface AuthorizeFault {
  error: string
  description: string
  callback?: CallbackTarget
}

export type ParsedAuthorizeRequest = { request: AuthorizeRequest } | { fault: AuthorizeFault }

/** Limits of custom parameters: https://auth0.com/docs/customize/login-pages/universal-login/customize-templates#custom-query-parameters */
const extName = /^ext-[\w-]{1,28}$/
const extValue = /^[-\w.*~@+ /:]{1,255}$/
const extLimit = 10

/** Checks the query of `/authorize`: client and callback first, as no error may go to an unregistered callback. */
export function parseAuthorizeRequest(tenant: Tenant, params: URLSearchParams): ParsedAuthorizeRequest {
  const clientId = params.get('client_id')
  if (!clientId) return page('Missing required parameter: client_id')
  const client = tenant.state.clients.find(candidate => candidate.client_id === clientId)
  if (!client) return page(`Unknown client: ${clientId}`)
  const redirectUri = registeredCallback(client, params.get('redirect_uri'))
  if (!redirectUri)
    return page('Callback URL mismatch. The redirect_uri is not in the list of allowed callback URLs.')
  const extFault = faultOfExtParameters(params)
  if (extFault) return page(`error parsing ext params: ${extFault}`)
  const callback: CallbackTarget = {
    redirectUri,
    responseMode: responseModeOf(params),
    state: params.get('state') ?? undefined,
  }
  const fault = faultOfProtocol(tenant, params) ?? faultOfFlow(client, params, redirectUri)
  // fail closed: a page of an origin that is not allowed gets no message, not even an error.
  const isForeign =
    callback.responseMode === 'web_message' && !isWebOrigin(client, new URL(redirectUri).origin)
  if (fault) return { fault: isForeign ? fault : { ...fault, callback } }
  const organization = organizationRequestOf(tenant, client, params)
  if (typeof organization === 'string')
    return { fault: { error: 'invalid_request', description: organization, callback } }
  return { request: { ...toRequest(clientId, callback, params), ...organization } }
}

function page(description: string): { fault: AuthorizeFault } {
  return { fault: { error: 'invalid_request', description } }
}

/** Exact match only; Auth0 also knows wildcards for subdomains, which no production tenant should have. */
function registeredCallback(client: Client, redirectUri: string | null): string | undefined {
  const callbacks = textsOf(client.callbacks)
  return redirectUri === null ? callbacks[0] : callbacks.find(callback => callback === redirectUri)
}

function faultOfExtParameters(params: URLSearchParams): string | undefined {
  const names = [...params.keys()].filter(name => name.startsWith('ext-'))
  if (names.length > extLimit) return `more than ${extLimit} parameters`
  if (new Set(names).size < names.length) return 'names must be unique'
  if (names.some(name => !extName.test(name))) return 'a name is not allowed'
  if (names.some(name => !extValue.test(params.get(name) ?? ''))) return 'a value is not allowed'
  return undefined
}

function faultOfProtocol(tenant: Tenant, params: URLSearchParams): AuthorizeFault | undefined {
  const fault = (error: string, description: string) => ({ error, description })
  const responseType = params.get('response_type')
  if (!responseType) return fault('invalid_request', 'Missing required parameter: response_type')
  if (responseType !== 'code' && responseType !== 'id_token') {
    return fault('unsupported_response_type', `Unsupported response type: ${responseType}`)
  }
  const mode = params.get('response_mode')
  if (mode && !modes.some(known => known === mode))
    return fault('invalid_request', `Unsupported response mode: ${mode}`)
  if (params.has('code_challenge') && params.get('code_challenge_method') !== 'S256') {
    return fault('invalid_request', 'code_challenge_method must be S256')
  }
  const prompt = wordsOf(params.get('prompt'))
  if (prompt.includes('none') && prompt.length > 1)
    return fault('invalid_request', 'prompt=none stands alone')
  const audience = params.get('audience')
  const known = tenant.state.resource_servers.some(server => server.identifier === audience)
  if (audience && !known && !audience.endsWith('/userinfo')) {
    return fault('access_denied', `Service not found: ${audience}`)
  }
  return undefined
}

const modes = ['query', 'fragment', 'form_post', 'web_message'] as const

function responseModeOf(params: URLSearchParams): ResponseMode {
  const usual = params.get('response_type') === 'id_token' ? 'fragment' : 'query'
  return modes.find(mode => mode === params.get('response_mode')) ?? usual
}

/** What the client may not do: tokens without a code, or an answer to a page of another origin. */
function faultOfFlow(
  client: Client,
  params: URLSearchParams,
  redirectUri: string,
): AuthorizeFault | undefined {
  if (params.get('response_mode') === 'web_message' && !isWebOrigin(client, new URL(redirectUri).origin))
    return { error: 'invalid_request', description: 'The origin is not in the list of Allowed Web Origins.' }
  if (params.get('response_type') !== 'id_token') return undefined
  const isAllowed = client.grant_types === undefined || textsOf(client.grant_types).includes('implicit')
  if (!isAllowed)
    return { error: 'unauthorized_client', description: "Grant type 'implicit' not allowed for the client." }
  if (responseModeOf(params) === 'query')
    return { error: 'invalid_request', description: 'response_mode query is not allowed with tokens' }
  return params.get('nonce')
    ? undefined
    : { error: 'invalid_request', description: 'Missing required parameter: nonce' }
}

function toRequest(clientId: string, callback: CallbackTarget, params: URLSearchParams): AuthorizeRequest {
  const text = (name: string) => params.get(name) || undefined
  const maxAge = text('max_age')
  const audience = text('audience')
  return {
    ...callback,
    clientId,
    scope: wordsOf(params.get('scope') ?? 'openid profile email'),
    prompt: wordsOf(params.get('prompt')),
    uiLocales: wordsOf(params.get('ui_locales')),
    acrValues: wordsOf(params.get('acr_values')),
    nonce: text('nonce'),
    audience: audience?.endsWith('/userinfo') ? undefined : audience,
    maxAgeSeconds: maxAge && /^\d+$/.test(maxAge) ? Number(maxAge) : undefined,
    loginHint: text('login_hint'),
    screenHint: text('screen_hint'),
    connection: text('connection'),
    codeChallenge: text('code_challenge'),
    wantsIdToken: params.get('response_type') === 'id_token',
    query: Object.fromEntries(params),
  }
}

function wordsOf(value: string | null): string[] {
  return value?.split(' ').filter(word => word !== '') ?? []
}
