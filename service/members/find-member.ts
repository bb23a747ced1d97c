import { type Gate, isExcepted, isFromBefore } from '../../contract/gate.ts'
import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ManagementApi, TenantUser } from '../management/management-api.ts'

export interface FindMemberDeps {
  readonly management: Pick<ManagementApi, 'findUser'>
  readonly ledger: Pick<Ledger, 'findActiveRedemption'>
  readonly gate: Gate
}

/** Reads a user who may have a session with us, afresh; undefined for anybody else. Throws ManagementError. */
export async function findMember(deps: FindMemberDeps, userId: string): Promise<TenantUser | undefined> {
  const user = await deps.management.findUser(userId, { urgency: 'waiting' })
  if (!user) return undefined
  const account = { userId, createdAt: user.createdAt.getTime() }
  const active = await deps.ledger.findActiveRedemption(account)
  return isAdmitted(user, { gate: deps.gate, isRedeemed: active !== undefined }) ? user : undefined
}

/**
 * Does the gate let this user in, as far as the service can tell? The tenant's Actions have decided that at the login;
 * asked again, so that a session of ours never rests on them alone, and ends when somebody is shut out.
 */
export function isAdmitted(
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
