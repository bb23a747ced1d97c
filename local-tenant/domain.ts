import type { Tenant } from './tenant.ts'

/**
 * Which of the tenant's domains a request came in on. The scheme decides (https = canonical): the Host header is the
 * caller's word.
 */
export function isCanonical(requestUrl: string): boolean {
  return requestUrl.startsWith('https:')
}

/** Origin of the domain of a request; issuer of what is issued there is this + `/`. */
export function originOf(tenant: Tenant, requestUrl: string): string {
  return isCanonical(requestUrl) ? tenant.canonicalUrl : tenant.customUrl
}
