import type { RefusalCode } from '../../../contract/refusal.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { MAX_ATTEMPTS } from '../manage/change-invitation.ts'
import { reserveForRevival } from '../manage/reserve-address.ts'
import { toChange } from '../manage/to-change.ts'
import { invitee } from '../model/actor.ts'
import { toInvitation } from '../model/invitation.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { maxTtlSecondsOf } from '../model/max-ttl.ts'
import { leadsToMessage } from '../model/seen-link.ts'
import { refuseToSend } from './ask-for-message.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'

/** An invitee who loses the renewed message too has to ask the inviter. */
const PER_DAY = 1

type RenewalDeps = Pick<LifeDeps, 'ledger' | 'guard' | 'policy' | 'now'>

/** The outcome is for the log only; the person gets one answer in every case. */
export type RenewalOutcome =
  | { outcome: 'sent' }
  | { outcome: 'refused'; code: RefusalCode | 'not_expired' | InvitationError['code'] }

/**
 * Sends an expired invitation again because the holder of its link asks for it: to the address that it was for and
 * nobody else, once a day, for as long as it was first good for, and only if its inviter could still send it. The answer
 * to the person must not depend on the outcome.
 */
export async function requestRenewal(
  deps: RenewalDeps,
  key: InvitationKey,
  { ip }: { ip?: string | undefined } = {},
): Promise<RenewalOutcome> {
  const opened = await openInvitation(deps, key)
  if (opened.state !== 'expired') return refused('not_expired')
  try {
    const asked = { counter: 'renewal', perDay: PER_DAY, ip } as const
    return (await refuseToSend(deps, opened.invitation, asked)) ?? (await sendRenewal(deps, key))
  } catch (error) {
    if (error instanceof InvitationError) return refused(error.code)
    throw error
  }
}

async function sendRenewal(deps: RenewalDeps, key: InvitationKey): Promise<RenewalOutcome> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const row = await deps.ledger.findInvitation(key.invitationId)
    if (!row || !isLinkOf(row, key)) return refused('invitation_replaced')
    const now = deps.now()
    const expiresAt = await findEnd(deps, row, now)
    if (expiresAt === undefined) return refused('invitation_expired')
    const transition = decideTransition(row, { type: 'renew', expiresAt }, now)
    if (transition.outcome === 'refused') return refused('not_expired')
    const { reservation, relatedChanges = [] } = await reserveForRevival(deps, row, now)
    const change = toChange(row, transition, { actor: invitee, now })
    if (await deps.ledger.changeInvitations([...relatedChanges, change], reservation))
      return { outcome: 'sent' }
  }
  return refused('conflict')
}

/** A link handed out earlier still counts once its message has been sent. */
function isLinkOf(row: InvitationRow, { generation }: InvitationKey): boolean {
  return row.generation === generation || leadsToMessage(toInvitation(row), generation)
}

/** Returns an end with the original lifetime; undefined if the link that sent the invitation has ended. */
async function findEnd(deps: RenewalDeps, row: InvitationRow, now: number): Promise<number | undefined> {
  const ttlMs = Math.min(row.ttl_ms, maxTtlSecondsOf(row, deps.policy) * 1000)
  if (row.parent_id === null || row.parent_generation === null) return now + ttlMs
  const sender = { invitationId: row.parent_id, generation: row.parent_generation }
  const opened = await openInvitation(deps, sender)
  if (opened.state !== 'live') return undefined
  return Math.min(now + ttlMs, opened.invitation.expiresAt.getTime())
}

function refused(code: Extract<RenewalOutcome, { outcome: 'refused' }>['code']): RenewalOutcome {
  return { outcome: 'refused', code }
}
