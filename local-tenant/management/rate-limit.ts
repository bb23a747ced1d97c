import type { MiddlewareHandler } from 'hono'
import { meetFault } from '../fault.ts'
import type { Tenant } from '../tenant.ts'
import { ManagementError } from './management-error.ts'

/** The injected fault of the Management API, before anything else is looked at. */
export function injectFault(tenant: Tenant): MiddlewareHandler {
  return async (_c, next) => {
    const status = await meetFault(tenant.switches.managementFault)
    if (status) throw new ManagementError(status, 'injected_fault', `Injected fault: ${status}`)
    await next()
  }
}

/** Every answer of the real API says how much is left, also where a plan's limit is never met. */
const NO_LIMIT = { limit: '1000', remaining: '999' }

/**
 * The tenant-wide token bucket of the Management API, with Auth0's headers: limit, remaining, reset (epoch seconds
 * of the next free token), and `retry-after` in seconds on 429.
 */
export function limitRate(tenant: Tenant): MiddlewareHandler {
  let tokens = 0
  let filledAt = 0
  let bucket: Tenant['switches']['managementRateLimit'] = null
  return async (c, next) => {
    const limit = tenant.switches.managementRateLimit
    const now = tenant.now().getTime()
    if (!limit) {
      c.header('x-ratelimit-limit', NO_LIMIT.limit)
      c.header('x-ratelimit-remaining', NO_LIMIT.remaining)
      c.header('x-ratelimit-reset', String(Math.ceil(now / 1000)))
      return await next()
    }
    if (bucket !== limit) {
      bucket = limit
      tokens = limit.burst
    } else {
      tokens = Math.min(limit.burst, tokens + ((now - filledAt) / 1000) * limit.perSecond)
    }
    filledAt = now
    const isAllowed = tokens >= 1
    if (isAllowed) tokens -= 1
    const waitSeconds = Math.max(0, (1 - tokens) / limit.perSecond)
    c.header('x-ratelimit-limit', String(limit.burst))
    c.header('x-ratelimit-remaining', String(Math.floor(tokens)))
    c.header('x-ratelimit-reset', String(Math.ceil(now / 1000 + waitSeconds)))
    if (!isAllowed) {
      c.header('retry-after', String(Math.max(1, Math.ceil(waitSeconds))))
      throw new ManagementError(429, 'too_many_requests', 'Global limit has been reached')
    }
    await next()
  }
}
