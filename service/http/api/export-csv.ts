import { toCsv } from '../../wire/csv.ts'
import type { InvitationJson } from '../../wire/invitation-schema.ts'

/** The columns of the export, each with how it is read from an invitation. */
const columns = {
  id: one => one.id,
  kind: one => one.kind,
  status: one => one.status,
  email: one => one.invitee.email,
  phone_number: one => one.invitee.phone_number,
  domain: one => one.domain,
  inviter_id: one => one.inviter.id,
  inviter_name: one => one.inviter.name,
  client_id: one => one.client_id,
  connection: one => one.connection,
  roles: one => one.roles.join('; '),
  external_id: one => one.external_id,
  delivery_status: one => one.delivery_status,
  uses: one => String(one.uses),
  max_uses: one => String(one.max_uses),
  created_at: one => one.created_at,
  sent_at: one => one.sent_at,
  expires_at: one => one.expires_at,
  accepted_at: one => one.accepted_at,
  user_ids: one => one.redemptions.map(({ user_id }) => user_id).join('; '),
  parent_id: one => one.parent_id,
} as const satisfies Record<string, (invitation: InvitationJson) => string | null>

/** The first line of the file. */
export function csvHeader(): string {
  return toLine(Object.keys(columns))
}

/** One invitation as one line (RFC 4180). */
export function toCsvLine(invitation: InvitationJson): string {
  return toLine(Object.values(columns).map(read => read(invitation) ?? ''))
}

function toLine(cells: readonly string[]): string {
  return toCsv([cells])
}
