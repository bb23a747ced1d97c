import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { toChange } from '../manage/to-change.ts'
import { system } from '../model/actor.ts'
import { addressOf } from '../model/address-of.ts'
import type { Guard, InvitationPolicy } from '../model/guard.ts'
import { InvitationError } from '../model/invitation-error.ts'
import { decideTransition } from '../model/lifecycle.ts'

const DAY_MS = 86_400_000
const PER_DAY = 3

export interface RemindDeps {
  ledger: Pick<Ledger, 'changeInvitations' | 'incrementCounter'>
  guard: Pick<Guard, 'takeSending'>
  policy: Pick<InvitationPolicy, 'coolDownSeconds'>
  /** Milliseconds since 1970. */
  now(): number
}

/**
 * Sends an invitation again to somebody who proved its address and was told to open it; not too often, and never one
 * whose link somebody hands out or sends without us. What is not sent is not missed: an earlier message has a link, too.
 */
export async function remindInvitee(deps: RemindDeps, row: InvitationRow): Promise<void> {
  const recipient = addressOf(row)
  const isOurs = row.delivery === 'delivered' && row.vouched_by === null
  if (!isOurs || row.invitee_email === null || !recipient) return
  const now = deps.now()
  const coolDownMs = deps.policy.coolDownSeconds * 1000
  const transition = decideTransition(row, { type: 'resend', coolDownMs }, now)
  if (transition.outcome === 'refused') return
  const windowStart = Math.floor(now / DAY_MS) * DAY_MS
  const counter = { key: `reminder:${row.id}`, windowStart, limit: PER_DAY }
  if (!(await deps.ledger.incrementCounter(counter)).allowed) return
  try {
    await deps.guard.takeSending({
      inviterId: row.inviter_id,
      ...(row.parent_id !== null && { linkId: row.parent_id }),
      recipient,
    })
  } catch (error) {
    if (error instanceof InvitationError) return
    throw error
  }
  // A concurrent change supersedes this reminder.
  await deps.ledger.changeInvitations([toChange(row, transition, { actor: system, now })])
}
