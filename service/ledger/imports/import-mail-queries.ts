import { padList } from '../engine/insert-rows.ts'
import type { Engine } from '../engine/transact.ts'
import { insertHistories } from '../events/insert-events.ts'
import { sentUnlessReported } from '../work/notice-queries.ts'
import type { ImportLedger } from './import-ledger.ts'

type Queries = Pick<ImportLedger, 'findUnsent' | 'markSentTogether'>

const system = { kind: 'system', id: null } as const

/** The columns of `UnsentRow`: reading all of them a thousand times would be wasted. */
const unsentColumns = [
  'invitations.id',
  'invitations.generation',
  'invitations.status',
  'invitations.invitee_email',
  'invitations.inviter_name',
  'invitations.client_id',
  'invitations.locale',
  'invitations.message',
  'invitations.link_issued_at',
  'invitations.sent_at',
  'invitations.expires_at',
] as const

/** Queries about messages that go out together. */
export function importMailQueries(engine: Engine): Queries {
  const { db, transact } = engine
  return {
    findUnsent: ({ importId, from, to }) =>
      db
        .selectFrom('import_rows')
        .innerJoin('invitations', 'invitations.id', 'import_rows.invitation_id')
        .select(unsentColumns)
        .where('import_rows.import_id', '=', importId)
        .where('import_rows.line', '>=', from)
        .where('import_rows.line', '<=', to)
        .where('invitations.delivery_status', '=', 'queued')
        .orderBy('import_rows.line')
        .execute(),

    markSentTogether: (importId, sent, now) =>
      transact(async t => {
        let count = 0
        for (const generation of new Set(sent.map(one => one.generation))) {
          const ids = sent.flatMap(one => (one.generation === generation ? [one.id] : []))
          const marked = await t
            .updateTable('invitations')
            .set({ sent_at: now, delivery_status: sentUnlessReported })
            .where('id', 'in', padList(ids))
            .where('generation', '=', generation)
            .returning('id')
            .execute()
          count += marked.length
          const event = { type: 'sent', actor: system, after: { generation } } as const
          await insertHistories(
            engine,
            t,
            marked.map(({ id }) => ({ invitationId: id, at: now, events: [event] })),
          )
        }
        const update = t.updateTable('imports').set(eb => ({ sent: eb('sent', '+', count), updated_at: now }))
        await update.where('id', '=', importId).execute()
      }),
  }
}
