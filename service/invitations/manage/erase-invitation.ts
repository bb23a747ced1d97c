import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { Invitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../model/new-invitation.ts'
import { changeInvitation, conflict } from './change-invitation.ts'
import { findOwn } from './find-own.ts'
import { toChange } from './to-change.ts'

/** All columns of an invitation that hold personal data. */
const blank = {
  invitee_email: null,
  invitee_phone_number: null,
  inviter_name: null,
  message: null,
  profile: '{}',
  app_metadata: '{}',
  user_metadata: '{}',
  // A released redemption must not revive an erased invitation.
  revoke_on_release: 1,
} as const satisfies Partial<InvitationRow>

/**
 * Takes the personal data out of an invitation, for good; what is counted and its history stay. A pending one is
 * revoked by it. For administrators. Throws InvitationError; `conflict` while its grant is being completed.
 */
export async function eraseInvitation(
  deps: Pick<LifeDeps, 'ledger' | 'now'>,
  { id }: { id: string },
  caller: Inviter,
): Promise<Invitation> {
  const erased = await changeInvitation(
    deps,
    () => findOwn(deps, id, caller),
    async row => {
      if (!caller.permissions.has(GRANT_ANY_PERMISSION))
        throw new InvitationError('forbidden', undefined, 'Only administrators erase.')
      if (row.erased_at !== null) return { change: undefined }
      if (await deps.ledger.hasOpenGrant(id)) throw conflict()
      return { change: toErasure(row, caller, deps.now()) }
    },
  )
  await deps.ledger.writeBack()
  return erased
}

function toErasure(row: InvitationRow, caller: Inviter, now: number) {
  const revocation = decideTransition(row, { type: 'revoke' }, now)
  const isRevoked = revocation.outcome === 'changed'
  const set = { ...blank, erased_at: now }
  const erasure = { outcome: 'changed', set: {}, event: 'erased', mails: false } as const
  const change = toChange(row, isRevoked ? revocation : erasure, { actor: caller, now, set })
  const erased = { type: 'erased', actor: caller } as const
  return isRevoked ? { ...change, events: [...change.events, erased] } : change
}
