import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { CliError, type exitCodes } from './cli-error.ts'
import type { Profile } from './profile.ts'

/** The service's HTTP API, as far as commands use it. Every method throws CliError. */
export interface ServiceClient {
  /** Where the service is, and the access token that it is shown. */
  identify(): Promise<{ url: string; token: string }>
  /** The JSON of an answer. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T>
  /** The JSON of the answer to a file, which may be of any length. */
  upload<T>(path: string, options: UploadOptions): Promise<T>
  /** Writes the body of an answer to a file. */
  save(path: string, file: string): Promise<void>
  /** The body of an answer as it comes, for exports. */
  stream(path: string, query: Query): Promise<ReadableStream<Uint8Array>>
}

export type Query = Readonly<Record<string, string | undefined>>

interface RequestOptions {
  readonly query?: Query
  readonly upload?: UploadOptions
  readonly body?: object
  readonly idempotencyKey?: string
}

interface UploadOptions {
  readonly query: Query
  readonly type: string
  /** In bytes. */
  readonly size: number
  readonly idempotencyKey: string
  readonly file: Readable
}

interface ErrorBody {
  error?: { code?: string; message?: string; field?: string; limit?: string; request_id?: string }
}

const REQUEST_TIMEOUT_MS = 30_000
/** For 2 GiB over a slow line. */
const UPLOAD_TIMEOUT_MS = 4 * 3_600_000

/** Makes a client that asks for one access token and uses it for all requests. */
export function createServiceClient(profile: Profile): ServiceClient {
  let token: Promise<string> | undefined
  const getToken = () => {
    token ??= 'token' in profile ? Promise.resolve(profile.token) : fetchToken(profile)
    return token
  }
  const send = async (method: string, path: string, options: RequestOptions = {}): Promise<Response> => {
    const url = new URL(profile.url + path)
    for (const [name, value] of Object.entries(options.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value)
    const response = await reach('the service', url, {
      method,
      headers: {
        authorization: `Bearer ${await getToken()}`,
        ...(options.body && { 'content-type': 'application/json' }),
        ...(options.upload && {
          'content-type': options.upload.type,
          'content-length': String(options.upload.size),
        }),
        ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }),
      },
      ...(options.body && { body: JSON.stringify(options.body) }),
      ...(options.upload && { body: Readable.toWeb(options.upload.file), duplex: 'half' }),
    } as RequestInit)
    if (!response.ok) throw await toError(response)
    return response
  }
  return {
    identify: async () => ({ url: profile.url, token: await getToken() }),
    async request<T>(method: string, path: string, options?: RequestOptions) {
      const response = await send(method, path, options)
      return (response.status === 204 ? {} : await response.json()) as T
    },
    async upload<T>(path: string, upload: UploadOptions) {
      const { query, idempotencyKey } = upload
      return (await (await send('POST', path, { query, idempotencyKey, upload })).json()) as T
    },
    async save(path, file) {
      const { body } = await send('GET', path)
      await writeFile(file, body ? Readable.fromWeb(body as NodeStream) : '')
    },
    async stream(path, query) {
      const { body } = await send('GET', path, { query })
      return body ?? new Blob([]).stream()
    },
  }
}

async function fetchToken(profile: Extract<Profile, { clientId: string }>): Promise<string> {
  const response = await reach('the tenant', new URL(profile.tokenUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: profile.clientId,
      client_secret: profile.clientSecret,
      audience: profile.audience,
    }),
  })
  const answer = (await response.json().catch(() => ({}))) as { access_token?: string }
  if (!response.ok || !answer.access_token)
    throw new CliError(
      'denied',
      `The tenant gave no access token (status ${response.status}). Check the client and its grant.`,
    )
  return answer.access_token
}

async function reach(whom: string, url: URL, init: RequestInit): Promise<Response> {
  try {
    const timeoutMs = init.body instanceof ReadableStream ? UPLOAD_TIMEOUT_MS : REQUEST_TIMEOUT_MS
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  } catch (cause) {
    throw new CliError('unreachable', `Cannot reach ${whom} at ${url.origin}.`, { cause })
  }
}

async function toError(response: Response): Promise<CliError> {
  const body = (await response.json().catch(() => ({}))) as ErrorBody
  const { code, message, field, limit, request_id } = body.error ?? {}
  const wait = response.headers.get('retry-after')
  const details = [
    field && `field ${field}`,
    limit && `limit ${limit}`,
    wait && `again in ${wait} s`,
    request_id && `request ${request_id}`,
  ].filter(Boolean)
  const text = `${message ?? 'The service said no.'} (${[code ?? response.status, ...details].join(', ')})`
  return new CliError(kindOf(response.status), text, { body: body.error ?? {} })
}

function kindOf(status: number): keyof typeof exitCodes {
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'not_found'
  if (status === 429) return 'limited'
  if (status >= 500) return status === 501 ? 'refused' : 'unreachable'
  return 'refused'
}
