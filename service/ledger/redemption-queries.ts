import type { Ledger } from './ledger.ts'
import type { Engine } from './transact.ts'

type Queries = Pick<
  Ledger,
  | 'findRedemption'
  | 'findRedemptionsOfUser'
  | 'findRedemptionsOfInvitation'
  | 'findRedemptionOfHandoff'
  | 'findStandingRedemption'
  | 'markGranted'
>

/** Queries about redemptions; how one comes about is in `redeem.ts`. */
export function redemptionQueries({ db, transact }: Engine): Queries {
  const redemptions = db.selectFrom('redemptions').selectAll('redemptions')
  return {
    findRedemption: id => redemptions.where('id', '=', id).executeTakeFirst(),
    findRedemptionsOfUser: userId =>
      redemptions.where('user_id', '=', userId).orderBy('redeemed_at').execute(),
    findRedemptionsOfInvitation: invitationId =>
      redemptions.where('invitation_id', '=', invitationId).orderBy('redeemed_at').execute(),

    findRedemptionOfHandoff: ref =>
      redemptions
        .innerJoin('handoffs', join =>
          join
            .onRef('handoffs.invitation_id', '=', 'redemptions.invitation_id')
            .onRef('handoffs.redeemed_by', '=', 'redemptions.user_id'),
        )
        .where('handoffs.ref', '=', ref)
        .executeTakeFirst(),

    async findStandingRedemption({ userId, createdAt }) {
      const redemption = await redemptions
        .innerJoin('invitations', 'invitations.id', 'redemptions.invitation_id')
        .where('user_id', '=', userId)
        .where('user_created_at', '=', createdAt)
        .where('invitations.status', '!=', 'revoked')
        .orderBy('redeemed_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (!redemption) return undefined
      const { invitation_id } = redemption
      const query = db.selectFrom('invitations').selectAll().where('id', '=', invitation_id)
      return { redemption, invitation: await query.executeTakeFirstOrThrow() }
    },

    markGranted: (id, now) =>
      transact(async t => {
        await t.updateTable('redemptions').set({ granted_at: now }).where('id', '=', id).execute()
      }),
  }
}
