import type { Ledger } from '../ledger/ledger.ts'
import type { NewInvitationRow } from '../ledger/schema.ts'
import type { Catalog } from '../management/catalog.ts'
import { assertNewInvitation, DEFAULT_TTL_SECONDS } from './assert-new-invitation.ts'
import { type Invitation, toInvitation } from './invitation.ts'
import { InvitationError } from './invitation-error.ts'
import type { Inviter, NewInvitation } from './new-invitation.ts'
import { normaliseEmail } from './normalise-address.ts'

export interface CreateDeps {
  ledger: Pick<Ledger, 'createInvitation'>
  catalog: Catalog
  config: { resultUrlOrigins: readonly string[] }
  /** Milliseconds since 1970. */
  now(): number
  randomId(): string
}

/**
 * Makes a personal invitation and queues its mail, in one transaction. Throws InvitationError for what may not be asked
 * for, ManagementError when the tenant cannot be asked.
 */
export async function createInvitation(
  deps: CreateDeps,
  request: NewInvitation,
  inviter: Inviter,
): Promise<Invitation> {
  const email = normaliseEmail(request.invitee.email ?? '')
  if (email === null)
    throw new InvitationError('invalid_address', 'invitee.email', 'Expected an email address.')
  assertNewInvitation(request, inviter, deps.config)
  await assertKnownToTenant(deps.catalog, request)
  const row = toRow(deps, { ...request, invitee: { email } }, inviter)
  await deps.ledger.createInvitation(row, { mail: true })
  return toInvitation(row)
}

async function assertKnownToTenant(catalog: Catalog, { roles = [], clientId }: NewInvitation) {
  const { unknown } = await catalog.roleIds([...roles])
  if (unknown.length > 0) throw new InvitationError('unknown_role', 'roles', 'The tenant has no such role.')
  if (clientId !== undefined && !(await catalog.client(clientId)))
    throw new InvitationError('unknown_client', 'client_id', 'The tenant has no such application.')
}

function toRow(deps: CreateDeps, request: NewInvitation & { invitee: { email: string } }, inviter: Inviter) {
  const now = deps.now()
  const ttlSeconds = request.ttlSeconds ?? DEFAULT_TTL_SECONDS
  return {
    id: `inv_${deps.randomId()}`,
    kind: 'personal',
    status: 'pending',
    generation: 1,
    // Only the mailbox sees the link: it is made when the mail is, and shown to nobody else.
    delivery: 'delivered',
    delivery_status: 'queued',
    queued_at: now,
    invitee_email: request.invitee.email,
    inviter_id: inviter.id,
    inviter_kind: inviter.kind,
    inviter_name: request.inviterName ?? inviter.name ?? null,
    client_id: request.clientId ?? null,
    connection: request.connection ?? null,
    roles: JSON.stringify([...new Set(request.roles)]),
    app_metadata: JSON.stringify(request.appMetadata ?? {}),
    user_metadata: JSON.stringify(request.userMetadata ?? {}),
    result_url: request.resultUrl ?? null,
    external_id: request.externalId ?? null,
    link_issued_at: now,
    created_at: now,
    updated_at: now,
    expires_at: now + ttlSeconds * 1000,
    ttl_ms: ttlSeconds * 1000,
    ...notBuiltYet,
  } satisfies NewInvitationRow
}

/** Columns for which nothing can be asked yet. */
const notBuiltYet = {
  parent_id: null,
  parent_generation: null,
  invitee_phone_number: null,
  domain: null,
  organization: null,
  permissions: '[]',
  profile: '{}',
  locale: null,
  message: null,
  notify_inviter: 0,
  on_existing_user: 'add',
  max_uses: 1,
  uses: 0,
  sent_at: null,
  accepted_at: null,
  expiry_noted: 0,
  erased_at: null,
  version: 1,
  revoke_on_release: 0,
  granted_by_id: null,
  granted_by_kind: null,
} as const
