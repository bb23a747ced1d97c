import { type Gate, isExcepted, isFromBefore } from '../../contract/gate.ts'
import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { TenantUser } from '../management/management-api.ts'

/**
 * Does the gate let this user in, as far as the service can tell? The tenant's Actions have decided that at the login;
 * asked again, so that a session of ours never rests on them alone, and ends when somebody is shut out.
 */
export function isLetIn(
  user: Pick<TenantUser, 'userId' | 'appMetadata' | 'blocked' | 'createdAt' | 'identities'>,
  { gate, isRedeemed }: { gate: Gate; isRedeemed: boolean },
): boolean {
  if (user.blocked) return false
  if (gate.mode !== 'invite-only' || isRedeemed) return true
  const { admitted, refused_at: refusedAt } = readGuestlistMetadata(user.appMetadata)
  if (admitted === true) return true
  if (user.identities.some(({ connection }) => isExcepted(gate, undefined, { name: connection }))) return true
  const { userId, createdAt } = user
  return isFromBefore(gate, { userId, createdAt, refusedAt })
}
