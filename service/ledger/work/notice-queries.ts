import { sql, type Transaction, type UpdateObject } from 'kysely'
import type { DeliveryStatus } from '../../invitations/model/delivery-status.ts'
import { decideTransition } from '../../invitations/model/lifecycle.ts'
import type { Engine } from '../engine/transact.ts'
import { insertEvents } from '../events/insert-events.ts'
import type { NewEvent } from '../invitations/change.ts'
import { writeChanges } from '../invitations/change-invitations.ts'
import type { InvitationLedger } from '../invitations/invitation-ledger.ts'
import { stillToExpire } from '../invitations/still-to-expire.ts'
import type { Database } from '../schema/schema.ts'

type Queries = Pick<InvitationLedger, 'markSent' | 'markUnsent' | 'noteExpired'>

/** The provider may report before its answer has come to us: what it says counts. */
export const sentUnlessReported = sql<DeliveryStatus>`case when ${sql.ref('delivery_status')} in ('queued', 'failed') then 'sent' else ${sql.ref('delivery_status')} end`

const system = { kind: 'system', id: null } as const

/** What jobs find out about invitations. */
export function noticeQueries(engine: Engine): Queries {
  const note = (generation: Generation, set: UpdateObject<Database, 'invitations'>, event: NewEvent) =>
    engine.transact(async t => {
      if (!(await updateGeneration(t, generation, set))) return
      const { id, at } = generation
      await insertEvents(engine, t, { invitationId: id, at, events: [event] })
    })
  return {
    markSent: (id, generation, now, { maybeTwice } = { maybeTwice: false }) =>
      note(
        { id, generation, at: now },
        { sent_at: now, delivery_status: sentUnlessReported },
        { type: 'sent', actor: system, after: { generation, ...(maybeTwice && { maybe_twice: true }) } },
      ),

    markUnsent: (id, generation, now) =>
      note(
        { id, generation, at: now },
        { delivery_status: 'failed' },
        { type: 'updated', actor: system, after: { generation, delivery_status: 'failed' } },
      ),

    noteExpired: (now, limit) =>
      engine.transact(async t => {
        const expired = t
          .selectFrom('invitations')
          .selectAll()
          .where(stillToExpire)
          .where('expires_at', '<=', now)
          .orderBy('expires_at')
          .limit(limit)
        const rows = await engine.locks.skipLocked(expired).execute()
        for (const { id, version, generation, ...facts } of rows) {
          const transition = decideTransition({ ...facts, generation }, { type: 'note_expiry' }, now)
          if (transition.outcome === 'refused') continue
          const event = { type: transition.event, actor: system, after: { generation } }
          await writeChanges(engine, t, [{ id, version, at: now, set: transition.set, events: [event] }])
        }
        return rows.length
      }),
  }
}

interface Generation {
  id: string
  generation: number
  at: number
}

/** Updates the current generation only; older ones have nothing to note. */
async function updateGeneration(
  t: Transaction<Database>,
  { id, generation }: Generation,
  set: UpdateObject<Database, 'invitations'>,
): Promise<boolean> {
  const { numUpdatedRows } = await t
    .updateTable('invitations')
    .set(set)
    .where('id', '=', id)
    .where('generation', '=', generation)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
