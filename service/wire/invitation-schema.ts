import { z } from 'zod'
import { deliveryStatuses } from '../invitations/model/delivery-status.ts'
import { viaFields } from './event-schema.ts'
import * as field from './field.ts'

const instant = z.iso.datetime()
const text = z.string()
const record = z.record(z.string(), z.unknown())

export const invitationStatus = z.enum(['pending', 'accepted', 'declined', 'revoked', 'expired'])
export const deliveryStatus = z.enum(deliveryStatuses)
export const invitationKind = z.enum(['personal', 'shared', 'domain'])

const redemption = z
  .object({
    user_id: text.describe('The user who joined.'),
    account: z
      .enum(['new', 'existing'])
      .nullable()
      .describe(
        'Was the account made for this invitation? null where EXISTENCE_VISIBLE_TO does not let you know.',
      ),
    connection: text.describe('The connection they logged in with.'),
    client_id: text.describe('The application they logged in to.'),
    redeemed_at: instant,
    granted_at: instant.nullable().describe('Since when they have everything that was promised.'),
  })
  .meta({ id: 'Redemption', description: 'One use of an invitation by one user.' })

const permission = z.object({ resource_server_identifier: text, permission_name: text })

/** An invitation as the API shows it. Never with a link: `invitationWithLink` is for the answers that have one. */
export const invitation = z
  .object({
    id: text,
    kind: invitationKind,
    status: invitationStatus,
    parent_id: text.nullable().describe('The shared or domain invitation that sent this personal one.'),
    inviter: z.object({
      id: text.describe('Subject of the access token: a user, `<client id>@clients`, or an agent.'),
      kind: z.enum(['person', 'client']),
      ...viaFields,
      name: text
        .nullable()
        .describe('Whom the invitee sees. Where `kind` is client, the client has named them.'),
    }),
    invitee: z.object({ email: text.nullable(), phone_number: text.nullable() }),
    domain: text.nullable(),
    client_id: text.nullable(),
    connection: text.nullable(),
    roles: z.array(text),
    permissions: z.array(permission),
    app_metadata: record,
    user_metadata: record,
    profile: field.profile,
    send_invitation_email: z
      .boolean()
      .describe(
        '`true`: the service mails the link and shows it to nobody. `false`: a client sends it itself, or it is handed out.',
      ),
    delivered_by_client: z
      .boolean()
      .describe('`true`: a client sends the link, and vouches that only the invited address sees it.'),
    delivery_status: deliveryStatus
      .nullable()
      .describe('What became of the latest mail; null where there is none.'),
    message: text.nullable(),
    locale: text.nullable(),
    result_url: text.nullable(),
    external_id: text.nullable(),
    notify_inviter: z.boolean(),
    on_existing_user: z.enum(['add', 'refuse']),
    max_uses: z.int(),
    uses: z.int(),
    created_at: instant,
    updated_at: instant,
    sent_at: instant.nullable().describe('When the latest mail was handed to the mail provider.'),
    expires_at: instant,
    accepted_at: instant.nullable(),
    erased_at: instant.nullable().describe('When the personal data was erased.'),
    redemptions: z
      .array(redemption)
      .describe(
        'Who joined through it. Those who joined through a shared or domain link are in its children: `parent_id`.',
      ),
  })
  .meta({ id: 'Invitation' })

export type InvitationJson = z.output<typeof invitation>

export const invitationWithLink = invitation
  .extend({
    invitation_url: z
      .url()
      .optional()
      .describe(
        'The link. Only where `send_invitation_email` is false, and only in the answer that makes it; where ' +
          '`delivered_by_client` is true, only for that client.',
      ),
  })
  .meta({ id: 'InvitationWithLink' })

export const exampleInvitation: InvitationJson = {
  id: 'inv_x3pZ8dN1T0uYq5mCkR7wEg',
  kind: 'personal',
  status: 'pending',
  parent_id: null,
  inviter: { id: 'auth0|5f7c8ec7c33c6c004bbafe82', kind: 'person', name: 'Ada Lovelace' },
  invitee: { email: 'grace@example.com', phone_number: null },
  domain: null,
  client_id: 'Wj3r2mQdV8pTz6nYc1kXb0sLh5aGf9eU',
  connection: null,
  roles: ['Editor'],
  permissions: [],
  app_metadata: { order: 4711 },
  user_metadata: {},
  profile: { given_name: 'Grace' },
  send_invitation_email: true,
  delivered_by_client: false,
  delivery_status: 'sent',
  message: 'Looking forward to working with you!',
  locale: 'en',
  result_url: 'https://portal.example.com/welcome',
  external_id: 'crm-1843',
  notify_inviter: true,
  on_existing_user: 'add',
  max_uses: 1,
  uses: 0,
  created_at: '2026-11-20T10:00:00.000Z',
  updated_at: '2026-11-20T10:00:02.000Z',
  sent_at: '2026-11-20T10:00:02.000Z',
  expires_at: '2026-11-27T10:00:00.000Z',
  accepted_at: null,
  erased_at: null,
  redemptions: [],
}

export const exampleHandedOut = {
  ...exampleInvitation,
  send_invitation_email: false,
  delivery_status: null,
  sent_at: null,
  invitation_url:
    'https://invite.example.com/i/eyJhbGciOiJFZERTQSIsImtpZCI6ImwxIn0.eyJqdGkiOiJpbnZfIn0.c2lnbmF0dXJl',
}

export const exampleAccepted: InvitationJson = {
  ...exampleInvitation,
  status: 'accepted',
  uses: 1,
  accepted_at: '2026-11-20T12:14:09.000Z',
  updated_at: '2026-11-20T12:14:09.000Z',
  redemptions: [
    {
      user_id: 'auth0|6561f1c2a9b0d3e4f5a6b7c8',
      account: 'new',
      connection: 'Username-Password-Authentication',
      client_id: 'Wj3r2mQdV8pTz6nYc1kXb0sLh5aGf9eU',
      redeemed_at: '2026-11-20T12:14:09.000Z',
      granted_at: '2026-11-20T12:14:11.000Z',
    },
  ],
}

export const exampleErased: InvitationJson = {
  ...exampleAccepted,
  inviter: { ...exampleAccepted.inviter, name: null },
  invitee: { email: null, phone_number: null },
  app_metadata: {},
  profile: {},
  message: null,
  erased_at: '2027-01-04T08:00:00.000Z',
}
