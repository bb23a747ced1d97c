import type { Transaction } from 'kysely'
import { toCreationFacts } from './event-facts.ts'
import { insertHistories } from './insert-events.ts'
import { runOverRows } from './insert-rows.ts'
import type { Database, NewInvitationRow } from './schema.ts'
import type { Engine } from './transact.ts'
import { fromViaJson } from './via.ts'

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
