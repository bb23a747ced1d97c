import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Clock } from '../base/clock.ts'
import {
  findCheckedAddresses,
  type Resolve,
  type ResolvedAddress,
  systemResolve,
} from './checked-addresses.ts'
import { isPublicAddress } from './is-public-address.ts'

/** The time limit of a whole attempt: name, connection, answer. */
export const WEBHOOK_TIMEOUT_MS = 5_000
/** The receiver's answer is ignored; this much of it is read, so that the connection is not cut off in the middle. */
const MAX_ANSWER_BYTES = 16 * 1024

export interface WebhookRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The result of a request, with closed codes and nothing of the receiver's text. */
export type SendResult =
  | { outcome: 'answered'; status: number; retryAfterMs: number | undefined }
  | { outcome: 'failed'; code: SendFailure }

export type SendFailure = 'address_not_allowed' | 'unresolvable' | 'unreachable' | 'untrusted' | 'timeout'

/** Makes one request to a receiver. Never throws, follows no redirect. */
export type SendWebhook = (request: WebhookRequest) => Promise<SendResult>

export interface SenderOptions {
  clock: Clock
  /** Receivers at http://localhost are allowed: only when the service itself runs there. */
  allowsLocalhost: boolean
  resolve?: Resolve
  isPublic?: (address: string) => boolean
  /** PEM of the authority to trust in place of Node's own. */
  certificateAuthority?: string
}

/** Creates the one way in which the service makes requests to addresses that it did not choose itself. */
export function createWebhookSender(options: SenderOptions): SendWebhook {
  const { clock, resolve = systemResolve, isPublic = isPublicAddress } = options
  return async request => {
    const abort = new AbortController()
    const cancel = clock.schedule(WEBHOOK_TIMEOUT_MS, () => abort.abort())
    try {
      const url = new URL(request.url)
      const checked = await orTimeout(
        findCheckedAddresses(url, { ...options, resolve, isPublic }),
        abort.signal,
      )
      if (!checked) return { outcome: 'failed', code: 'timeout' }
      if (checked.outcome === 'refused') return { outcome: 'failed', code: checked.code }
      return await post(url, request, {
        lookup: toLookup(checked.addresses),
        signal: abort.signal,
        ca: options.certificateAuthority,
        now: clock.now,
      })
    } finally {
      cancel()
    }
  }
}

interface Connection {
  lookup: LookupFunction
  signal: AbortSignal
  ca: string | undefined
  now: () => number
}

function post(url: URL, { headers, body }: WebhookRequest, connection: Connection): Promise<SendResult> {
  const { lookup, signal, ca, now } = connection
  return new Promise(resolve => {
    const request = begin(url, { method: 'POST', headers, lookup, signal, ca })
    let result: SendResult | undefined
    request.on('response', response => {
      const { statusCode: status = 0, headers } = response
      const retryAfterMs = parseRetryAfter(headers['retry-after'], now())
      // The status alone counts: the rest of the answer changes nothing, even when it never ends.
      result = { outcome: 'answered', status, retryAfterMs }
      readSome(response)
    })
    request.on('error', error => {
      result ??= { outcome: 'failed', code: signal.aborted ? 'timeout' : toFailure(error) }
    })
    // Comes last in any case; without answer and error after an upgrade that nobody asked for.
    request.on('close', () => resolve(result ?? { outcome: 'failed', code: 'unreachable' }))
    request.end(body)
  })
}

interface RequestOptions {
  method: 'POST'
  headers: Readonly<Record<string, string>>
  lookup: LookupFunction
  signal: AbortSignal
  ca: string | undefined
}

/** `agent: false`: a connection of its own, so that none that was checked earlier, for another name, is used again. */
function begin(url: URL, options: RequestOptions): ClientRequest {
  return url.protocol === 'https:'
    ? requestHttps(url, { ...options, agent: false })
    : requestHttp(url, { ...options, agent: false })
}

/** Answers every question for an address with those that were checked. */
function toLookup(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses
    if (all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}

function readSome(response: IncomingMessage): void {
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) response.destroy()
  })
  // The time was over, or the connection lost: the status was there before.
  response.on('error', () => {})
}

function toFailure(error: Error): SendFailure {
  const code = 'code' in error ? String(error.code) : ''
  return /^(CERT|DEPTH_ZERO|ERR_SSL|ERR_TLS|EPROTO|HOSTNAME|SELF_SIGNED|UNABLE_TO)/.test(code)
    ? 'untrusted'
    : 'unreachable'
}

/** Undefined when the signal comes first: a resolver cannot be called off. */
function orTimeout<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
    promise.then(resolve, reject)
  })
}

/**
 * Reads the `Retry-After` of an answer, seconds or a date (RFC 9110 §10.2.3), as milliseconds from `now`; undefined for
 * none, or for one that makes no sense.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const delayMs = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(delayMs) && delayMs >= 0 ? delayMs : undefined
}
