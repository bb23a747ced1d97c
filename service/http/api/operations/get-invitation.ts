import { exampleInvitation, invitation } from '../../../wire/invitation-schema.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { exampleParameters, findInvitation, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'

/** `GET /api/invitations/{id}` */
export const getInvitation = defineOperation(
  {
    id: 'getInvitation',
    method: 'get',
    path: '/api/invitations/{id}',
    tag: 'Invitations',
    summary: 'Get an invitation',
    description: 'What it is now, and who joined through it. Never with a link.',
    permissions: ['read:invitations'],
    parameters: invitationParameters,
    answers: [
      {
        status: 200,
        description: 'The invitation.',
        content: [{ type: 'application/json', schema: invitation, example: exampleInvitation }],
      },
    ],
    refusals: ['not_found'],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters }, c) =>
    answerInvitation(deps, c, await findInvitation(deps, caller, parameters.id)),
)
