import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema/schema.ts'
import type { RequestPace } from './request-pace.ts'

const SECOND = 1_000_000
/** No turn can be later, with a pause of a minute: the server's clock was put back. */
const LATEST = 70 * SECOND

/** The server's, because those of replicas may differ; and of this very moment, not of when somebody began to wait. */
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000000)::bigint`
const known = sql.ref<number>('request_pace.next_turn_at')
const next = sql<number>`case when ${known} > ${now} + ${microseconds(LATEST)} then ${now} else ${known} end`

/** Keeps the pace in one row, with one statement for some turns: the lock on it is held for no longer. */
export function createPostgresRequestPace(db: Kysely<Database>): RequestPace {
  return {
    async reserveTurns({ count, perSecond }) {
      const gap = SECOND / perSecond
      const all = microseconds(gap * count)
      const saved = sql<number>`${now} - ${microseconds(gap * (perSecond - 1))}`
      const { wait } = await db
        .insertInto('request_pace')
        .values({ id: 1, next_turn_at: sql`${saved} + ${all}` })
        .onConflict(conflict =>
          conflict.column('id').doUpdateSet({ next_turn_at: sql`greatest(${next}, ${saved}) + ${all}` }),
        )
        .returning(sql<number>`next_turn_at - ${all} - ${now}`.as('wait'))
        .executeTakeFirstOrThrow()
      return wait / 1_000
    },

    async postponeTurns(delayMs) {
      const until = sql<number>`${now} + ${microseconds(delayMs * 1_000)}`
      await db
        .insertInto('request_pace')
        .values({ id: 1, next_turn_at: until })
        .onConflict(conflict =>
          conflict.column('id').doUpdateSet({ next_turn_at: sql`greatest(${next}, ${until})` }),
        )
        .execute()
    },
  }
}

function microseconds(amount: number) {
  return sql<number>`${Math.round(amount)}::bigint`
}
