import { randomBytes } from 'node:crypto'
import type { Client, RefreshToken } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { objectOf } from './json.ts'
import { hashOf } from './tokens/issue-tokens.ts'

/** https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation */
export function isRotating(client: Client): boolean {
  return objectOf(client.refresh_token).rotation_type === 'rotating'
}

/** Was the token exchanged before, longer ago than the client's leeway? Then somebody else may have it. */
export function isReused(tenant: Tenant, client: Client, token: RefreshToken): boolean {
  if (token.rotated_at === undefined) return false
  const leewaySeconds = Number(objectOf(client.refresh_token).leeway ?? 0)
  return tenant.now().getTime() - Date.parse(token.rotated_at) >= leewaySeconds * 1000
}

/** Gives out the next token of a family; the one before is kept, so that its reuse is noticed. */
export function rotate(tenant: Tenant, token: RefreshToken): string {
  const next = randomBytes(32).toString('base64url')
  const now = tenant.now().toISOString()
  const family_id = familyOf(token)
  token.rotated_at ??= now
  const { rotated_at: _rotated, ...same } = token
  tenant.state.refresh_tokens.push({ ...same, token_hash: hashOf(next), family_id, created_at: now })
  return next
}

/** Ends a refresh token with all that it was rotated from and to. */
export function revokeFamily({ state }: Tenant, token: RefreshToken): void {
  const family = familyOf(token)
  state.refresh_tokens = state.refresh_tokens.filter(other => familyOf(other) !== family)
}

function familyOf({ family_id, token_hash }: RefreshToken): string {
  return family_id ?? token_hash
}
