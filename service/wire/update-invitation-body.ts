import { z } from 'zod'
import * as field from './field.ts'

/** The body of `PATCH /api/invitations/{id}`: what is left out stays; null takes away what may be missing. */
export const updateInvitationBody = z
  .strictObject({
    invitee: z
      .strictObject({ email: field.email.optional(), phone_number: field.phoneNumber.optional() })
      .optional()
      .describe('Another address. The link that the old one has is dead at once.'),
    roles: field.roles.optional(),
    permissions: field.permissions.optional(),
    app_metadata: field.appMetadata.optional(),
    user_metadata: field.userMetadata.optional(),
    send_invitation_email: field.sendInvitationEmail
      .optional()
      .describe('Changes whether the link is mailed (`true`) or handed out (`false`).'),
    delivered_by_client: field.deliveredByClient
      .optional()
      .describe(
        `${field.deliveredByClient.description} Left out, you go on sending what was yours or another client's to ` +
          'send, if you may; if not, the service mails it.',
      ),
    message: field.message.nullable().optional(),
    locale: field.locale.nullable().optional(),
    result_url: field.resultUrl.nullable().optional(),
    external_id: field.externalId.nullable().optional(),
    notify_inviter: field.notifyInviter.optional(),
    ttl_sec: field.ttlSeconds.optional(),
  })
  .meta({ id: 'UpdateInvitation' })

export type UpdateInvitationBody = z.output<typeof updateInvitationBody>
