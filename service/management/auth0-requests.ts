import { ManagementClient } from 'auth0'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Attempt } from './limited-request.ts'
import type { RequestOptions, Urgency } from './management-api.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { headersOf, isTokenRefused, statusOf, toManagementError } from './to-management-error.ts'

/** The tenant's settings for a request to the Management API. */
export interface Auth0Access {
  /** The canonical domain, host[:port]: the Management API exists nowhere else. */
  domain: string
  clientId: string
  clientSecret: string
  fetch?: typeof fetch
}

/** One request of the SDK, with the response that it came in. */
export type SdkCall<T> = (
  client: ManagementClient,
  options: { abortSignal: AbortSignal },
) => Promise<{ data: T; rawResponse: { status: number; headers: Headers } }>

/** Makes requests with the SDK, under the limiter. Throws ManagementError. */
export type SendRequest = <T>(operation: string, options: RequestOptions, call: SdkCall<T>) => Promise<T>

/** Per request, when the caller does not say: a person waits less long than a job. */
const defaultTimeoutsMs: Record<Urgency, number> = {
  waiting: 5_000,
  grant: 10_000,
  removal: 30_000,
  lookup: 1_000,
}

/** No single answer takes longer than this. */
const RESPONSE_TIMEOUT_SECONDS = 10

/** Creates the one place where requests are made, limited, renewed and translated. */
export function createSendRequest(
  access: Auth0Access,
  deps: { limiter: RateLimiter; clock: Clock; log: Log },
): SendRequest {
  let client = createClient(access)
  const attempt = async <T>(call: SdkCall<T>, abortSignal: AbortSignal): Promise<Attempt<T>> => {
    try {
      const { data, rawResponse } = await call(client, { abortSignal })
      return { outcome: 'done', value: data, ...pick(rawResponse) }
    } catch (error) {
      const response = { status: statusOf(error) ?? 0, headers: headersOf(error) }
      if (response.status === 429) return { outcome: 'throttled', ...response }
      return { outcome: 'failed', error, ...response }
    }
  }
  return async (operation, options, call) => {
    const timeoutMs = options.timeoutMs ?? defaultTimeoutsMs[options.urgency]
    const deadline = deps.clock.now() + timeoutMs
    const send = () =>
      deps.limiter.run(signal => attempt(call, signal), {
        urgency: options.urgency,
        onBehalfOf: options.onBehalfOf,
        timeoutMs: Math.max(0, deadline - deps.clock.now()),
      })
    const used = client
    try {
      return await send().catch(error => {
        if (!isTokenRefused(error)) throw error
        // The SDK keeps a token until it expires, also when the tenant has ended it: only a new client asks again.
        if (client === used) client = createClient(access)
        return send()
      })
    } catch (cause) {
      const error = toManagementError(cause)
      if (error.code !== 'not_found')
        deps.log.warn('management.failed', { operation, code: error.code, status: statusOf(cause) })
      throw error
    }
  }
}

/** The SDK's page offers only the items; whether all are there is for the whole response to say, if there is any. */
export function toWhole<Whole, Raw>(page: { response: Whole; rawResponse: Raw }) {
  const whole: Partial<Whole> = page.response ?? {}
  return { data: whole, rawResponse: page.rawResponse }
}

function createClient({ domain, clientId, clientSecret, fetch }: Auth0Access): ManagementClient {
  return new ManagementClient({
    domain,
    clientId,
    clientSecret,
    ...(fetch && { fetch }),
    // The limiter repeats what was throttled, the jobs repeat what failed. A second layer would hide both.
    maxRetries: 0,
    timeoutInSeconds: RESPONSE_TIMEOUT_SECONDS,
  })
}

function pick({ status, headers }: { status: number; headers: Headers }) {
  return { status, headers }
}
