import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { toInvitation } from '../../invitations/invitation.ts'
import { InvitationError } from '../../invitations/invitation-error.ts'
import { GRANT_ANY_PERMISSION, type NewInvitation } from '../../invitations/new-invitation.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { InvitationUseCases } from '../use-cases.ts'
import type { Caller, VerifyAccessToken } from './access-token.ts'
import { ApiError } from './api-error.ts'
import { type ApiEnv, createGuard } from './guard.ts'
import { toInvitationJson } from './invitation-json.ts'
import { type InvitationRequest, parseInvitationRequest } from './invitation-request.ts'
import type { NamePermission } from './permissions.ts'
import { readJson } from './read-json.ts'

const MAX_BODY_BYTES = 64 * 1024

export interface InvitationRoutesDeps {
  readonly publicUrl: string
  readonly verifyAccessToken: VerifyAccessToken
  readonly nameOfPermission: NamePermission
  readonly invitations: Pick<InvitationUseCases, 'create'>
  readonly ledger: Pick<Ledger, 'findInvitation' | 'findRedemptionsOfInvitation'>
  readonly now: () => number
}

/** `POST /api/invitations` and `GET /api/invitations/:id`, for holders of the tenant's access tokens. */
export function createInvitationRoutes(deps: InvitationRoutesDeps): Hono<ApiEnv> {
  const guard = createGuard(deps.verifyAccessToken, deps.nameOfPermission)
  return new Hono<ApiEnv>()
    .post('/', guard(['create:invitations']), bodyLimit({ maxSize: MAX_BODY_BYTES, onError }), async c => {
      const caller = c.get('caller')
      const request = toNewInvitation(parseInvitationRequest(await readJson(c)), caller)
      const invitation = await deps.invitations
        .create(request, { ...caller, name: undefined })
        .catch((error: unknown) => Promise.reject(toApiError(error)))
      c.header('Location', `${deps.publicUrl}/api/invitations/${invitation.id}`)
      return c.json(toInvitationJson(invitation, [], { now: deps.now(), seesExistence: false }), 201)
    })
    .get('/:id', guard(['read:invitations']), async c => {
      const row = await deps.ledger.findInvitation(c.req.param('id'))
      // "Not yours" is answered exactly like "not there", so that ids tell nothing.
      if (!row || !maySee(c.get('caller'), row.inviter_id))
        throw new ApiError('not_found', 'There is no such invitation.')
      const redemptions = await deps.ledger.findRedemptionsOfInvitation(row.id)
      return c.json(
        toInvitationJson(toInvitation(row), redemptions, { now: deps.now(), seesExistence: false }),
      )
    })
}

/** Inviters see what they made; who may grant anything administers invitations and sees all. */
function maySee(caller: Caller, inviterId: string): boolean {
  return caller.id === inviterId || caller.permissions.has(GRANT_ANY_PERMISSION)
}

function toNewInvitation(request: InvitationRequest, caller: Caller): NewInvitation {
  if (request.invitee.email === undefined)
    throw new ApiError('invalid_field', 'The field invitee.email is missing.', { field: 'invitee.email' })
  // A person invites as themselves; a client acts for somebody whom only it knows.
  if (request.inviter.name !== undefined && caller.kind === 'person')
    throw new ApiError('invalid_field', 'Only a client may name the inviter.', { field: 'inviter.name' })
  return {
    invitee: { email: request.invitee.email },
    inviterName: request.inviter.name,
    clientId: request.client_id,
    connection: request.connection,
    roles: request.roles,
    appMetadata: request.app_metadata,
    userMetadata: request.user_metadata,
    resultUrl: request.result_url,
    externalId: request.external_id,
    ttlSeconds: request.ttl_sec,
  }
}

function toApiError(error: unknown): unknown {
  if (!(error instanceof InvitationError)) return error
  const code = error.code === 'forbidden' ? 'forbidden' : 'invalid_field'
  return new ApiError(code, error.message, { field: error.field })
}

function onError(): never {
  throw new ApiError('body_too_large', 'The body is too large.')
}
