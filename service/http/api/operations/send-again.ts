import { z } from 'zod'
import * as field from '../../../wire/field.ts'
import {
  exampleHandedOut,
  exampleInvitation,
  invitation,
  invitationWithLink,
} from '../../../wire/invitation-schema.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { exampleParameters, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'

const moreTime = z
  .strictObject({
    ttl_sec: field.ttlSeconds
      .optional()
      .describe(`${field.ttlSeconds.description} Left out, the end stays; an expired invitation needs it.`),
  })
  .meta({ id: 'MoreTime' })

const newLink = z
  .strictObject({ ...moreTime.shape, delivered_by_client: field.deliveredByClient.optional() })
  .meta({ id: 'NewLink' })

/** `POST /api/invitations/{id}/resend` */
export const resendInvitation = defineOperation(
  {
    id: 'resendInvitation',
    method: 'post',
    path: '/api/invitations/{id}/resend',
    tag: 'Invitations',
    summary: 'Send an invitation again',
    description:
      'Sends a new mail with a new link; every older link is dead at once. An invitation that was handed out is ' +
      'delivered from then on. After each mail there is a pause, which the policy sets.',
    permissions: ['update:invitations'],
    parameters: invitationParameters,
    body: moreTime,
    isBodyOptional: true,
    answers: [
      {
        status: 200,
        description: 'The mail is on its way.',
        content: [{ type: 'application/json', schema: invitation, example: exampleInvitation }],
      },
    ],
    refusals: ['not_found', 'already_invited', 'not_pending', 'expired', 'conflict', 'limit_reached'],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters, body }, c) => {
    return answerInvitation(
      deps,
      c,
      await deps.invitations.resend(parameters.id, { ttlSeconds: body.ttl_sec }, caller),
    )
  },
)

/** `POST /api/invitations/{id}/link` */
export const createInvitationLink = defineOperation(
  {
    id: 'createInvitationLink',
    method: 'post',
    path: '/api/invitations/{id}/link',
    tag: 'Invitations',
    summary: 'Make a new link',
    description:
      'Makes a new link for you to hand out; every older one is dead at once. The answer has it as `invitation_url`, ' +
      'this once. Nobody joins with it: its page sends the message to the invited address, and only that leads on. A ' +
      'client with `deliver:invitations` gets one to send itself, with `delivered_by_client: true`.',
    permissions: ['update:invitations'],
    parameters: invitationParameters,
    body: newLink,
    isBodyOptional: true,
    answers: [
      {
        status: 200,
        description: 'The invitation with its new link.',
        content: [{ type: 'application/json', schema: invitationWithLink, example: exampleHandedOut }],
      },
    ],
    refusals: [
      'forbidden',
      'not_found',
      'already_invited',
      'not_pending',
      'expired',
      'conflict',
      'limit_reached',
    ],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters, body }, c) => {
    const options = { ttlSeconds: body.ttl_sec, deliveredByClient: body.delivered_by_client }
    const renewed = await deps.invitations.renewLink(parameters.id, options, caller)
    return answerInvitation(deps, c, renewed, { showsLink: true })
  },
)
