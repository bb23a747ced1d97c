import { z } from 'zod'
import * as field from './field.ts'

const invitee = z
  .strictObject({ email: field.email.optional(), phone_number: field.phoneNumber.optional() })
  .describe('Whom a personal invitation is for: one of the two.')

/**
 * The body of `POST /api/invitations`: every field of the design, named as in Auth0's organization invitations where
 * those have a name (https://auth0.com/docs/api/management/v2/organizations/post-invitations).
 */
export const createInvitationBody = z
  .strictObject({
    kind: z
      .enum(['personal', 'shared', 'domain'])
      .default('personal')
      .describe(
        'For one address, for whoever has the link, or for whoever has the link and an address of `domain`. ' +
          'The latter two need `create:shared_links`, and their link is always handed out.',
      ),
    inviter: z.strictObject({ name: field.inviterName.optional() }).default({}),
    invitee: invitee.default({}),
    domain: field.domain.optional(),
    organization: z.string().max(100).optional().describe('Not built yet: answered with `not_yet`.'),
    client_id: field.clientId.optional(),
    connection: field.connection.optional(),
    roles: field.roles.default([]),
    permissions: field.permissions.default([]),
    app_metadata: field.appMetadata.default({}),
    user_metadata: field.userMetadata.default({}),
    profile: field.profile.default({}),
    ttl_sec: field.ttlSeconds.optional().describe(`${field.ttlSeconds.description} 7 days if left out.`),
    send_invitation_email: field.sendInvitationEmail
      .optional()
      .describe(
        `${field.sendInvitationEmail.description} \`true\` if left out, but for shared and domain links.`,
      ),
    delivered_by_client: field.deliveredByClient.optional(),
    message: field.message.optional(),
    locale: field.locale.optional(),
    result_url: field.resultUrl.optional(),
    external_id: field.externalId.optional(),
    max_uses: field.maxUses.default(1),
    on_existing_user: field.onExistingUser.default('add'),
    on_live_invitation: z
      .enum(['replace', 'extend'])
      .optional()
      .describe(
        'What to do with an invitation of the same address that is still open: revoke it and make a new one, or ' +
          'give the old one more time. Without this field the answer is 409 `already_invited`.',
      ),
    notify_inviter: field.notifyInviter.default(false),
  })
  .meta({ id: 'CreateInvitation' })

export type CreateInvitationBody = z.output<typeof createInvitationBody>
