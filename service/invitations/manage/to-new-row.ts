import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { toViaJson } from '../../ledger/schema/via.ts'
import type { Inviter, NewInvitation } from '../model/new-invitation.ts'

const DEFAULT_TTL_SECONDS = 7 * 86_400

/** Every column, as it is stored. */
export type NewRow = InvitationRow

/** The row of a new invitation. The request has been checked, and its addresses are normalised. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a list of columns, each with its default.
export function toNewRow(
  request: NewInvitation,
  inviter: Inviter,
  { id, now, maxTtlSeconds }: { id: string; now: number; maxTtlSeconds: number },
): NewRow {
  const { kind = 'personal', invitee } = request
  const isVouched = request.deliveredByClient === true
  const asked = isVouched ? 'delivered' : (request.delivery ?? 'delivered')
  const delivery = kind === 'personal' ? asked : 'handed_out'
  const isMailed = delivery === 'delivered' && !isVouched
  const ttlSeconds = request.ttlSeconds ?? Math.min(DEFAULT_TTL_SECONDS, maxTtlSeconds)
  const columns = {
    id,
    kind,
    delivery,
    delivery_status: isMailed ? 'queued' : null,
    vouched_by: isVouched ? inviter.id : null,
    queued_at: isMailed ? now : null,
    invitee_email: invitee.email ?? null,
    invitee_phone_number: invitee.phoneNumber ?? null,
    domain: request.domain ?? null,
    inviter_id: inviter.id,
    inviter_kind: inviter.kind,
    inviter_via: toViaJson(inviter.via),
    inviter_name: request.inviterName ?? inviter.name ?? null,
    client_id: request.clientId ?? null,
    connection: request.connection ?? null,
    organization: null,
    profile: JSON.stringify(request.profile ?? {}),
    result_url: request.resultUrl ?? null,
    locale: request.locale ?? null,
    message: request.message ?? null,
    external_id: request.externalId ?? null,
    notify_inviter: request.notifyInviter ? 1 : 0,
    on_existing_user: request.onExistingUser ?? 'add',
    max_uses: request.maxUses ?? 1,
    expires_at: now + ttlSeconds * 1000,
    ttl_ms: ttlSeconds * 1000,
  } as const
  // Three spreads in one literal take V8 50 times as long with so many columns, which slows imports down.
  return Object.assign(columns, toGrantColumns(request), freshState(now))
}

/** What acceptance gives, as it is stored. */
function toGrantColumns({ roles, permissions, appMetadata, userMetadata }: Partial<NewInvitation>) {
  return {
    roles: JSON.stringify([...new Set(roles)]),
    permissions: JSON.stringify(permissions ?? []),
    app_metadata: JSON.stringify(appMetadata ?? {}),
    user_metadata: JSON.stringify(userMetadata ?? {}),
  }
}

/** The state columns of an unused invitation. */
export function freshState(now: number) {
  return {
    parent_id: null,
    parent_generation: null,
    status: 'pending',
    generation: 1,
    handed_out_generation: null,
    version: 1,
    granted_by_id: null,
    granted_by_kind: null,
    granted_by_via: null,
    uses: 0,
    link_issued_at: now,
    sent_at: null,
    created_at: now,
    updated_at: now,
    expiry_noted: 0,
    accepted_at: null,
    revoke_on_release: 0,
    erased_at: null,
  } as const satisfies Partial<NewRow>
}
