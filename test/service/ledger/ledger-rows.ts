import type { Change } from '../../../service/ledger/invitations/change.ts'
import type { RedemptionAttempt } from '../../../service/ledger/ledger.ts'
import type { HandoffRow, NewInvitationRow, RefusalRow } from '../../../service/ledger/schema/schema.ts'

/** The instant at which most tests happen. */
export const NOW = Date.UTC(2026, 10, 2, 9, 0, 0)
export const DAY_MS = 24 * 60 * 60_000

let count = 0
const next = (prefix: string) => `${prefix}_${++count}`

/** A pending personal invitation, delivered to ada@example.com, open for a week. */
export function invitationRow(changes: Partial<NewInvitationRow> = {}): NewInvitationRow {
  return {
    id: next('inv'),
    kind: 'personal',
    parent_id: null,
    parent_generation: null,
    status: 'pending',
    generation: 1,
    version: 1,
    delivery: 'delivered',
    handed_out_generation: null,
    vouched_by: null,
    delivery_status: null,
    invitee_email: 'ada@example.com',
    invitee_phone_number: null,
    domain: null,
    inviter_id: 'auth0|inviter',
    inviter_kind: 'person',
    inviter_via: null,
    inviter_name: 'Grace',
    client_id: null,
    connection: null,
    organization: null,
    roles: '["Member"]',
    permissions: '[]',
    app_metadata: '{}',
    user_metadata: '{}',
    profile: '{}',
    result_url: null,
    locale: null,
    message: null,
    external_id: null,
    notify_inviter: 0,
    on_existing_user: 'add',
    max_uses: 1,
    uses: 0,
    link_issued_at: NOW,
    queued_at: null,
    sent_at: null,
    created_at: NOW,
    updated_at: NOW,
    expires_at: NOW + 7 * DAY_MS,
    ttl_ms: 7 * DAY_MS,
    expiry_noted: 0,
    accepted_at: null,
    revoke_on_release: 0,
    erased_at: null,
    granted_by_id: null,
    granted_by_kind: null,
    granted_by_via: null,
    ...changes,
  }
}

/** A change of a row that says what it does. */
export function changeOf(row: NewInvitationRow, set: Change['set'], changes: Partial<Change> = {}): Change {
  return {
    id: row.id,
    version: row.version ?? 1,
    at: NOW + 500,
    set,
    events: [{ type: 'updated', actor: { kind: 'person', id: 'auth0|inviter' }, after: set }],
    ...changes,
  }
}

/** A handoff of an invitation, good for 15 minutes. */
export function handoffRow(invitation: NewInvitationRow, changes: Partial<HandoffRow> = {}): HandoffRow {
  const ref = next('hnd')
  return {
    ref,
    id_hash: `id-hash-of-${ref}`,
    state_hash: `state-hash-of-${ref}`,
    invitation_id: invitation.id,
    generation: invitation.generation,
    client_id: 'guestlist',
    created_at: NOW,
    expires_at: NOW + 15 * 60_000,
    admitted_at: null,
    admitted_by: null,
    address_hash: null,
    confirmed_accounts: null,
    redeemed_by: null,
    terms_version: null,
    terms_agreed_at: null,
    answers: null,
    ...changes,
  }
}

/** One user's attempt to redeem an invitation through a handoff. */
export function attemptOf(
  handoff: HandoffRow,
  userId: string,
  changes: Partial<RedemptionAttempt['redemption']> = {},
): RedemptionAttempt {
  return {
    redemption: {
      id: next('red'),
      invitation_id: handoff.invitation_id,
      user_id: userId,
      user_created_at: NOW - DAY_MS,
      handoff_ref: handoff.ref,
      account: 'existing',
      connection: 'Username-Password-Authentication',
      client_id: 'guestlist',
      redeemed_at: NOW + 1000,
      overwrite: null,
      ...changes,
    },
    generation: handoff.generation,
    grantAt: NOW + 3000,
  }
}

export function refusalRow(changes: Partial<RefusalRow> = {}): RefusalRow {
  return {
    ticket_hash: next('ticket-hash'),
    code: 'invitation_required',
    user_id: 'google-oauth2|1',
    user_created_at: NOW - 1000,
    login_address: 'stranger@example.com',
    connection: 'google-oauth2',
    client_id: 'portal',
    invitation_id: null,
    handoff_ref: null,
    hostname: null,
    passed: 0,
    logins_count: 1,
    created_at: NOW,
    ...changes,
  }
}

/** A pending invitation with the columns that the first migration made, for roles Member and Editor. */
export const firstRow = {
  id: 'inv_old',
  kind: 'personal',
  status: 'pending',
  generation: 2,
  delivery: 'delivered',
  invitee_email: 'ada@example.com',
  inviter_id: 'auth0|inviter',
  inviter_kind: 'person',
  roles: '["Member","Editor"]',
  permissions: '[]',
  app_metadata: '{}',
  user_metadata: '{}',
  profile: '{}',
  notify_inviter: 0,
  on_existing_user: 'add',
  max_uses: 1,
  uses: 0,
  link_issued_at: NOW + 5,
  created_at: NOW,
  updated_at: NOW,
  expires_at: NOW + DAY_MS,
}
