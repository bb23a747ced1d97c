import type { Transaction } from 'kysely'
import type { Ledger, RedeemResult, RedemptionAttempt } from './ledger.ts'
import { insertWork } from './outbox-queries.ts'
import type { Database, InvitationRow } from './schema.ts'
import type { Engine } from './transact.ts'
import { workPriority } from './work-priority.ts'

/** Thrown inside a transaction so that what was done in it is undone. */
class Undo extends Error {
  readonly because: 'user_had_theirs' | 'handoff_taken'

  constructor(because: Undo['because']) {
    super(`not redeemed: ${because}`)
    this.name = 'Undo'
    this.because = because
  }
}

/** The one use of an invitation by one user. */
export function redeemQueries({ transact }: Engine): Pick<Ledger, 'redeem'> {
  return {
    async redeem(attempt) {
      try {
        return await transact(t => redeem(t, attempt))
      } catch (error) {
        if (!(error instanceof Undo)) throw error
        if (error.because === 'user_had_theirs') return transact(t => repeatOrRefuse(t, attempt))
        return { outcome: 'refused', reason: error.because }
      }
    },
  }
}

/**
 * The conditional update comes first: it locks the invitation, so that on any engine all else is decided one attempt
 * after the other, and those who come too late have written nothing.
 */
async function redeem(t: Transaction<Database>, attempt: RedemptionAttempt): Promise<RedeemResult> {
  const { redemption, grantAt } = attempt
  const invitation = await useOnce(t, attempt)
  if (!invitation) return repeatOrRefuse(t, attempt)
  const stored = await t
    .insertInto('redemptions')
    .values({ ...redemption, granted_at: null })
    .onConflict(conflict => conflict.columns(['invitation_id', 'user_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!stored) throw new Undo('user_had_theirs')
  if (!(await takeHandoff(t, attempt))) throw new Undo('handoff_taken')
  const grant = {
    kind: 'grant',
    subject: redemption.id,
    generation: 0,
    priority: workPriority.grant,
  } as const
  await insertWork(t, { ...grant, available_at: grantAt }, redemption.redeemed_at)
  return { outcome: 'redeemed', redemption: stored, invitation }
}

/** Counts one use, if the invitation still has one in this generation; a personal one is accepted by it. */
function useOnce(t: Transaction<Database>, { redemption, generation }: RedemptionAttempt) {
  const now = redemption.redeemed_at
  return t
    .updateTable('invitations')
    .set(eb => ({
      uses: eb('uses', '+', 1),
      status: eb
        .case()
        .when('kind', '=', 'personal')
        .then('accepted' as const)
        .else(eb.ref('status'))
        .end(),
      accepted_at: eb.case().when('kind', '=', 'personal').then(now).else(eb.ref('accepted_at')).end(),
      updated_at: now,
    }))
    .where('id', '=', redemption.invitation_id)
    .where('generation', '=', generation)
    .where('status', '=', 'pending')
    .whereRef('uses', '<', 'max_uses')
    .returningAll()
    .executeTakeFirst()
}

/** Notes who redeems a handoff: one user, once. */
async function takeHandoff(t: Transaction<Database>, { redemption, generation }: RedemptionAttempt) {
  const { numUpdatedRows } = await t
    .updateTable('handoffs')
    .set({ redeemed_by: redemption.user_id })
    .where('ref', '=', redemption.handoff_ref)
    .where('invitation_id', '=', redemption.invitation_id)
    .where('generation', '=', generation)
    .where('redeemed_by', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The same account gets what it got before; the same user id in a new account, or anybody else, is told why not. */
async function repeatOrRefuse(t: Transaction<Database>, attempt: RedemptionAttempt): Promise<RedeemResult> {
  const { invitation_id, user_id, user_created_at } = attempt.redemption
  const invitation = await t
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', invitation_id)
    .executeTakeFirst()
  if (!invitation) return { outcome: 'refused', reason: 'revoked' }
  const redemption = await t
    .selectFrom('redemptions')
    .selectAll()
    .where('invitation_id', '=', invitation_id)
    .where('user_id', '=', user_id)
    .where('user_created_at', '=', user_created_at)
    .executeTakeFirst()
  if (!redemption || invitation.status === 'revoked')
    return { outcome: 'refused', reason: reasonOf(invitation, attempt.generation) }
  // Whoever waits at the end of this handoff finds the redemption through it, or is too late: that changes nothing here.
  await takeHandoff(t, attempt)
  return { outcome: 'repeated', redemption, invitation }
}

function reasonOf({ status, generation }: InvitationRow, wanted: number): 'revoked' | 'replaced' | 'used' {
  if (status === 'revoked' || status === 'declined') return 'revoked'
  return generation === wanted ? 'used' : 'replaced'
}
