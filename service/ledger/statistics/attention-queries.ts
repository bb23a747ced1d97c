import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { Database } from '../schema/schema.ts'
import { type AttentionLedger, MAX_TROUBLES, type Trouble } from './attention-ledger.ts'

const DAY_MS = 86_400_000
/** No invitation is open for longer, so an older one that was not sent is nobody's trouble. */
const LONGEST_LIFE_MS = 90 * DAY_MS
const EXAMPLES = 5

interface Scope {
  inviterId: string | undefined
  now: number
}

/** Queries about what went wrong and stays so until somebody does something. */
export function attentionQueries({ db }: Engine): AttentionLedger {
  return {
    async readTroubles(scope) {
      const [unsent, delayed, ungranted] = await Promise.all([
        findUnsent(db, scope),
        findDelayed(db, scope),
        findUngranted(db, scope),
      ])
      return { unsent: toTrouble(unsent), delayed: toTrouble(delayed), ungranted: toTrouble(ungranted) }
    },

    async listFullCounters({ prefix, windowStart, limit }) {
      const rows = await db
        .selectFrom('counters')
        .select(['key', 'count'])
        .where('window_start', '=', windowStart)
        .where('count', '>=', limit)
        // Whole characters, by their place: an order of texts is another one on each engine.
        .where(sql`substr(key, 1, ${sql.lit(prefix.length)})`, '=', prefix)
        .orderBy('count', 'desc')
        .orderBy('key')
        .limit(20)
        .execute()
      return rows.map(({ key, count }) => ({ whom: key.slice(prefix.length), count }))
    },

    async countFailedDeliveries(since) {
      const latest = db
        .selectFrom('webhook_deliveries')
        .select(['endpoint', 'created_at'])
        .where('status', '=', 'failed')
        .orderBy('id', 'desc')
        .limit(MAX_TROUBLES)
        .as('latest')
      const rows = await db
        .selectFrom(latest)
        .select(({ fn }) => ['endpoint', fn.countAll().as('count')])
        .where('created_at', '>=', since)
        .groupBy('endpoint')
        .orderBy('endpoint')
        .execute()
      return rows.map(({ endpoint, count }) => ({ endpoint, count: Number(count) }))
    },
  }
}

async function findUnsent(db: Kysely<Database>, { inviterId, now }: Scope) {
  let query = db
    .selectFrom('invitations')
    .select('id')
    // Written into the statement: only so does an engine see that the index of unsent ones is meant.
    .where(sql.ref('delivery_status'), '=', sql.lit('failed'))
    .where(sql`coalesce(status, '')`, '=', 'pending')
    .where('expires_at', '>', now)
    .where('created_at', '>=', now - LONGEST_LIFE_MS)
  if (inviterId !== undefined) query = query.where('inviter_id', '=', inviterId)
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(MAX_TROUBLES).execute()
  return rows.map(({ id }) => ({ id, code: null }))
}

async function findDelayed(db: Kysely<Database>, { inviterId }: Scope) {
  let query = db
    .selectFrom('outbox')
    .innerJoin('invitations', 'invitations.id', 'outbox.subject')
    .select(['invitations.id as id', 'outbox.last_error as code'])
    .where('outbox.kind', '=', 'invitation_mail')
    .where('outbox.last_error', 'is not', null)
    .where('outbox.failed_at', 'is', null)
  if (inviterId !== undefined) query = query.where('invitations.inviter_id', '=', inviterId)
  return query.orderBy('outbox.id', 'desc').limit(MAX_TROUBLES).execute()
}

async function findUngranted(db: Kysely<Database>, { inviterId }: Scope) {
  let query = db
    .selectFrom('outbox')
    .innerJoin('redemptions', 'redemptions.id', 'outbox.subject')
    .innerJoin('invitations', 'invitations.id', 'redemptions.invitation_id')
    .select(['invitations.id as id', 'outbox.last_error as code'])
    .where('outbox.kind', '=', 'grant')
    .where('outbox.last_error', 'is not', null)
    .where('outbox.failed_at', 'is not', null)
  if (inviterId !== undefined) query = query.where('invitations.inviter_id', '=', inviterId)
  return query.orderBy('outbox.id', 'desc').limit(MAX_TROUBLES).execute()
}

function toTrouble(rows: readonly { id: string; code: string | null }[]): Trouble {
  const counts = new Map<string, number>()
  for (const { code } of rows) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1)
  const codes = [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code)
  return { count: rows.length, codes, invitationIds: rows.slice(0, EXAMPLES).map(({ id }) => id) }
}
