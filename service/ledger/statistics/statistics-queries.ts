import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Engine } from '../engine/transact.ts'
import type { Database } from '../schema/schema.ts'
import type { StatisticsCounts } from '../schema/statistics-schema.ts'
import { countEvents } from './count-events.ts'
import type { Statistics, StatisticsLedger, StatisticsQuery } from './statistics-ledger.ts'

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
      const untold = await readUntold(db, query)
      const isOfRole = (role: string) => untold.filter(({ roles }) => roles.includes(role)).length
      return {
        days: (await readDays(db, query)).map(counts =>
          withoutOpened(counts, untold.filter(({ day }) => day === counts.day).length),
        ),
        roles: abouts
          .flatMap(({ about, ...counts }) => {
            if (!about.startsWith('role:')) return []
            const role = about.slice('role:'.length)
            return [{ role, ...withoutOpened(counts, isOfRole(role)) }]
          })
          .sort((a, b) => b.invited - a.invited || (a.role < b.role ? -1 : 1)),
        times: abouts
          .flatMap(({ about, accepted }) =>
            about.startsWith('time:') ? [{ step: Number(about.slice('time:'.length)), count: accepted }] : [],
          )
          .sort((a, b) => a.step - b.step),
        inviters: (await readInviters(db, query)).map(counts => withoutOpened(counts, untold.length)),
      }
    },

    deleteStatistics: before =>
      transact(async t => {
        const old = t.deleteFrom('statistics').where('day', '<', before)
        return Number((await old.executeTakeFirst()).numDeletedRows)
      }),
  }
}

/** Which of an inviter's invitations count as opened and are not to, and on which day and for what they were made. */
async function readUntold(db: Kysely<Database>, { inviterId, from, to, openedBefore }: StatisticsQuery) {
  if (inviterId === undefined || openedBefore === undefined) return []
  const rows = await db
    .selectFrom('openings')
    .innerJoin('invitations', 'invitations.id', 'openings.invitation_id')
    .select(['invitations.created_at', 'invitations.roles'])
    .where('openings.opened_at', '>=', openedBefore)
    .where('invitations.inviter_id', '=', inviterId)
    .where('invitations.kind', '=', 'personal')
    .where('invitations.status', '!=', 'accepted')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('openings as earlier')
            .select('earlier.generation')
            .whereRef('earlier.invitation_id', '=', 'openings.invitation_id')
            .whereRef('earlier.generation', '<', 'openings.generation'),
        ),
      ),
    )
    .execute()
  return rows
    .map(({ created_at, roles }) => ({
      day: new Date(created_at).toISOString().slice(0, 10),
      roles: JSON.parse(roles) as string[],
    }))
    .filter(({ day }) => day >= from && day <= to)
}

/** Never fewer than have joined: events are counted a little later than they happen. */
function withoutOpened<Counts extends StatisticsCounts>(counts: Counts, untold: number): Counts {
  return { ...counts, opened: Math.max(counts.accepted, counts.opened - untold) }
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
