import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import { countEvents } from './count-events.ts'
import type { Database } from './schema.ts'
import type { Statistics, StatisticsLedger, StatisticsQuery } from './statistics-ledger.ts'
import type { StatisticsCounts } from './statistics-schema.ts'
import type { Engine } from './transact.ts'

/** Whoever invites most is shown by name; the others are in the sums. */
const MAX_INVITERS = 12

const names = ['invited', 'sent', 'delivered', 'bounced', 'opened', 'accepted'] as const

/** Queries behind charts. They read sums per day, however many invitations there are. */
export function statisticsQueries(engine: Engine): StatisticsLedger {
  const { db, transact } = engine
  return {
    countEvents: limit => countEvents(engine, limit),

    async readStatistics(query) {
      const abouts = await sumByAbout(db, query)
      return {
        days: await readDays(db, query),
        roles: abouts
          .flatMap(({ about, ...counts }) =>
            about.startsWith('role:') ? [{ role: about.slice('role:'.length), ...counts }] : [],
          )
          .sort((a, b) => b.invited - a.invited || (a.role < b.role ? -1 : 1)),
        times: abouts
          .flatMap(({ about, accepted }) =>
            about.startsWith('time:') ? [{ step: Number(about.slice('time:'.length)), count: accepted }] : [],
          )
          .sort((a, b) => a.step - b.step),
        inviters: await readInviters(db, query),
      }
    },

    deleteStatistics: before =>
      transact(async t => {
        const old = t.deleteFrom('statistics').where('day', '<', before)
        return Number((await old.executeTakeFirst()).numDeletedRows)
      }),
  }
}

function readDays(db: Kysely<Database>, { inviterId = '', from, to }: StatisticsQuery) {
  return db
    .selectFrom('statistics')
    .select(['day', ...names])
    .where('inviter_id', '=', inviterId)
    .where('about', '=', '')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('invited', '>', 0)
    .orderBy('day')
    .execute()
}

async function sumByAbout(db: Kysely<Database>, { inviterId = '', from, to }: StatisticsQuery) {
  const rows = await withSums(db.selectFrom('statistics'))
    .select('about')
    .where('inviter_id', '=', inviterId)
    .where('about', '!=', '')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('about')
    .having(sql<number>`sum(invited)`, '>', 0)
    .execute()
  return rows.map(({ about, ...sums }) => ({ about, ...toCounts(sums) }))
}

async function readInviters(
  db: Kysely<Database>,
  { inviterId, from, to }: StatisticsQuery,
): Promise<Statistics['inviters']> {
  let query = withSums(db.selectFrom('statistics'))
    .select('inviter_id')
    .where('about', '=', '')
    .where('day', '>=', from)
    .where('day', '<=', to)
  query = query.where('inviter_id', inviterId === undefined ? '!=' : '=', inviterId ?? '')
  const rows = await query
    .groupBy('inviter_id')
    .having(sql<number>`sum(invited)`, '>', 0)
    .orderBy(sql`sum(invited)`, 'desc')
    .orderBy('inviter_id')
    .limit(MAX_INVITERS)
    .execute()
  return Promise.all(
    rows.map(async ({ inviter_id, ...sums }) => ({
      inviterId: inviter_id,
      name: await readName(db, inviter_id),
      ...toCounts(sums),
    })),
  )
}

async function readName(db: Kysely<Database>, inviterId: string): Promise<string | null> {
  const latest = await db
    .selectFrom('invitations')
    .select('inviter_name')
    .where('inviter_id', '=', inviterId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.inviter_name ?? null
}

function withSums<O>(query: SelectQueryBuilder<Database, 'statistics', O>) {
  return query.select(({ fn }) => [
    fn.sum('invited').as('invited'),
    fn.sum('sent').as('sent'),
    fn.sum('delivered').as('delivered'),
    fn.sum('bounced').as('bounced'),
    fn.sum('opened').as('opened'),
    fn.sum('accepted').as('accepted'),
  ])
}

/** Sums come as numbers or as texts, as the engine has it. */
function toCounts(sums: Record<keyof StatisticsCounts, unknown>): StatisticsCounts {
  const [invited = 0, sent = 0, delivered = 0, bounced = 0, opened = 0, accepted = 0] = names.map(name =>
    Number(sums[name]),
  )
  return { invited, sent, delivered, bounced, opened, accepted }
}
