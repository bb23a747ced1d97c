import { z } from 'zod'
import { refusalCodes } from '../../../../contract/refusal.ts'
import { defineOperation } from '../operation.ts'

const DAY_MS = 86_400_000
/** What `from` is when nothing is said: a month, in days before `to`. */
const USUAL_DAYS = 30

const query = z.strictObject({
  from: z.iso.date().optional().describe('First day, in UTC. Default: 30 days before the last.'),
  to: z.iso.date().optional().describe('Last day, in UTC. Default: today.'),
})

const observation = z
  .object({
    day: z.iso.date(),
    code: z.enum(refusalCodes).describe('What the refusal would have been.'),
    door: z.string().describe('How people came, and by which connection.'),
    client_id: z.string().nullable().describe('The application; null where there is none.'),
    count: z.int().describe('How many logins or sign-ups; the same person may count more than once.'),
  })
  .meta({ id: 'Observation' })

const example = {
  day: '2026-11-20',
  code: 'invitation_required' as const,
  door: 'log_in google-oauth2',
  client_id: 'portal',
  count: 12,
}

/** `GET /api/gate/observations` */
export const listObservations = defineOperation(
  {
    id: 'listObservations',
    method: 'get',
    path: '/api/gate/observations',
    tag: 'People',
    summary: 'List what the gate would have refused',
    description:
      'While the gate only observes, it refuses nobody, and the service counts by day, reason, door and application ' +
      'whom it would have refused. Nobody is named. Doors are `sign_up`, `sign_up_by_api`, `log_in`, `refresh_token`, ' +
      '`password_grant`, `device` and `token_exchange`, each with the name of the connection. 10,000 counts at most.',
    permissions: ['read:invitations', 'grant:any'],
    query,
    answers: [
      {
        status: 200,
        description: 'The counts, by day.',
        content: [
          {
            type: 'application/json',
            schema: z.object({ observations: z.array(observation) }).meta({ id: 'ObservationList' }),
            example: { observations: [example] },
          },
        ],
      },
    ],
    refusals: [],
    example: { query: { from: '2026-11-01', to: '2026-11-30' } },
  },
  async ({ ledger, now }, { query: asked }, c) => {
    const to = asked.to ?? toDay(now())
    const from = asked.from ?? toDay(Date.parse(to) - USUAL_DAYS * DAY_MS)
    const rows = await ledger.listObservations({ from, to })
    return c.json({ observations: rows.map(row => ({ ...row, client_id: row.client_id || null })) })
  },
)

function toDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}
