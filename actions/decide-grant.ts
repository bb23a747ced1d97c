import { type Grant, METADATA_KEY } from '../contract/calls.ts'
import type { Dictionary } from './event-types.ts'
import type { Gate } from './gate.ts'

/** Metadata that a grant adds: what the user already has stays, and `guestlist` is nobody else's to set. */
export function decideMetadata(existing: Dictionary | undefined, granted: Dictionary): [string, unknown][] {
  return Object.entries(granted).filter(
    ([key]) => key !== METADATA_KEY && !Object.hasOwn(existing ?? {}, key),
  )
}

/**
 * Claims of this login: the roles that the user has in the tenant now, plus in this login only those that were just
 * granted and are not assigned yet; and what the gate file maps from app_metadata.
 */
export function decideClaims(
  user: { roles: readonly string[]; appMetadata: Dictionary | undefined },
  gate: Gate,
  grant?: Grant,
): [string, unknown][] {
  const claims: [string, unknown][] = [
    [gate.claims.roles, [...new Set([...user.roles, ...(grant?.roles ?? [])])]],
  ]
  const sources = [user.appMetadata ?? {}, grant?.app_metadata ?? {}]
  for (const [claim, key] of Object.entries(gate.claims.appMetadata)) {
    const source = sources.find(candidate => Object.hasOwn(candidate, key))
    if (source) claims.push([claim, source[key]])
  }
  return claims
}
