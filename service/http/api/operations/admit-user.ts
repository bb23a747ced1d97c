import { z } from 'zod'
import * as field from '../../../wire/field.ts'
import { ApiError } from '../api-error.ts'
import { defineOperation } from '../operation.ts'

const body = z
  .strictObject({
    user_id: z.string().min(1).max(255).optional().describe('Somebody who is in the tenant.'),
    email: field.email
      .optional()
      .describe(
        'Whoever has proven this address; with `connection`, somebody who is made there if nobody has it.',
      ),
    connection: field.connection.optional().describe('The database in which to make them.'),
  })
  .meta({ id: 'AdmitUser' })

const admitted = z
  .object({
    user_id: z.string(),
    user_ids: z
      .array(z.string())
      .describe('Everybody who was admitted; an address can have several accounts.'),
    is_new: z.boolean().describe('Was the user made? They choose a password with “Forgot password?”.'),
  })
  .meta({ id: 'AdmittedUser' })

/** `POST /api/users/admit` */
export const admitUser = defineOperation(
  {
    id: 'admitUser',
    method: 'post',
    path: '/api/users/admit',
    tag: 'People',
    summary: 'Let a person pass the gate without an invitation',
    description:
      'Somebody who is in the tenant (`user_id`), all accounts that have proven an address (`email`), or somebody who ' +
      'is to be made in a database (`email` and `connection`). An account that has not proven its address could be ' +
      'anybody’s: it is admitted by `user_id` only. Users made in the dashboard are refused by the gate, because it cannot mark them; these are marked.',
    permissions: ['grant:any'],
    body,
    answers: [
      {
        status: 200,
        description: 'The gate lets them pass from their next login on.',
        content: [
          {
            type: 'application/json',
            schema: admitted,
            example: {
              user_id: 'auth0|6561f1c2a9b0d3e4f5a6b7c8',
              user_ids: ['auth0|6561f1c2a9b0d3e4f5a6b7c8'],
              is_new: false,
            },
          },
        ],
      },
    ],
    refusals: ['not_found', 'user_exists'],
    example: { body: { user_id: 'auth0|6561f1c2a9b0d3e4f5a6b7c8' } },
  },
  async (deps, { body: { user_id, email, connection } }, c) => {
    const { userIds, isNew } = await deps.admitUser(toSubject(user_id, email, connection))
    return c.json({ user_id: userIds[0], user_ids: userIds, is_new: isNew })
  },
)

function toSubject(userId: string | undefined, email: string | undefined, connection: string | undefined) {
  if (userId !== undefined && email === undefined && connection === undefined) return { userId }
  if (userId === undefined && email !== undefined)
    return { email, ...(connection !== undefined && { connection }) }
  throw new ApiError('invalid_field', 'Expected user_id, or email.', { field: 'user_id' })
}
