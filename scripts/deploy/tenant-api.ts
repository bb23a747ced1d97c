import { setTimeout as delay } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { isObject, type Json, type JsonObject, toObjects } from './json.ts'
import type { HttpAnswer, SendRequest } from './send-request.ts'
import { TenantError, toTenantError } from './tenant-error.ts'

export interface TenantAccess {
  /** The tenant's canonical domain, host[:port]. */
  domain: string
  /** A machine-to-machine application that may change the tenant. */
  clientId: string
  clientSecret: string
  send: SendRequest
  /** Waits so many milliseconds. */
  wait?: (ms: number) => Promise<unknown>
  now?: () => number
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** The Management API, for one deployment: one request after another, and no faster than the plan allows. */
export interface TenantApi {
  readonly domain: string
  /** What the token allows; undefined where it does not say. */
  scopes(): Promise<ReadonlySet<string> | undefined>
  /** Answers undefined for 204. Throws TenantError. */
  call(method: Method, path: string, body?: Json): Promise<Json | undefined>
  /** Every item of a list: `pages` where it has numbers, `checkpoints` where each page names the next. */
  list(path: string, key: string, paging: 'pages' | 'checkpoints'): Promise<JsonObject[]>
  wait(ms: number): Promise<unknown>
}

const PAGE_SIZE = 50
/** A plan of 2 requests a second asks to wait a second now and then; no tenant asks for minutes. */
const MOST_THROTTLED = 60
const MOST_FAILED_READS = 3

/** Creates the client; the token is fetched with the first request. */
export function createTenantApi(access: TenantAccess): TenantApi {
  const { domain, wait = delay } = access
  let token: Promise<Token> | undefined
  const getToken = () => {
    token ??= fetchToken(access)
    return token
  }
  const call: TenantApi['call'] = async (method, path, body) => {
    const { text } = await send(access, method, path, await getToken(), body)
    return text === '' ? undefined : (JSON.parse(text) as Json)
  }
  return {
    domain,
    scopes: async () => (await getToken()).scopes,
    call,
    list: (path, key, paging) => (paging === 'pages' ? listPages : listCheckpoints)(call, path, key),
    wait,
  }
}

interface Token {
  value: string
  scopes: ReadonlySet<string> | undefined
}

async function fetchToken({ domain, clientId, clientSecret, send }: TenantAccess): Promise<Token> {
  const operation = 'POST /oauth/token'
  const body = JSON.stringify({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    audience: `https://${domain}/api/v2/`,
  })
  const headers = { 'content-type': 'application/json' }
  const answer = await send({ method: 'POST', url: `https://${domain}/oauth/token`, headers, body }).catch(
    (cause: unknown) => {
      throw new TenantError('unreachable', operation, { cause })
    },
  )
  const { status } = answer
  if (status >= 500) throw new TenantError('failed', operation, { status })
  if (status === 404)
    throw new TenantError('not_found', operation, { status, reason: `there is no tenant at ${domain}` })
  const granted = status === 200 ? parseJson(answer.text) : undefined
  if (!isObject(granted) || typeof granted.access_token !== 'string')
    throw new TenantError('unauthorized', operation, { status, reason: reasonIn(answer.text) })
  return { value: granted.access_token, scopes: scopesOf(granted.scope, granted.access_token) }
}

/** Why no token is given (RFC 6749 §5.2). */
function reasonIn(text: string): string {
  const { error_description } = Object(parseJson(text)) as { error_description?: unknown }
  return typeof error_description === 'string' ? error_description : ''
}

/** A page that answers 200 is no tenant. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The answer names what was granted, and the token itself does; a token that cannot be read says nothing. */
function scopesOf(granted: unknown, token: string): Token['scopes'] {
  if (typeof granted === 'string') return new Set(granted.split(' '))
  try {
    const { scope = '' } = decodeJwt<{ scope?: string }>(token)
    return new Set(scope.split(' '))
  } catch {
    return undefined
  }
}

/** Repeats what the tenant asks to repeat, and reads that failed; a write that failed is for the next run to look at. */
async function send(
  access: TenantAccess,
  method: Method,
  path: string,
  token: Token,
  body: Json | undefined,
): Promise<HttpAnswer> {
  const { wait = delay, now = Date.now } = access
  const headers = { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' }
  const request = { method, url: `https://${access.domain}/api/v2${path}`, headers }
  const whole = body === undefined ? request : { ...request, body: JSON.stringify(body) }
  for (let throttled = 0, failed = 0; ; ) {
    const answer = await access.send(whole).catch((cause: unknown) => cause)
    const error = toTenantError(`${method} ${path}`, answer)
    if (!error) return answer as HttpAnswer
    const isFailure = error.code === 'unreachable' || error.code === 'failed'
    if (error.code === 'throttled' && ++throttled <= MOST_THROTTLED) await wait(pauseOf(answer, now()))
    else if (isFailure && method === 'GET' && ++failed < MOST_FAILED_READS) await wait(1_000)
    else throw error
  }
}

/** How long a 429 asks to wait: until a second passes, unless it says more. */
function pauseOf(answer: unknown, now: number): number {
  const { headers } = answer as HttpAnswer
  const after = Number(headers['retry-after']) * 1_000
  const until = Number(headers['x-ratelimit-reset']) * 1_000 - now
  const asked = [after, until].filter(ms => Number.isFinite(ms) && ms > 0)
  return Math.min(60_000, Math.max(1_000, ...asked))
}

type Call = TenantApi['call']

async function listPages(call: Call, path: string, key: string): Promise<JsonObject[]> {
  const items: JsonObject[] = []
  for (let page = 0; ; page++) {
    const query = `page=${page}&per_page=${PAGE_SIZE}&include_totals=true`
    const answer = await call('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`)
    const found = toObjects(isObject(answer) ? answer[key] : answer)
    items.push(...found)
    if (found.length < PAGE_SIZE) return items
  }
}

async function listCheckpoints(call: Call, path: string, key: string): Promise<JsonObject[]> {
  const items: JsonObject[] = []
  for (let from = ''; ; ) {
    const query = `take=${PAGE_SIZE}${from && `&from=${encodeURIComponent(from)}`}`
    const answer = await call('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`)
    items.push(...toObjects(isObject(answer) ? answer[key] : answer))
    const next = isObject(answer) ? answer.next : undefined
    if (typeof next !== 'string' || next === '') return items
    from = next
  }
}
