import type { Transaction } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { Database } from '../schema/schema.ts'
import type { BegunRequest, Counter, LimitLedger } from './limit-ledger.ts'

/** Queries about how often something was asked for. */
export function limitQueries(engine: Engine): LimitLedger {
  return { ...counterQueries(engine), ...requestQueries(engine), ...codeQueries(engine) }
}

type CounterQueries = Pick<
  LimitLedger,
  'incrementCounter' | 'incrementInTurn' | 'readCounter' | 'deleteCounters'
>

function counterQueries({ db, transact, transactTogether }: Engine): CounterQueries {
  return {
    incrementCounter: ({ limit, by = 1, ...counter }) =>
      transactTogether(async t => {
        const count = await increment(t, counter, by)
        return { allowed: count <= limit, count }
      }),

    incrementInTurn: counters =>
      transactTogether(async t => {
        for (const [place, { limit, ...counter }] of counters.entries())
          if ((await increment(t, counter, 1)) > limit) return place
        return undefined
      }),

    async readCounter({ key, windowStart }) {
      const counter = db.selectFrom('counters').select('count').where('key', '=', key)
      return (await counter.where('window_start', '=', windowStart).executeTakeFirst())?.count ?? 0
    },

    deleteCounters: before =>
      transact(async t => {
        const result = await t.deleteFrom('counters').where('window_start', '<', before).executeTakeFirst()
        return Number(result.numDeletedRows)
      }),
  }
}

async function increment(
  t: Transaction<Database>,
  { key, windowStart }: Omit<Counter, 'limit'>,
  by: number,
): Promise<number> {
  const { count } = await t
    .insertInto('counters')
    .values({ key, window_start: windowStart, count: by })
    .onConflict(conflict =>
      conflict.columns(['key', 'window_start']).doUpdateSet(eb => ({ count: eb('counters.count', '+', by) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return count
}

type RequestQueries = Pick<LimitLedger, 'beginRequest' | 'finishRequest' | 'dropRequest' | 'deleteRequests'>

function requestQueries({ transact }: Engine): RequestQueries {
  return {
    beginRequest: request => transact(t => beginRequest(t, request)),

    finishRequest: (keyHash, { invitationId, status }) =>
      transact(async t => {
        await t
          .updateTable('idempotency_keys')
          .set({ invitation_id: invitationId, status })
          .where('key_hash', '=', keyHash)
          .execute()
      }),

    dropRequest: keyHash =>
      transact(async t => {
        await t
          .deleteFrom('idempotency_keys')
          .where('key_hash', '=', keyHash)
          .where('status', 'is', null)
          .execute()
      }),

    deleteRequests: before =>
      transact(async t => {
        const old = t.deleteFrom('idempotency_keys').where('created_at', '<', before)
        return Number((await old.executeTakeFirst()).numDeletedRows)
      }),
  }
}

/** Begins a request if it is new, forgotten, or was given up by whoever began it. */
async function beginRequest(
  t: Transaction<Database>,
  { keyHash, requestHash, now, lockedUntil, notBefore }: Parameters<LimitLedger['beginRequest']>[0],
): Promise<BegunRequest> {
  const fresh = { request_hash: requestHash, locked_until: lockedUntil, created_at: now }
  const begun = await t
    .insertInto('idempotency_keys')
    .values({ key_hash: keyHash, ...fresh, invitation_id: null, status: null })
    .onConflict(conflict =>
      conflict
        .column('key_hash')
        .doUpdateSet({ ...fresh, invitation_id: null, status: null })
        .where(eb =>
          eb.or([
            eb('idempotency_keys.created_at', '<', notBefore),
            eb.and([
              eb('idempotency_keys.status', 'is', null),
              eb('idempotency_keys.request_hash', '=', requestHash),
              eb('idempotency_keys.locked_until', '<=', now),
            ]),
          ]),
        ),
    )
    .returning('key_hash')
    .executeTakeFirst()
  if (begun) return { outcome: 'started' }
  const requests = t.selectFrom('idempotency_keys').selectAll().where('key_hash', '=', keyHash)
  const first = await requests.executeTakeFirstOrThrow()
  if (first.request_hash !== requestHash) return { outcome: 'mismatch' }
  if (first.status === null) return { outcome: 'in_progress' }
  return { outcome: 'finished', invitationId: first.invitation_id, status: first.status }
}

type CodeQueries = Pick<LimitLedger, 'countCodeTry' | 'clearCodeTries'>

function codeQueries({ transact }: Engine): CodeQueries {
  return {
    countCodeTry: (invitationId, generation) =>
      transact(async t => {
        const { tries } = await t
          .insertInto('code_attempts')
          .values({ invitation_id: invitationId, generation, tries: 1 })
          .onConflict(conflict =>
            conflict
              .columns(['invitation_id', 'generation'])
              .doUpdateSet(eb => ({ tries: eb('code_attempts.tries', '+', 1) })),
          )
          .returning('tries')
          .executeTakeFirstOrThrow()
        return tries
      }),

    clearCodeTries: (invitationId, generation) =>
      transact(async t => {
        await t
          .deleteFrom('code_attempts')
          .where('invitation_id', '=', invitationId)
          .where('generation', '=', generation)
          .execute()
      }),
  }
}
