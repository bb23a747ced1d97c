import type { Context } from 'hono'
import type { Json, JsonObject } from '../state.ts'
import { objectOf } from './json.ts'

/** What a request says about itself: the source of `event.request`. */
export interface Arrival {
  method: string
  hostname: string
  ip: string
  /** First of the browser's languages. */
  language: string | undefined
  userAgent: string | undefined
  query: Record<string, string>
  body: JsonObject
}

/** Hidden from `event.request`: https://auth0.com/docs/troubleshoot/product-lifecycle/deprecations-and-migrations */
const hidden = new Set([
  ...['auth_session', 'authn_response', 'client_secret', 'client_assertion', 'refresh_token'],
  // Not in the documentation either way: a stand-in must not be the reason that somebody relies on a password there.
  'password',
])

/** Reads a request for `event.request`; `body` is what the caller parsed of it, if anything. */
export function arrivalOf(c: Context, body: JsonObject = {}): Arrival {
  const url = new URL(c.req.url)
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return {
    method: c.req.method,
    hostname: url.host,
    ip: incoming?.socket?.remoteAddress ?? '127.0.0.1',
    language: c.req.header('accept-language')?.split(/[,;]/)[0]?.trim() || undefined,
    userAgent: c.req.header('user-agent'),
    query: visible(Object.fromEntries(url.searchParams)),
    body: visible(body),
  }
}

function visible<Value extends Json>(fields: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.has(name)))
}

/** The arrival without `ext-` parameters: as it may be after a detour (switches). */
export function withoutExt(arrival: Arrival): Arrival {
  const kept = Object.entries(arrival.query).filter(([name]) => !name.startsWith('ext-'))
  return { ...arrival, query: Object.fromEntries(kept) }
}

/**
 * Reads a form or JSON body as flat text fields; an unreadable one is empty. Read as text, which leaves it readable for
 * another handler of the same path.
 */
export async function bodyOf(c: Context): Promise<Record<string, string>> {
  const text = await c.req.text()
  if (!c.req.header('content-type')?.includes('json')) return Object.fromEntries(new URLSearchParams(text))
  const fields = Object.entries(objectOf(parseJson(text)))
  return Object.fromEntries(fields.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** The fields that a partial added to a form: Actions get only those named `ulp-*`. */
export function partialFields(body: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name.startsWith('ulp-')))
}
