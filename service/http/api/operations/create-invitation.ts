import { createInvitationBody } from '../../../wire/create-invitation-body.ts'
import { exampleHandedOut, invitationWithLink } from '../../../wire/invitation-schema.ts'
import { toNewInvitation } from '../../../wire/to-new-invitation.ts'
import { answerInvitation } from '../answer-invitation.ts'
import { createOnce } from '../idempotency.ts'
import { defineOperation } from '../operation.ts'

/** `POST /api/invitations` */
export const createInvitation = defineOperation(
  {
    id: 'createInvitation',
    method: 'post',
    path: '/api/invitations',
    tag: 'Invitations',
    summary: 'Create an invitation',
    description:
      'Invites one person, or makes a link that several people can use. The mail is sent right after the answer; its ' +
      'link is shown to nobody else. With `send_invitation_email: false` no mail is sent, and the answer has ' +
      '`invitation_url`, here and nowhere else; its page sends the message to the invited address, and only that leads ' +
      'on. A client with `deliver:invitations` sends the link itself: `delivered_by_client: true`.\n\n' +
      'Nobody grants what they do not have: roles and permissions are your own and those that the policy lists for ' +
      'your roles; metadata needs `grant:metadata`, and its keys are those that the policy lists. With `grant:any` ' +
      'there is no such list. `GET /api/policy` says what holds for you. Shared and domain links need ' +
      '`create:shared_links`.',
    permissions: ['create:invitations'],
    body: createInvitationBody,
    takesIdempotencyKey: true,
    answers: [
      {
        status: 201,
        description: 'The invitation is made.',
        headers: { Location: 'Address of the invitation in this API.' },
        content: [{ type: 'application/json', schema: invitationWithLink, example: exampleHandedOut }],
      },
      {
        status: 200,
        description:
          'With `on_live_invitation: "extend"`: the invitation that was there has been given more time.',
        content: [{ type: 'application/json', schema: invitationWithLink, example: exampleHandedOut }],
      },
    ],
    refusals: ['forbidden', 'already_invited', 'user_exists', 'conflict', 'limit_reached', 'not_yet'],
    example: {
      body: {
        invitee: { email: 'grace@example.com' },
        client_id: exampleHandedOut.client_id,
        roles: ['Editor'],
        app_metadata: { order: 4711 },
        external_id: 'crm-1843',
        send_invitation_email: false,
      },
    },
  },
  async (deps, { caller, body }, c) => {
    const request = toNewInvitation(body, caller)
    const key = c.req.header('Idempotency-Key')
    const made = await createOnce(deps, { key, caller, body }, requestKeyHash =>
      deps.invitations.create({ ...request, requestKeyHash }, caller),
    )
    const { outcome, invitation, isRepeated } = made
    if (isRepeated) c.header('Idempotent-Replayed', 'true')
    // A repeated answer shows the link that the first one had, and no newer one: that was made for somebody else.
    const showsLink = outcome === 'created' && invitation.generation === 1
    return answerInvitation(deps, c, invitation, { status: outcome === 'created' ? 201 : 200, showsLink })
  },
)
