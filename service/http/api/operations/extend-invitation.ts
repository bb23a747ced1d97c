import { z } from 'zod'
import * as field from '../../../wire/field.ts'
import { exampleInvitation, invitation } from '../../../wire/invitation-schema.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { exampleParameters, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'

const extendInvitationBody = z
  .strictObject({
    ttl_sec: field.ttlSeconds
      .optional()
      .describe(`${field.ttlSeconds.description} Left out, it is the time that it was made for.`),
  })
  .meta({ id: 'ExtendInvitation' })

/** `POST /api/invitations/{id}/extend` */
export const extendInvitation = defineOperation(
  {
    id: 'extendInvitation',
    method: 'post',
    path: '/api/invitations/{id}/extend',
    tag: 'Invitations',
    summary: 'Give an invitation more time',
    description:
      'Sets a later end, for an expired invitation too. The link that the invitee has goes on working: no mail is sent.',
    permissions: ['update:invitations'],
    parameters: invitationParameters,
    body: extendInvitationBody,
    isBodyOptional: true,
    answers: [
      {
        status: 200,
        description: 'The invitation with its new end.',
        content: [{ type: 'application/json', schema: invitation, example: exampleInvitation }],
      },
    ],
    refusals: ['not_found', 'already_invited', 'not_pending', 'conflict', 'limit_reached'],
    example: { parameters: exampleParameters, body: { ttl_sec: 604_800 } },
  },
  async (deps, { caller, parameters, body }, c) => {
    return answerInvitation(
      deps,
      c,
      await deps.invitations.extend(parameters.id, { ttlSeconds: body.ttl_sec }, caller),
    )
  },
)
