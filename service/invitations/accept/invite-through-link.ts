import type { RefusalCode } from '../../../contract/refusal.ts'
import type { AddressReservation } from '../../ledger/invitations/change.ts'
import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { MAX_ATTEMPTS } from '../manage/change-invitation.ts'
import { toChange } from '../manage/to-change.ts'
import { freshState, type NewRow } from '../manage/to-new-row.ts'
import { invitee } from '../model/actor.ts'
import { InvitationError } from '../model/invitation-error.ts'
import type { LifeDeps } from '../model/life-deps.ts'
import { decideTransition } from '../model/lifecycle.ts'
import { normaliseEmail } from '../model/normalise-address.ts'
import { rowId } from '../model/row-id.ts'
import { codeOfState } from './code-of-state.ts'
import { type InvitationKey, openInvitation } from './open-invitation.ts'

/** The lifetime of the message that a link for several people sends. */
const CHILD_TTL_MS = 60 * 60_000

type LinkRequestDeps = Pick<LifeDeps, 'ledger' | 'guard' | 'policy' | 'now' | 'randomId'>

/** The outcome is for the log only; the person gets one answer in every case. */
export type LinkRequestOutcome =
  | { outcome: 'sent' }
  | {
      outcome: 'refused'
      code:
        | RefusalCode
        | 'invalid_address'
        | 'domain_not_allowed'
        | 'already_joined'
        | 'limit_reached'
        | 'conflict'
    }

/**
 * Sends an invitation of their own to whoever gave their address to a shared or domain invitation: with its grant, for
 * one use, for an hour. Only the mailbox gets to see it. The answer to the person must not depend on the outcome.
 */
export async function inviteThroughLink(
  deps: LinkRequestDeps,
  key: InvitationKey,
  { email: typed, ip }: { email: string; ip?: string | undefined },
): Promise<LinkRequestOutcome> {
  const opened = await openInvitation(deps, key)
  if (opened.state !== 'live') return refused(codeOfState(opened.state))
  const { invitation: link } = opened
  if (link.kind === 'personal') return refused('invitation_required')
  const email = normaliseEmail(typed)
  if (email === null) return refused('invalid_address')
  // The hosts must be equal: both are normalised, and neither a longer name nor a subdomain counts.
  if (link.domain !== null && email.slice(email.lastIndexOf('@') + 1) !== link.domain)
    return refused('domain_not_allowed')
  if (!deps.guard.isAllowedAddress({ email })) return refused('domain_not_allowed')
  try {
    await deps.guard.takeSending({ inviterId: link.inviterId, linkId: link.id, recipient: { email }, ip })
  } catch (error) {
    if (error instanceof InvitationError && error.code === 'limit_reached') return refused('limit_reached')
    throw error
  }
  if (await deps.ledger.hasAcceptedChild({ email }, link.id)) return refused('already_joined')
  const ofInviter = await deps.guard.decideAtAcceptance(link)
  return ofInviter.outcome === 'refused' ? ofInviter : sendChild(deps, key, email)
}

async function sendChild(
  deps: LinkRequestDeps,
  key: InvitationKey,
  email: string,
): Promise<LinkRequestOutcome> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const link = await deps.ledger.findInvitation(key.invitationId)
    if (link?.generation !== key.generation) return refused('invitation_replaced')
    const pending = await deps.ledger.findPendingInvitations({ email }, link.id)
    const reservation = {
      address: { email },
      parentId: link.id,
      pending: pending.map(({ id, version }) => ({ id, version })),
    }
    const earlier = pending.find(({ parent_generation }) => parent_generation === link.generation)
    const sent = earlier
      ? await sendAgain(deps, { link, child: earlier, reservation })
      : await deps.ledger.createInvitation(toChild(deps, link, email), { mail: true, reservation })
    if (sent === 'too_soon') return refused('limit_reached')
    if (sent) return { outcome: 'sent' }
  }
  return refused('conflict')
}

/** A second request resends the one invitation, and only the newest message opens it. */
async function sendAgain(
  deps: LinkRequestDeps,
  {
    link,
    child,
    reservation,
  }: { link: InvitationRow; child: InvitationRow; reservation: AddressReservation },
): Promise<boolean | 'too_soon'> {
  const now = deps.now()
  const coolDownMs = deps.policy.coolDownSeconds * 1000
  const operation = { type: 'resend', coolDownMs, expiresAt: childExpiresAt(link, now) } as const
  const transition = decideTransition(child, operation, now)
  if (transition.outcome === 'refused') return transition.code === 'too_soon' ? 'too_soon' : false
  return deps.ledger.changeInvitations([toChange(child, transition, { actor: invitee, now })], reservation)
}

function toChild({ now }: LinkRequestDeps, link: InvitationRow, email: string): NewRow {
  const at = now()
  return {
    ...link,
    ...freshState(at),
    // The link's granter also answers for the grant of this invitation.
    granted_by_id: link.granted_by_id,
    granted_by_kind: link.granted_by_kind,
    granted_by_via: link.granted_by_via,
    id: rowId('inv', at),
    kind: 'personal',
    parent_id: link.id,
    parent_generation: link.generation,
    delivery: 'delivered',
    delivery_status: 'queued',
    vouched_by: null,
    queued_at: at,
    invitee_email: email,
    domain: null,
    max_uses: 1,
    expires_at: childExpiresAt(link, at),
    ttl_ms: CHILD_TTL_MS,
  }
}

/** Never longer than the link itself. */
function childExpiresAt(link: InvitationRow, now: number): number {
  return Math.min(now + CHILD_TTL_MS, link.expires_at)
}

function refused(code: Extract<LinkRequestOutcome, { outcome: 'refused' }>['code']): LinkRequestOutcome {
  return { outcome: 'refused', code }
}
