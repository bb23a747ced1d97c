import type { Transaction } from 'kysely'
import { runOverRows } from '../engine/insert-rows.ts'
import type { Engine } from '../engine/transact.ts'
import { toCreationFacts } from '../events/event-facts.ts'
import { insertHistories } from '../events/insert-events.ts'
import type { Database, NewInvitationRow } from '../schema/schema.ts'
import { fromViaJson } from '../schema/via.ts'

/** Stores many invitations with their roles and events, as `createInvitation` stores one; their messages are queued elsewhere. */
export async function insertInvitations(
  engine: Engine,
  t: Transaction<Database>,
  rows: readonly NewInvitationRow[],
): Promise<void> {
  const { db } = engine
  await runOverRows(db, t, {
    name: 'invitations',
    rows,
    build: values => t.insertInto('invitations').values(values),
  })
  await runOverRows(db, t, {
    name: 'roles',
    rows: rows.flatMap(({ id, roles, created_at }) =>
      (JSON.parse(roles) as string[]).map(role => ({ invitation_id: id, role, created_at })),
    ),
    build: values => t.insertInto('invitation_roles').values(values),
  })
  await insertHistories(
    engine,
    t,
    rows.map(row => ({
      invitationId: row.id,
      at: row.created_at,
      events: [
        {
          type: 'created',
          actor: { kind: row.inviter_kind, id: row.inviter_id, via: fromViaJson(row.inviter_via) },
          after: toCreationFacts(row),
        },
      ],
    })),
  )
}
