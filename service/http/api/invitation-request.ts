import { z } from 'zod'
import { ApiError } from './api-error.ts'

const DAY_SECONDS = 86_400

/** A list is bounded as Auth0's organization invitations bound theirs. */
const MAX_ROLES = 50

/**
 * The body of `POST /api/invitations`: every field of the design, named as in Auth0's organization invitations where
 * those have a name (https://auth0.com/docs/api/management/v2/organizations/post-invitations). A field that nothing
 * implements yet is checked like the others and then refused by `assertBuilt`, so that it never means something else.
 */
const invitationRequest = z.strictObject({
  kind: z.enum(['personal', 'shared', 'domain']).default('personal'),
  inviter: z.strictObject({ name: z.string().min(1).max(300).optional() }).default({}),
  invitee: z
    .strictObject({
      email: z.string().max(320).optional(),
      phone_number: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/)
        .optional(),
    })
    .default({}),
  domain: z.string().max(253).optional(),
  organization: z.string().max(100).optional(),
  client_id: z.string().min(1).max(128).optional(),
  connection: z
    .string()
    .regex(/^[\w-]{1,128}$/)
    .optional(),
  roles: z.array(z.string().min(1).max(100)).max(MAX_ROLES).default([]),
  permissions: z
    .array(z.strictObject({ resource_server_identifier: z.string(), permission_name: z.string() }))
    .default([]),
  app_metadata: z.record(z.string(), z.json()).default({}),
  user_metadata: z.record(z.string(), z.json()).default({}),
  profile: z
    .strictObject({
      name: z.string().min(1).max(300).optional(),
      given_name: z.string().min(1).max(150).optional(),
      family_name: z.string().min(1).max(150).optional(),
      nickname: z.string().min(1).max(300).optional(),
      picture: z.url().optional(),
    })
    .default({}),
  ttl_sec: z
    .int()
    .min(60)
    .max(30 * DAY_SECONDS)
    .default(7 * DAY_SECONDS),
  send_invitation_email: z.boolean().default(true),
  message: z.string().min(1).max(1000).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/)
    .optional(),
  result_url: z.url().max(2048).optional(),
  external_id: z.string().min(1).max(255).optional(),
  max_uses: z.int().min(1).max(10_000).default(1),
  on_existing_user: z.enum(['add', 'refuse']).default('add'),
  notify_inviter: z.boolean().default(false),
})

export type InvitationRequest = z.infer<typeof invitationRequest>

/** Reads the body of a request. Throws ApiError `unknown_field`, `invalid_field` or `not_yet`, naming the field. */
export function parseInvitationRequest(body: unknown): InvitationRequest {
  const result = invitationRequest.safeParse(body)
  if (!result.success) throw toFieldError(result.error.issues)
  assertBuilt(result.data)
  return result.data
}

/** Names the first fault; the value never comes back, because it may be an address. */
function toFieldError(issues: readonly z.core.$ZodIssue[]): ApiError {
  const [issue] = issues
  const path = issue?.path.filter(part => typeof part === 'string') ?? []
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? ''
    // A name that no field could have may be anything, a pasted address included.
    const field = [...path, /^\w{1,64}$/.test(name) ? name : '?'].join('.')
    return new ApiError('unknown_field', 'The request has a field that does not exist.', { field })
  }
  const field = path.join('.') || 'body'
  return new ApiError('invalid_field', `The field ${field} is not valid.`, { field })
}

/** Fields that are accepted in no other way than their default for now. */
function assertBuilt(request: InvitationRequest): void {
  const unbuilt: Record<string, boolean> = {
    kind: request.kind !== 'personal',
    'invitee.phone_number': request.invitee.phone_number !== undefined,
    domain: request.domain !== undefined,
    organization: request.organization !== undefined,
    permissions: request.permissions.length > 0,
    profile: Object.keys(request.profile).length > 0,
    send_invitation_email: !request.send_invitation_email,
    message: request.message !== undefined,
    locale: request.locale !== undefined && request.locale !== 'en',
    max_uses: request.max_uses !== 1,
    on_existing_user: request.on_existing_user !== 'add',
    notify_inviter: request.notify_inviter,
  }
  const field = Object.keys(unbuilt).find(name => unbuilt[name])
  if (field) throw new ApiError('not_yet', `The field ${field} is not built yet.`, { field })
}
