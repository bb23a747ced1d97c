import { normaliseDomain } from '../invitations/model/normalise-address.ts'

/** One domain, or all domains below one. */
export interface DomainRule {
  /** Normalised, as in addresses. */
  readonly host: string
  readonly isWildcard: boolean
}

const WILDCARD = '*.'

/** Reads `example.com` or `*.example.com`, in any script; null for anything else. */
export function parseDomainRule(text: string): DomainRule | null {
  const isWildcard = text.startsWith(WILDCARD)
  const host = normaliseDomain(isWildcard ? text.slice(WILDCARD.length) : text)
  return host === null ? null : { host, isWildcard }
}

/**
 * Does a rule mean this host, which is normalised? Compared whole or at a dot, never by the end of a text: neither
 * `evil-example.com` nor `example.com.evil.com` is `*.example.com`, and nor is `example.com` itself.
 */
export function isMeantBy({ host, isWildcard }: DomainRule, candidate: string): boolean {
  return isWildcard ? candidate.endsWith(`.${host}`) : candidate === host
}
