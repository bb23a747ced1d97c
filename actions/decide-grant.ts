import type { Grant } from '../contract/calls.ts'
import type { Gate } from '../contract/gate.ts'
import { isOwnMetadataKey } from '../contract/guestlist-metadata.ts'
import type { Dictionary } from './event-types.ts'

/**
 * Metadata that a grant adds. What the user already has stays, unless `overwrite` names it; keys of ours are nobody else's
 * to set; and null, which Auth0 takes for "remove this key", is not given at all.
 */
export function decideMetadata(
  existing: Dictionary | undefined,
  granted: Dictionary,
  overwrite: readonly string[],
): [string, unknown][] {
  return Object.entries(granted).filter(
    ([key, value]) =>
      !isOwnMetadataKey(key) &&
      value !== null &&
      (overwrite.includes(key) || !Object.hasOwn(existing ?? {}, key)),
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
  // The metadata as this login will have written it.
  const given = grant ? decideMetadata(user.appMetadata, grant.app_metadata, grant.overwrite) : []
  const appMetadata = new Map([...Object.entries(user.appMetadata ?? {}), ...given])
  for (const [claim, key] of Object.entries(gate.claims.appMetadata))
    if (appMetadata.has(key)) claims.push([claim, appMetadata.get(key)])
  return claims
}
