import { z } from 'zod'
import * as field from '../../../wire/field.ts'
import { deliveryStatus, invitationKind, invitationStatus } from '../../../wire/invitation-schema.ts'

const instant = z.iso.datetime({ offset: true }).transform(text => Date.parse(text))

/** What lists, exports and bulk changes can be narrowed down by; all conditions must hold. */
export const filterQuery = z.strictObject({
  status: invitationStatus.optional(),
  delivery_status: deliveryStatus.optional().describe('What became of the latest mail.'),
  kind: invitationKind.optional(),
  email: z.string().min(1).max(320).optional().describe('Exactly this address.'),
  phone_number: field.phoneNumber.optional().describe('Exactly this number, after E.164.'),
  inviter: z.string().min(1).max(255).optional().describe('Subject of the inviter’s access token.'),
  role: z.string().min(1).max(100).optional().describe('Invitations that grant this role.'),
  client_id: z.string().min(1).max(128).optional(),
  external_id: z.string().min(1).max(255).optional(),
  parent_id: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('The personal invitations that a shared or domain invitation has sent.'),
  created_after: instant.optional().describe('At this instant or later.'),
  created_before: instant.optional().describe('Before this instant.'),
  expires_after: instant.optional().describe('At this instant or later.'),
  expires_before: instant.optional().describe('Before this instant.'),
})

export type FilterQuery = z.output<typeof filterQuery>

/** The filter of a change to all matches; only pending invitations change anyway. */
export const revokeFilterBody = filterQuery
  .extend({
    status: z
      .enum(['pending', 'expired'])
      .optional()
      .describe('Only those whose time has not come yet, or only those whose time has.'),
  })
  .meta({ id: 'RevokeInvitations' })
