import type { Tenant } from '../tenant.ts'

/** True when the tenant has a custom domain and this origin is it. */
export function isCustomDomain(tenant: Tenant, origin: string): boolean {
  return tenant.switches.customDomain && origin === tenant.customUrl
}

/** `iss` of every token issued through a domain: its origin with a slash. */
export function issuerOf(origin: string): string {
  return `${origin}/`
}
