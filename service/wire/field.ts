import { z } from 'zod'

/** The fields that several requests share, each said once. Rules that need the tenant or the policy come later. */

const DAY_SECONDS = 86_400
/** The longest that any policy may allow, for links that several people use. */
const MAX_TTL_SECONDS = 90 * DAY_SECONDS
/** A list is bounded as Auth0's organization invitations bound theirs. */
const MAX_ROLES = 50
const MAX_PERMISSIONS = 100

/** Measured before it is read: reading a host name takes the square of its length. */
const url = z
  .string()
  .max(2048, { abort: true })
  .refine(text => URL.canParse(text))
  .meta({ format: 'uri' })

export const email = z.string().max(320).meta({ description: 'Email address.', format: 'email' })

export const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .describe('Phone number after E.164: `+` and 7 to 15 digits.')

export const inviterName = z
  .string()
  .min(1)
  .max(300)
  .describe('Whom the invitee sees as inviter. Only clients may name one; for a person it is their own name.')

export const clientId = z.string().min(1).max(128).describe('The application that the invitation leads to.')

export const connection = z
  .string()
  .regex(/^[\w-]{1,128}$/)
  .describe('Name of the one connection that the invitation may be accepted with.')

export const roles = z
  .array(z.string().min(1).max(100))
  .max(MAX_ROLES)
  .describe('Names of roles in the tenant that the invitee gets.')

export const permissions = z
  .array(
    z.strictObject({
      resource_server_identifier: z.string().min(1).max(255).describe('Identifier of the API.'),
      permission_name: z.string().min(1).max(255).describe('Name of the permission.'),
    }),
  )
  .max(MAX_PERMISSIONS)
  .describe('Permissions of APIs that the invitee gets.')

export const appMetadata = z
  .record(z.string(), z.unknown())
  .describe('Keys for `app_metadata`. Keys that the user has already are kept.')

export const userMetadata = z
  .record(z.string(), z.unknown())
  .describe('Keys for `user_metadata`. Keys that the user has already are kept.')

export const profile = z
  .strictObject({
    name: z.string().min(1).max(300).optional(),
    given_name: z.string().min(1).max(150).optional(),
    family_name: z.string().min(1).max(150).optional(),
    nickname: z.string().min(1).max(300).optional(),
    picture: url.optional(),
  })
  .describe('Profile fields to fill in for a new account.')

export const ttlSeconds = z
  .int()
  .min(60)
  .max(MAX_TTL_SECONDS)
  .describe('How long the link opens, in seconds from now. The policy may allow less.')

export const message = z
  .string()
  .min(1)
  .max(1000)
  .describe('A few personal words in the mail: plain text, without links.')

export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/)
  .describe('Language of the mail and the pages (BCP 47). English where there is no translation.')

export const resultUrl = url.describe(
  'Where the invitee goes after joining. Its origin must be on the list of the service.',
)

export const externalId = z
  .string()
  .min(1)
  .max(255)
  .describe('Your own id for it. Comes back in lists and webhooks, and can be filtered by.')

export const maxUses = z
  .int()
  .min(1)
  .max(100_000)
  .describe('How many people may join with a shared or domain link.')

export const domain = z.string().min(1).max(253).describe('Whoever has an address of this domain may join.')

export const onExistingUser = z
  .enum(['add', 'refuse'])
  .describe('Whether somebody who has an account already gets the grant or is refused.')

export const notifyInviter = z
  .boolean()
  .describe('Whether the inviter gets a mail when the invitation is accepted.')

export const sendInvitationEmail = z
  .boolean()
  .describe(
    '`false`: no mail is sent, and the answer has `invitation_url` for you to hand out. Nobody joins with a link that ' +
      'was handed out: its page sends the message to the invited address, and only that leads on.',
  )

export const deliveredByClient = z
  .boolean()
  .describe(
    '`true`: no mail is sent, and the answer has `invitation_url` for you to send to the invited address yourself. You ' +
      'vouch that nobody else sees it, not even a person of yours, and whoever opens it is taken for the invitee. Needs ' +
      '`deliver:invitations`, which only a client can have: for a person it is refused, whatever their token allows.',
  )
