import type { Ledger } from './ledger.ts'
import type { Engine } from './transact.ts'

/** Taking a redemption back. The handoff stays taken: the invitee opens the link again. */
export function releaseQueries({ transact }: Engine): Pick<Ledger, 'releaseRedemption'> {
  return {
    releaseRedemption: (id, now) =>
      transact(async t => {
        const released = await t
          .deleteFrom('redemptions')
          .where('id', '=', id)
          .returning('invitation_id')
          .executeTakeFirst()
        if (!released) return
        await t
          .updateTable('invitations')
          .set(eb => ({
            uses: eb('uses', '-', 1),
            // A revocation in the meantime stays: only what this redemption had accepted is open again.
            status: eb
              .case()
              .when('status', '=', 'accepted')
              .then('pending' as const)
              .else(eb.ref('status'))
              .end(),
            accepted_at: null,
            updated_at: now,
          }))
          .where('id', '=', released.invitation_id)
          .execute()
        await t.deleteFrom('outbox').where('kind', '=', 'grant').where('subject', '=', id).execute()
      }),
  }
}
