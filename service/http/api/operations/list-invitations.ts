import { z } from 'zod'
import type { InvitationFilter } from '../../../ledger/invitations/invitation-ledger.ts'
import { exampleInvitation, invitation, invitationStatus } from '../../../wire/invitation-schema.ts'
import type { ApiDeps } from '../api-deps.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import { listPage } from '../list-page.ts'
import { defineOperation } from '../operation.ts'
import { filterQuery } from '../schemas/filter-query.ts'
import { toFilter } from '../to-filter.ts'

const MAX_TAKE = 100

const query = filterQuery.extend({
  take: z.coerce.number().int().min(1).max(MAX_TAKE).default(50).describe('How many at most.'),
  from: z.string().min(1).max(200).optional().describe('Where to go on: `next` of the page before.'),
  include_totals: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` adds how many match in all, and how many of them in each status.'),
})

const page = z
  .object({
    invitations: z.array(invitation),
    next: z.string().optional().describe('Where the next page begins; missing on the last one.'),
    total: z.int().optional().describe('How many match in all.'),
    counts: z.record(invitationStatus, z.int()).optional().describe('How many of them in each status.'),
  })
  .meta({ id: 'InvitationPage' })

/** `GET /api/invitations` */
export const listInvitations = defineOperation(
  {
    id: 'listInvitations',
    method: 'get',
    path: '/api/invitations',
    tag: 'Invitations',
    summary: 'List invitations',
    description:
      'Newest first, page by page. Pages do not shift while invitations are made: a page begins exactly where the one ' +
      'before ended. You see your own; with `grant:any` all.',
    permissions: ['read:invitations'],
    query,
    answers: [
      {
        status: 200,
        description: 'One page.',
        content: [
          {
            type: 'application/json',
            schema: page,
            example: {
              invitations: [exampleInvitation],
              next: 'eyJhdCI6MTc2Mzg5NzI4NTEyM30',
              total: 17,
              counts: { pending: 9, accepted: 5, declined: 1, revoked: 0, expired: 2 },
            },
          },
        ],
      },
    ],
    refusals: [],
    example: { query: { status: 'pending', take: '20', include_totals: 'true' } },
  },
  async (deps, { caller, query: { take, from, include_totals, ...conditions } }, c) => {
    const filter = toFilter(conditions, caller)
    const after = from === undefined ? undefined : fromCursor(from)
    const { invitations, next } = await listPage(deps, caller, { filter, take, after })
    const totals = include_totals === 'true' ? await countAll(deps, filter) : undefined
    return c.json({ invitations, ...(next && { next: toCursor(next) }), ...totals })
  },
)

async function countAll({ ledger, now }: ApiDeps, filter: InvitationFilter | undefined) {
  const nothing = { total: 0, pending: 0, accepted: 0, declined: 0, revoked: 0, expired: 0 }
  const { total, ...counts } = filter ? await ledger.countInvitations(filter, now()) : nothing
  return { total, counts }
}
