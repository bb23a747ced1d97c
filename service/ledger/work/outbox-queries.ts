import { expressionBuilder, type Transaction } from 'kysely'
import type { Engine, Locks } from '../engine/transact.ts'
import type { Ledger, NewWork, WorkClaim } from '../ledger.ts'
import type { Database } from '../schema/schema.ts'

type Queries = Pick<
  Ledger,
  'enqueue' | 'claimWork' | 'completeWork' | 'failWork' | 'hastenWork' | 'nextWorkAt'
>

/** Queries about work to be done: at least once, by one worker at a time. */
export function outboxQueries({ db, transact, locks }: Engine): Queries {
  return {
    enqueue: (work, now) => transact(t => insertWork(t, work, now)),
    claimWork: options => transact(t => claimWork(t, locks, options)),

    completeWork: claim =>
      transact(async t => {
        const { numDeletedRows } = await t.deleteFrom('outbox').where(isHeld(claim)).executeTakeFirst()
        return numDeletedRows > 0n || isGone(t, claim)
      }),

    failWork: (claim, { code, retryAt, now }) =>
      transact(async t => {
        const fate = retryAt === null ? { failed_at: now } : { available_at: retryAt }
        const update = t.updateTable('outbox').set({ ...fate, last_error: code, leased_until: null })
        const { numUpdatedRows } = await update.where(isHeld(claim)).executeTakeFirst()
        return numUpdatedRows > 0n || isGone(t, claim)
      }),

    hastenWork: (kind, subject, now) =>
      transact(async t => {
        await t
          .updateTable('outbox')
          .set({ available_at: now })
          .where('kind', '=', kind)
          .where('subject', '=', subject)
          .where('available_at', '>', now)
          // Claimed work is being done already.
          .where('leased_until', 'is', null)
          .where('failed_at', 'is', null)
          .execute()
      }),

    async nextWorkAt(kinds) {
      const next = await db
        .selectFrom('outbox')
        .select('available_at')
        .where('kind', 'in', kinds)
        .where('failed_at', 'is', null)
        .orderBy('available_at')
        .limit(1)
        .executeTakeFirst()
      return next?.available_at
    },
  }
}

/** Is work still as it was claimed? Whoever claims it anew counts one more attempt, until another end. */
export function isHeld({ id, attempts, leased_until }: WorkClaim) {
  const is = expressionBuilder<Database, 'outbox'>()
  return is.and([
    is('id', '=', id),
    is('attempts', '=', attempts),
    is('leased_until', leased_until === null ? 'is' : '=', leased_until),
  ])
}

/** Jobs may end their own work, together with what they write down about it. */
async function isGone(t: Transaction<Database>, { id }: WorkClaim): Promise<boolean> {
  return (await t.selectFrom('outbox').select('id').where('id', '=', id).executeTakeFirst()) === undefined
}

/** Adds work within a transaction; does nothing when the same work is open. */
export async function insertWork(t: Transaction<Database>, work: NewWork, now: number): Promise<void> {
  const untouched = { leased_until: null, attempts: 0, last_error: null, failed_at: null }
  const { available_at, priority } = work
  await t
    .insertInto('outbox')
    .values({ ...work, ...untouched, created_at: now })
    .onConflict(conflict =>
      conflict
        .columns(['kind', 'subject', 'generation'])
        .doUpdateSet({ ...untouched, available_at, priority })
        .where('outbox.failed_at', 'is not', null),
    )
    .execute()
}

/**
 * A claim postpones the work to the end of its lease, so that nobody else finds it due. Which work it is, is decided
 * once, before the update: an engine is free to ask a subquery with a limit again for every row.
 */
async function claimWork(
  t: Transaction<Database>,
  locks: Locks,
  { kinds, limit, leaseMs, now }: Parameters<Ledger['claimWork']>[0],
) {
  const rows = await t
    .with(
      cte => cte('due').materialized(),
      db =>
        locks.skipLocked(
          db
            .selectFrom('outbox')
            .select('id')
            .where('kind', 'in', kinds)
            .where('failed_at', 'is', null)
            .where('available_at', '<=', now)
            .orderBy('priority')
            .orderBy('id')
            .limit(limit),
        ),
    )
    .updateTable('outbox')
    .set(eb => ({
      available_at: now + leaseMs,
      leased_until: now + leaseMs,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', 'in', due => due.selectFrom('due').select('due.id'))
    .returningAll()
    .execute()
  return rows.sort((a, b) => a.priority - b.priority || a.id - b.id)
}
