import { z } from 'zod'
import { type Permission, permissions } from '../../../invitations/model/permissions.ts'
import { defineOperation } from '../operation.ts'

const policy = z
  .object({
    id: z.string().describe('Subject of the access token.'),
    kind: z.enum(['person', 'client']),
    permissions: z.array(z.enum(Object.keys(permissions) as [Permission, ...Permission[]])),
    grantable: z
      .object({
        roles: z.array(z.string()).nullable().describe('Names of roles; null: every role there is.'),
        metadata_keys: z
          .array(z.string())
          .nullable()
          .describe('Keys of `app_metadata` and `user_metadata`; null: all that are not reserved.'),
      })
      .describe('What you may grant. What an invitation grants is checked again when it is accepted.'),
    max_ttl_sec: z.object({ personal: z.int(), shared: z.int() }),
    cool_down_sec: z.int().describe('Between two mails about the same invitation.'),
    existence_visible: z.boolean().describe('Do answers tell you whether an address has an account?'),
    limits: z.array(
      z.object({
        limit: z.string().describe('Its name, as a refusal has it.'),
        max: z.int(),
        left: z.int(),
        ends_at: z.iso.datetime().describe('When counting begins anew.'),
      }),
    ),
  })
  .meta({ id: 'Policy' })

/** `GET /api/policy` */
export const getPolicy = defineOperation(
  {
    id: 'getPolicy',
    method: 'get',
    path: '/api/policy',
    tag: 'People',
    summary: 'What you may do',
    description: 'What the caller may grant, for how long, and what is left of the limits on sending.',
    permissions: ['create:invitations'],
    answers: [
      {
        status: 200,
        description: 'The policy as it is for this caller at this moment.',
        content: [
          {
            type: 'application/json',
            schema: policy,
            example: {
              id: 'auth0|5f7c8ec7c33c6c004bbafe82',
              kind: 'person',
              permissions: ['create:invitations', 'read:invitations', 'update:invitations'],
              grantable: { roles: ['Editor', 'Viewer'], metadata_keys: ['order'] },
              max_ttl_sec: { personal: 2_592_000, shared: 7_776_000 },
              cool_down_sec: 60,
              existence_visible: false,
              limits: [
                { limit: 'per_inviter_per_day', max: 1000, left: 987, ends_at: '2026-11-21T00:00:00.000Z' },
              ],
            },
          },
        ],
      },
    ],
    refusals: [],
    example: {},
  },
  async (deps, { caller }, c) => {
    const { maxTtlSeconds, coolDownSeconds } = deps.policy
    const view = await deps.describePolicy(caller)
    const answer: z.output<typeof policy> = {
      id: caller.id,
      kind: caller.kind,
      permissions: [...caller.permissions],
      grantable: {
        roles: view.grantableRoles && [...view.grantableRoles],
        metadata_keys: view.metadataKeys && [...view.metadataKeys],
      },
      max_ttl_sec: { ...maxTtlSeconds },
      cool_down_sec: coolDownSeconds,
      existence_visible: view.seesExistence,
      limits: view.limits.map(({ name, limit, left, endsAt }) => ({
        limit: name,
        max: limit,
        left,
        ends_at: new Date(endsAt).toISOString(),
      })),
    }
    return c.json(answer)
  },
)
