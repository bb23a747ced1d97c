import type { Transaction } from 'kysely'
import { decideTransition } from '../../invitations/model/lifecycle.ts'
import type { Engine } from '../engine/transact.ts'
import { toChangeFacts } from '../events/event-facts.ts'
import { writeChanges } from '../invitations/change-invitations.ts'
import type { Ledger } from '../ledger.ts'
import type { Database, RedemptionRow } from '../schema/schema.ts'

/** Taking a redemption back. The handoff stays taken: the invitee opens the link again. */
export function releaseQueries(engine: Engine): Pick<Ledger, 'releaseRedemption'> {
  return {
    releaseRedemption: (id, now) =>
      engine.transact(async t => {
        const released = await t
          .deleteFrom('redemptions')
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
        if (!released) return
        const parentId = await release(engine, t, { released, invitationId: released.invitation_id, now })
        if (parentId) await release(engine, t, { released, invitationId: parentId, now })
        await t
          .deleteFrom('outbox')
          .where('kind', 'in', ['grant', 'inviter_mail'])
          .where('subject', '=', id)
          .execute()
      }),
  }
}

/** Gives one use back; tells which invitation sent this one. */
async function release(
  engine: Engine,
  t: Transaction<Database>,
  { released, invitationId, now }: { released: RedemptionRow; invitationId: string; now: number },
): Promise<string | null> {
  const row = await engine.locks.lockInvitation(t, invitationId)
  if (!row) return null
  const transition = decideTransition(row, { type: 'release' }, now)
  if (transition.outcome === 'refused') return row.parent_id
  const { set, event: type } = transition
  const { before, after } = toChangeFacts(row, set)
  const event = {
    type,
    actor: { kind: 'system', id: null },
    before,
    after: { ...after, redemption: released.id, user_id: released.user_id },
  } as const
  await writeChanges(engine, t, [{ id: row.id, version: row.version, at: now, set, events: [event] }])
  return row.parent_id
}
