import { z } from 'zod'
import { STRAY_REMOVAL_DELAY_MS, strayCodes } from '../../../invitations/accounts/decide-stray-removal.ts'
import { ApiError } from '../api-error.ts'
import { defineOperation } from '../operation.ts'

const exampleUser = 'google-oauth2|114098571239874561230'

const stray = z
  .object({ user_id: z.string(), connection: z.string(), refused_at: z.iso.datetime() })
  .meta({ id: 'Stray', description: 'Somebody who was refused for having no invitation, in the last day.' })

/** `GET /api/strays` */
export const listStrays = defineOperation(
  {
    id: 'listStrays',
    method: 'get',
    path: '/api/strays',
    tag: 'People',
    summary: 'List whom the gate has refused',
    description:
      'Auth0 makes the profile of a social login before it asks the gate. The service removes such profiles by itself, ' +
      'where nobody could miss them; this lists all who were refused in the last 24 hours, latest first, 500 at most.',
    permissions: ['read:invitations', 'grant:any'],
    answers: [
      {
        status: 200,
        description: 'Those who were refused.',
        content: [
          {
            type: 'application/json',
            schema: z.object({ strays: z.array(stray) }).meta({ id: 'StrayList' }),
            example: {
              strays: [
                { user_id: exampleUser, connection: 'google-oauth2', refused_at: '2026-11-20T10:00:00.000Z' },
              ],
            },
          },
        ],
      },
    ],
    refusals: [],
    example: {},
  },
  async ({ ledger }, _request, c) => {
    const rows = await ledger.listRefusedUsers({ codes: strayCodes, limit: 500 })
    const strays = rows.map(({ user_id, connection, refused_at }) => ({
      user_id,
      connection,
      refused_at: new Date(refused_at).toISOString(),
    }))
    return c.json({ strays })
  },
)

const outcome = z
  .object({
    outcome: z.enum(['removed', 'would_remove', 'kept']),
    reason: z.string().optional().describe('Why the profile stays.'),
  })
  .meta({ id: 'StrayOutcome' })

/** `POST /api/strays/{user_id}/remove` */
export const removeStray = defineOperation(
  {
    id: 'removeStray',
    method: 'post',
    path: '/api/strays/{user_id}/remove',
    tag: 'People',
    summary: 'Remove a profile that a refused login has left',
    description:
      'Reads the profile afresh and removes it only if nobody could miss it: one social identity, one login, made by ' +
      'that login, without metadata, roles, organization, invitation or use of one. Not in the minute after a refusal.',
    permissions: ['delete:invitations', 'grant:any'],
    parameters: z.strictObject({ user_id: z.string().min(1).max(255) }),
    body: z.strictObject({ dry_run: z.boolean().default(false) }).meta({ id: 'RemoveStray' }),
    isBodyOptional: true,
    answers: [
      {
        status: 200,
        description: 'What became of it.',
        content: [{ type: 'application/json', schema: outcome, example: { outcome: 'removed' } }],
      },
    ],
    refusals: ['not_found', 'conflict'],
    example: { parameters: { user_id: exampleUser }, body: { dry_run: true } },
  },
  async (deps, { parameters: { user_id }, body: { dry_run } }, c) => {
    const refusals = await deps.ledger.findRefusalsOfUser(user_id)
    if (refusals.length === 0)
      throw new ApiError('not_found', 'Nobody like that was refused in the last day.')
    const last = Math.max(...refusals.map(({ created_at }) => created_at))
    if (!dry_run && deps.now() - last < STRAY_REMOVAL_DELAY_MS)
      throw new ApiError('conflict', 'They were refused a moment ago and may still be logging in.')
    const reason = await deps.removeStray(user_id, { isAskedFor: true, isDryRun: dry_run })
    if (reason !== undefined) return c.json({ outcome: 'kept' as const, reason })
    return c.json({ outcome: dry_run ? ('would_remove' as const) : ('removed' as const) })
  },
)
