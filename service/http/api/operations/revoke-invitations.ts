import { z } from 'zod'
import { exampleInvitation, invitation } from '../../../wire/invitation-schema.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { ApiError } from '../api-error.ts'
import { exampleParameters, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'
import { revokeFilterBody } from '../schemas/filter-query.ts'
import { toFilter } from '../to-filter.ts'

const revoked = { ...exampleInvitation, status: 'revoked' }

/** `POST /api/invitations/{id}/revoke` */
export const revokeInvitation = defineOperation(
  {
    id: 'revokeInvitation',
    method: 'post',
    path: '/api/invitations/{id}/revoke',
    tag: 'Invitations',
    summary: 'Revoke an invitation',
    description:
      'Makes a pending invitation, its link and every log-in that has been begun with it worthless at once. An ' +
      'invitation that is accepted, declined or revoked stays what it is: 409 `not_pending`.',
    permissions: ['delete:invitations'],
    parameters: invitationParameters,
    answers: [
      {
        status: 200,
        description: 'The revoked invitation.',
        content: [{ type: 'application/json', schema: invitation, example: revoked }],
      },
    ],
    refusals: ['not_found', 'not_pending', 'conflict'],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters }, c) => {
    return answerInvitation(deps, c, await deps.invitations.revoke(parameters.id, caller))
  },
)

/** `DELETE /api/invitations/{id}` */
export const deleteInvitation = defineOperation(
  {
    id: 'deleteInvitation',
    method: 'delete',
    path: '/api/invitations/{id}',
    tag: 'Invitations',
    summary: 'Delete an invitation, as Auth0 has it',
    description:
      "Revokes the invitation, for programs that were written for Auth0's organization invitations. It stays in lists " +
      'and in the history, as revoked.',
    permissions: ['delete:invitations'],
    parameters: invitationParameters,
    answers: [{ status: 204, description: 'The invitation is revoked.' }],
    refusals: ['not_found', 'not_pending', 'conflict'],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters }, c) => {
    await deps.invitations.revoke(parameters.id, caller)
    return c.body(null, 204)
  },
)

/** `POST /api/invitations/revoke` */
export const revokeInvitations = defineOperation(
  {
    id: 'revokeInvitations',
    method: 'post',
    path: '/api/invitations/revoke',
    tag: 'Invitations',
    summary: 'Revoke all invitations that match',
    description:
      'Revokes every pending invitation that meets all conditions, of those that are yours. At least one condition is ' +
      'needed. The count that is answered is the number of invitations that were changed.',
    permissions: ['delete:invitations'],
    body: revokeFilterBody,
    answers: [
      {
        status: 200,
        description: 'How many invitations were changed.',
        content: [
          {
            type: 'application/json',
            schema: z.object({ revoked: z.int() }).meta({ id: 'RevokedCount' }),
            example: { revoked: 12 },
          },
        ],
      },
    ],
    refusals: [],
    example: { body: { role: 'Editor', created_before: '2026-11-01T00:00:00Z' } },
  },
  async (deps, { caller, body }, c) => {
    if (Object.keys(body).length === 0)
      throw new ApiError('invalid_field', 'Expected at least one condition.', { field: 'body' })
    return c.json({ revoked: await deps.invitations.revokeMatching(toFilter(body, caller), caller) })
  },
)
