import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { Invitation } from '../model/invitation.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { maxTtlSecondsOf } from '../model/max-ttl.ts'
import type { Inviter } from '../model/new-invitation.ts'
import { assertTtl } from './assert-terms.ts'
import { changeInvitation, type Plan } from './change-invitation.ts'
import { findOwn } from './find-own.ts'
import { reserveForRevival } from './reserve-address.ts'
import { assertChanged, toChange } from './to-change.ts'

type ExtendDeps = Pick<LifeDeps, 'ledger' | 'policy' | 'now'>

/**
 * Gives an invitation more time, counted from now, also when it has expired: its link goes on working, so nothing is
 * sent, but for a message that nobody could send before it expired. Throws InvitationError.
 */
export function extendInvitation(
  deps: ExtendDeps,
  { id, ttlSeconds }: { id: string; ttlSeconds?: number | undefined },
  caller: Inviter,
): Promise<Invitation> {
  const plan = async (row: InvitationRow): Promise<Plan> => {
    const now = deps.now()
    const seconds = ttlSeconds ?? row.ttl_ms / 1000
    assertTtl(seconds, maxTtlSecondsOf(row, deps.policy))
    const transition = decideTransition(row, { type: 'extend', expiresAt: now + seconds * 1000 }, now)
    assertChanged(transition)
    // Work that came too late was dropped; where it is still queued, this changes nothing.
    const isUnsent = row.delivery_status === 'queued' && now >= row.expires_at
    const change = toChange(row, { ...transition, mails: isUnsent }, { actor: caller, now })
    return { change, ...(await reserveForRevival(deps, row, now, caller)) }
  }
  return changeInvitation(deps, () => findOwn(deps, id, caller), plan)
}
