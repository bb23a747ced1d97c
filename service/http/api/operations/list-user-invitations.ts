import { z } from 'zod'
import { isOwn } from '../../../invitations/manage/find-own.ts'
import { toInvitation } from '../../../invitations/model/invitation.ts'
import { toInvitationJson } from '../../../wire/invitation-json.ts'
import { exampleAccepted, invitation } from '../../../wire/invitation-schema.ts'
import { defineOperation } from '../operation.ts'

/** `GET /api/users/{user_id}/invitations` */
export const listUserInvitations = defineOperation(
  {
    id: 'listUserInvitations',
    method: 'get',
    path: '/api/users/{user_id}/invitations',
    tag: 'People',
    summary: 'What a user joined through',
    description:
      'The invitations that a user has accepted, latest first, 500 at most: your own, with `grant:any` all. An empty list may mean ' +
      'that there is no such user.',
    permissions: ['read:invitations'],
    parameters: z.strictObject({ user_id: z.string().max(255).describe('Id of the user in the tenant.') }),
    answers: [
      {
        status: 200,
        description: 'The invitations, each with this user’s use of it.',
        content: [
          {
            type: 'application/json',
            schema: z.object({ invitations: z.array(invitation) }).meta({ id: 'UserInvitations' }),
            example: { invitations: [exampleAccepted] },
          },
        ],
      },
    ],
    refusals: [],
    example: { parameters: { user_id: 'auth0|6561f1c2a9b0d3e4f5a6b7c8' } },
  },
  async (deps, { caller, parameters }, c) => {
    const found = await deps.ledger.findInvitationsOfUser(parameters.user_id)
    const options = { now: deps.now(), seesExistence: deps.seesExistence(caller) }
    const invitations = found
      .toReversed()
      .filter(({ invitation }) => isOwn(invitation, caller))
      .map(({ invitation, redemption }) => toInvitationJson(toInvitation(invitation), [redemption], options))
    return c.json({ invitations })
  },
)
