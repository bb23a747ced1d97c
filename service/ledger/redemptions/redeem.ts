import type { Transaction } from 'kysely'
import { decideTransition } from '../../invitations/model/lifecycle.ts'
import type { Engine } from '../engine/transact.ts'
import { insertEvents } from '../events/insert-events.ts'
import type { Ledger, RedeemResult, RedemptionAttempt } from '../ledger.ts'
import type { Database, HandoffRow, InvitationRow, RedemptionRow } from '../schema/schema.ts'
import { workPriority } from '../schema/work-priority.ts'
import { insertWork } from '../work/outbox-queries.ts'
import { toJoiningFacts } from './handoff-queries.ts'

/** The one use of an invitation by one user. */
export function redeemQueries(engine: Engine): Pick<Ledger, 'redeem'> {
  return { redeem: attempt => engine.transact(t => redeem(engine, t, attempt)) }
}

/**
 * The lock comes first, so that on any engine all else is decided one attempt after the other; what sent the invitation
 * is locked after it, by everybody in this order. Nothing is written before the last reason to refuse.
 */
async function redeem(
  engine: Engine,
  t: Transaction<Database>,
  attempt: RedemptionAttempt,
): Promise<RedeemResult> {
  const { redemption, parent } = attempt
  const row = await engine.locks.lockInvitation(t, redemption.invitation_id)
  if (!row) return { outcome: 'refused', reason: 'revoked' }
  const use = useOf(row, attempt.generation, redemption.redeemed_at)
  if (!use || (await hasRedeemed(t, row, redemption.user_id))) return repeatOrRefuse(t, row, attempt)
  const sender = parent && (await engine.locks.lockInvitation(t, parent.id))
  const useOfSender = sender && useOf(sender, parent.generation, redemption.redeemed_at)
  if (sender && !useOfSender) return { outcome: 'refused', reason: reasonOf(sender, parent.generation) }
  const handoff = await takeHandoff(t, attempt)
  if (!handoff) return { outcome: 'refused', reason: 'handoff_taken' }

  const stored = await insertRedemption(t, redemption)
  const invitation = await writeUse(engine, t, { row, use, redemption: stored, handoff })
  if (sender && useOfSender)
    await writeUse(engine, t, { row: sender, use: useOfSender, redemption: stored, handoff })
  await queueWork(t, invitation, attempt)
  return { outcome: 'redeemed', redemption: stored, invitation }
}

/** What one more use makes of an invitation; undefined if there is none in this generation. */
function useOf(row: InvitationRow, generation: number, now: number) {
  if (row.generation !== generation) return undefined
  const transition = decideTransition(row, { type: 'redeem' }, now)
  return transition.outcome === 'changed' ? transition.set : undefined
}

/** Has this user id been here before, in this account or in one that was deleted since? */
async function hasRedeemed(t: Transaction<Database>, row: InvitationRow, userId: string): Promise<boolean> {
  if (row.uses === 0) return false
  const mine = t.selectFrom('redemptions').select('id').where('invitation_id', '=', row.id)
  return (await mine.where('user_id', '=', userId).executeTakeFirst()) !== undefined
}

/** Notes who redeems a handoff: one user, once. */
async function takeHandoff(t: Transaction<Database>, { redemption, generation }: RedemptionAttempt) {
  return t
    .updateTable('handoffs')
    .set({ redeemed_by: redemption.user_id })
    .where('ref', '=', redemption.handoff_ref)
    .where('invitation_id', '=', redemption.invitation_id)
    .where('generation', '=', generation)
    .where('redeemed_by', 'is', null)
    .returning(['terms_version', 'terms_agreed_at', 'answers'])
    .executeTakeFirst()
}

async function insertRedemption(t: Transaction<Database>, redemption: RedemptionAttempt['redemption']) {
  const row: RedemptionRow = { overwrite: null, ...redemption, granted_at: null }
  await t.insertInto('redemptions').values(row).execute()
  return row
}

interface CountedUse {
  row: InvitationRow
  use: NonNullable<ReturnType<typeof useOf>>
  redemption: RedemptionRow
  /** What was agreed to and filled in when the Accept was pressed that led here. */
  handoff: Pick<HandoffRow, 'terms_version' | 'terms_agreed_at' | 'answers'>
}

/** Counts the use. What is used up by it is another version from then on, and says so in its history. */
async function writeUse(
  engine: Engine,
  t: Transaction<Database>,
  { row, use, redemption, handoff }: CountedUse,
) {
  const isUsedUp = use.status !== undefined
  const set = {
    ...use,
    version: isUsedUp ? row.version + 1 : row.version,
    updated_at: redemption.redeemed_at,
  }
  await t.updateTable('invitations').set(set).where('id', '=', row.id).execute()
  // A use of a link that others can still use is in the history of the invitation that it sent.
  if (isUsedUp || redemption.invitation_id === row.id)
    await insertEvents(engine, t, {
      invitationId: row.id,
      at: redemption.redeemed_at,
      events: [toEvent({ row, use, redemption, handoff })],
    })
  return { ...row, ...set }
}

function toEvent({ row, use: { status, uses }, redemption, handoff }: CountedUse) {
  const { id, user_id, account, connection, client_id } = redemption
  return {
    type: 'accepted',
    actor: { kind: 'invitee', id: user_id },
    before: { status: row.status, uses: row.uses },
    after: {
      status: status ?? row.status,
      uses,
      redemption: id,
      user_id,
      account,
      connection,
      client_id,
      ...toJoiningFacts(handoff),
      ...(row.parent_id !== null && { parent_id: row.parent_id }),
    },
  } as const
}

async function queueWork(t: Transaction<Database>, row: InvitationRow, attempt: RedemptionAttempt) {
  const { id: subject, redeemed_at: now } = attempt.redemption
  const { grant, inviter_mail } = workPriority
  await insertWork(
    t,
    { kind: 'grant', subject, generation: 0, priority: grant, available_at: attempt.grantAt },
    now,
  )
  if (row.notify_inviter === 0) return
  await insertWork(
    t,
    { kind: 'inviter_mail', subject, generation: 0, priority: inviter_mail, available_at: now },
    now,
  )
}

/** Repeats the result for this account; a new account with this user id, or anybody else, is told why not. */
async function repeatOrRefuse(
  t: Transaction<Database>,
  invitation: InvitationRow,
  attempt: RedemptionAttempt,
): Promise<RedeemResult> {
  const { user_id, user_created_at } = attempt.redemption
  const redemption = await t
    .selectFrom('redemptions')
    .selectAll()
    .where('invitation_id', '=', invitation.id)
    .where('user_id', '=', user_id)
    .where('user_created_at', '=', user_created_at)
    .executeTakeFirst()
  if (!redemption || invitation.status === 'revoked')
    return { outcome: 'refused', reason: reasonOf(invitation, attempt.generation) }
  // Whoever waits at the end of this handoff finds the redemption through it, or is too late: that changes nothing here.
  await takeHandoff(t, attempt)
  return { outcome: 'repeated', redemption, invitation }
}

function reasonOf({ status, generation }: InvitationRow, wanted: number) {
  if (status === 'revoked' || status === 'declined') return status
  return generation === wanted ? 'used' : 'replaced'
}
