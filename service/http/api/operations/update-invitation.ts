import { exampleHandedOut, invitationWithLink } from '../../../wire/invitation-schema.ts'
import { toInvitationChanges } from '../../../wire/to-new-invitation.ts'
import { updateInvitationBody } from '../../../wire/update-invitation-body.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { exampleParameters, findInvitation, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'

/** `PATCH /api/invitations/{id}` */
export const updateInvitation = defineOperation(
  {
    id: 'updateInvitation',
    method: 'patch',
    path: '/api/invitations/{id}',
    tag: 'Invitations',
    summary: 'Change an invitation',
    description:
      'Changes a pending invitation. What is left out stays; `null` takes a value away.\n\n' +
      'Another address, other roles, permissions or metadata, or another way of delivery make the old link dead at ' +
      'once: the invitation is mailed again by itself, or, if it is handed out or you send it yourself, the answer has the ' +
      'new `invitation_url`. You may grant as much as when creating one.',
    permissions: ['update:invitations'],
    parameters: invitationParameters,
    body: updateInvitationBody,
    answers: [
      {
        status: 200,
        description: 'The invitation as it is now.',
        content: [{ type: 'application/json', schema: invitationWithLink, example: exampleHandedOut }],
      },
    ],
    refusals: [
      'forbidden',
      'not_found',
      'already_invited',
      'user_exists',
      'not_pending',
      'expired',
      'conflict',
      'limit_reached',
    ],
    example: { parameters: exampleParameters, body: { roles: ['Editor', 'Viewer'], message: null } },
  },
  async (deps, { caller, parameters, body }, c) => {
    const before = await findInvitation(deps, caller, parameters.id)
    const invitation = await deps.invitations.edit(before.id, toInvitationChanges(body), caller)
    return answerInvitation(deps, c, invitation, { showsLink: invitation.generation !== before.generation })
  },
)
