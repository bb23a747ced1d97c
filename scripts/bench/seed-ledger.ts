import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { toNewRow } from '../../service/invitations/manage/to-new-row.ts'
import { randomId } from '../../service/invitations/model/random-id.ts'
import { rowId } from '../../service/invitations/model/row-id.ts'
import { hashSecret } from '../../service/ledger/engine/hash-secret.ts'
import { runOverRows } from '../../service/ledger/engine/insert-rows.ts'
import type { Engine } from '../../service/ledger/engine/transact.ts'
import { insertInvitations } from '../../service/ledger/invitations/insert-invitations.ts'
import type { Database, InvitationRow } from '../../service/ledger/schema/schema.ts'
import type { BenchLedger } from './bench-engine.ts'
import { inviterId } from './bench-tenant.ts'

/** An invitation every so many milliseconds, the last one now. */
const PACE_MS = 500
const BATCH = 1_024
const MAX_TTL_SECONDS = 30 * 86_400

/**
 * Fills a ledger with invitations as years of use leave them: every third accepted, every tenth revoked, most others
 * expired, one in a hundred with a role that few have; each with its events.
 */
export async function seedLedger(ledger: BenchLedger, count: number): Promise<void> {
  await (await ledger.open()).close()
  const db = await ledger.openTables()
  // What inserting needs of an engine; nothing here waits for anybody else.
  const engine = { db, subscriptions: [] as const } as unknown as Engine
  const end = Date.now()
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from)
    const rows = Array.from({ length: size }, (_, index) =>
      toSeedRow(from + index, end - (count - from - index) * PACE_MS, end),
    )
    await db.transaction().execute(async t => {
      await insertInvitations(engine, t, rows)
      await insertAcceptances(
        db,
        t,
        rows.filter(({ status }) => status === 'accepted'),
      )
    })
  }
  await db.destroy()
  await ledger.settle()
}

function toSeedRow(index: number, now: number, end: number): InvitationRow {
  const email = `${createHash('md5').update(String(index)).digest('hex')}@example.com`
  const roles = index % 100 === 7 ? ['Rare'] : ['Editor']
  const row = toNewRow(
    {
      invitee: { email },
      roles,
      permissions: [],
      appMetadata: {},
      userMetadata: {},
      externalId: `x-${index}`,
    },
    { id: inviterId, kind: 'client', permissions: new Set() },
    { id: rowId('inv', now), now, maxTtlSeconds: MAX_TTL_SECONDS },
  )
  const sent = { delivery_status: 'sent', sent_at: now } as const
  if (index % 3 === 0) return { ...row, ...sent, status: 'accepted', uses: 1, accepted_at: now }
  if (index % 10 === 1) return { ...row, ...sent, status: 'revoked' }
  return { ...row, ...sent, expiry_noted: row.expires_at <= end ? 1 : 0 }
}

async function insertAcceptances(
  db: Kysely<Database>,
  t: Transaction<Database>,
  invitations: readonly InvitationRow[],
): Promise<void> {
  const handoffs = invitations.map(({ id, created_at }) => ({
    ref: rowId('hnd', created_at),
    id_hash: hashSecret(randomId()),
    state_hash: hashSecret(randomId()),
    invitation_id: id,
    generation: 1,
    client_id: 'guestlist',
    created_at,
    expires_at: created_at + 900_000,
    admitted_at: null,
    redeemed_by: `auth0|${randomId()}`,
    terms_version: null,
    terms_agreed_at: null,
    answers: null,
  }))
  const redemptions = handoffs.map(({ ref, invitation_id, redeemed_by, created_at }) => ({
    id: rowId('red', created_at),
    invitation_id,
    user_id: redeemed_by,
    user_created_at: created_at,
    handoff_ref: ref,
    account: 'new' as const,
    connection: 'Users',
    client_id: 'guestlist',
    redeemed_at: created_at,
    overwrite: null,
    granted_at: created_at,
  }))
  await runOverRows(db, t, {
    name: 'h',
    rows: handoffs,
    build: rows => t.insertInto('handoffs').values(rows),
  })
  await runOverRows(db, t, {
    name: 'r',
    rows: redemptions,
    build: rows => t.insertInto('redemptions').values(rows),
  })
}
