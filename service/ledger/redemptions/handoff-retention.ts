import type { Engine } from '../engine/transact.ts'
import type { Ledger } from '../ledger.ts'

/** The end of handoffs that nobody can use and nothing refers to. */
export function handoffRetention({ transact }: Engine): Pick<Ledger, 'deleteHandoffs'> {
  return {
    deleteHandoffs: ({ before, now, limit }) =>
      transact(async t => {
        const old = t
          .selectFrom('handoffs')
          .select('ref')
          .where('expires_at', '<', before)
          .where(is =>
            is.not(
              is.exists(
                is
                  .selectFrom('redemptions')
                  .select('id')
                  .whereRef('redemptions.handoff_ref', '=', 'handoffs.ref'),
              ),
            ),
          )
          // A user who signed up with a live invitation may still log in for the first time, and a lookup that the
          // tenant did not answer then makes a redemption stricter.
          .where(is =>
            is.not(
              is.exists(
                is
                  .selectFrom('invitations')
                  .select('id')
                  .whereRef('invitations.id', '=', 'handoffs.invitation_id')
                  .whereRef('invitations.generation', '=', 'handoffs.generation')
                  .where('invitations.status', '=', 'pending')
                  .where('invitations.expires_at', '>', now),
              ),
            ),
          )
          .orderBy('expires_at')
          .limit(limit)
        const { numDeletedRows } = await t.deleteFrom('handoffs').where('ref', 'in', old).executeTakeFirst()
        return Number(numDeletedRows)
      }),
  }
}
