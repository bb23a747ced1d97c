import { exampleErased, invitation } from '../../../wire/invitation-schema.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { exampleParameters, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'

/** `POST /api/invitations/{id}/erase` */
export const eraseInvitation = defineOperation(
  {
    id: 'eraseInvitation',
    method: 'post',
    path: '/api/invitations/{id}/erase',
    tag: 'Invitations',
    summary: 'Erase the personal data in an invitation',
    description:
      'Takes out the address, the inviter’s name, the message, the profile fields and the metadata, for good. The ' +
      'invitation stays in counts and in the history. One that is still pending is revoked by it.',
    permissions: ['delete:invitations', 'grant:any'],
    parameters: invitationParameters,
    answers: [
      {
        status: 200,
        description: 'What is left of the invitation.',
        content: [{ type: 'application/json', schema: invitation, example: exampleErased }],
      },
    ],
    refusals: ['not_found', 'conflict'],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters }, c) => {
    return answerInvitation(deps, c, await deps.invitations.erase(parameters.id, caller))
  },
)
