import type { Engine } from '../engine/transact.ts'
import { insertEvents } from '../events/insert-events.ts'
import type { NewEvent } from '../invitations/change.ts'
import type { Ledger } from '../ledger.ts'
import type { RedemptionRow } from '../schema/schema.ts'
import { isHeld } from '../work/outbox-queries.ts'
import { eraseAnswers } from './handoff-queries.ts'

type Queries = Pick<
  Ledger,
  | 'findRedemption'
  | 'findRedemptionsOfUser'
  | 'findRedemptionsOfInvitation'
  | 'findRedemptionsOfInvitations'
  | 'hasOpenGrant'
  | 'findRedemptionOfHandoff'
  | 'findStandingRedemption'
  | 'findInvitationsOfUser'
  | 'markGranted'
  | 'markGrantFailed'
>

/** The latest: nobody looks further back. */
const MAX_OF_USER = 500

/** Queries about redemptions; how one comes about is in `redeem.ts`. */
export function redemptionQueries(engine: Engine): Queries {
  const { db, transact } = engine
  const redemptions = db.selectFrom('redemptions').selectAll('redemptions')
  return {
    findRedemption: id => redemptions.where('id', '=', id).executeTakeFirst(),
    findRedemptionsOfUser: userId =>
      redemptions.where('user_id', '=', userId).orderBy('redeemed_at').execute(),
    findRedemptionsOfInvitation: invitationId =>
      redemptions.where('invitation_id', '=', invitationId).orderBy('redeemed_at').execute(),
    async findRedemptionsOfInvitations(invitationIds) {
      if (invitationIds.length === 0) return []
      return redemptions.where('invitation_id', 'in', invitationIds).orderBy('redeemed_at').execute()
    },

    async hasOpenGrant(invitationId) {
      const open = await db
        .selectFrom('outbox')
        .select('id')
        .where('kind', '=', 'grant')
        .where('failed_at', 'is', null)
        .where('subject', 'in', eb =>
          eb
            .selectFrom('redemptions')
            .select('redemptions.id')
            .where('redemptions.invitation_id', 'in', own =>
              own
                .selectFrom('invitations')
                .select('invitations.id')
                .where(is =>
                  is.or([
                    is('invitations.id', '=', invitationId),
                    is('invitations.parent_id', '=', invitationId),
                  ]),
                ),
            ),
        )
        .limit(1)
        .executeTakeFirst()
      return open !== undefined
    },

    async findInvitationsOfUser(userId) {
      const latest = redemptions.where('user_id', '=', userId).orderBy('redeemed_at', 'desc')
      const found = (await latest.limit(MAX_OF_USER).execute()).reverse()
      const ids = found.map(({ invitation_id }) => invitation_id)
      if (ids.length === 0) return []
      const rows = await db.selectFrom('invitations').selectAll().where('id', 'in', ids).execute()
      return found.flatMap(redemption => {
        const invitation = rows.find(({ id }) => id === redemption.invitation_id)
        return invitation ? [{ redemption, invitation }] : []
      })
    },

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
        const update = t.updateTable('redemptions').set({ granted_at: now }).where('id', '=', id)
        const granted = await update.where('granted_at', 'is', null).returningAll().executeTakeFirst()
        if (!granted) return
        // Whatever was filled in is in the tenant now, and a use of it there will not be.
        await eraseAnswers(t, granted.invitation_id)
        await insertEvents(engine, t, toHistory(granted, 'grant_completed', now))
      }),

    markGrantFailed: (id, code, now, claim) =>
      transact(async t => {
        // Together with its work, so that the history says it once, also when a crash comes in between.
        // The claim stays: whoever has it writes its end right after this.
        const work = t.updateTable('outbox').set({ failed_at: now, last_error: code })
        const open = work.where('kind', '=', 'grant').where('subject', '=', id).where('failed_at', 'is', null)
        const mine = claim ? open.where(isHeld(claim)) : open
        if ((await mine.executeTakeFirst()).numUpdatedRows === 0n) return
        const query = t.selectFrom('redemptions').selectAll().where('id', '=', id)
        const failed = await query.executeTakeFirst()
        if (failed) await insertEvents(engine, t, toHistory(failed, 'grant_failed', now, { code }))
      }),
  }
}

function toHistory(redemption: RedemptionRow, type: NewEvent['type'], at: number, more: object = {}) {
  const { id, invitation_id: invitationId, user_id, account, connection } = redemption
  const after = { redemption: id, user_id, account, connection, ...more }
  return { invitationId, at, events: [{ type, actor: { kind: 'system', id: null } as const, after }] }
}
