import type { Gate } from '../../contract/gate.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ManagementApi, TenantUser } from '../management/management-api.ts'
import { isAdmitted } from './is-admitted.ts'

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
  const standing = await deps.ledger.findActiveRedemption(account)
  return isAdmitted(user, { gate: deps.gate, isRedeemed: standing !== undefined }) ? user : undefined
}
