import type { InvitationRow } from '../../ledger/schema/schema.ts'
import { fromViaJson, type Via } from '../../ledger/schema/via.ts'
import type { GrantedPermission, Inviter } from './new-invitation.ts'

/** An invitation as the rules see it: a ledger row with its JSON read and its instants as dates. */
export interface Invitation {
  readonly id: string
  /** The shared or domain invitation that sent it. */
  readonly parentId: string | null
  /** The parent's generation at that time; a new generation ends what the old one sent. */
  readonly parentGeneration: number | null
  readonly kind: InvitationRow['kind']
  readonly status: InvitationRow['status']
  readonly generation: number
  readonly delivery: InvitationRow['delivery']
  /** The generation whose link somebody was shown before its message was asked for with it. */
  readonly handedOutGeneration: number | null
  /** The client that sends the link itself, and vouches that only the invited address sees it. */
  readonly vouchedBy: string | null
  /** Delivery of the latest message; null where there is none. */
  readonly deliveryStatus: InvitationRow['delivery_status']
  /** Normalised. */
  readonly inviteeEmail: string | null
  /** E.164. */
  readonly inviteePhoneNumber: string | null
  /** The domain of a domain invitation; normalised. */
  readonly domain: string | null
  readonly inviterId: string
  readonly inviterKind: InvitationRow['inviter_kind']
  readonly inviterVia: Via | undefined
  readonly inviterName: string | null
  readonly clientId: string | null
  readonly connection: string | null
  /** Names, as they were when the invitation was made. */
  readonly roles: readonly string[]
  readonly permissions: readonly GrantedPermission[]
  readonly appMetadata: Readonly<Record<string, unknown>>
  readonly userMetadata: Readonly<Record<string, unknown>>
  /** Fields to fill in for a new account. */
  readonly profile: Record<string, string>
  /** The last editor of the grant, who answers for it with the inviter; null for the inviter alone. */
  readonly grantedBy: Pick<Inviter, 'id' | 'kind' | 'via'> | null
  readonly onExistingUser: InvitationRow['on_existing_user']
  readonly resultUrl: string | null
  readonly locale: string | null
  /** The inviter's own words, as they came. */
  readonly message: string | null
  readonly externalId: string | null
  readonly notifyInviter: boolean
  readonly maxUses: number
  readonly uses: number
  readonly linkIssuedAt: Date
  readonly sentAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly erasedAt: Date | null
}

/** Reads a row. The JSON is the ledger's own, written by the use cases, so it is not checked again. */
export function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    parentId: row.parent_id,
    parentGeneration: row.parent_generation,
    kind: row.kind,
    status: row.status,
    generation: row.generation,
    delivery: row.delivery,
    handedOutGeneration: row.handed_out_generation,
    vouchedBy: row.vouched_by,
    deliveryStatus: row.delivery_status,
    inviteeEmail: row.invitee_email,
    inviteePhoneNumber: row.invitee_phone_number,
    domain: row.domain,
    inviterId: row.inviter_id,
    inviterKind: row.inviter_kind,
    inviterVia: fromViaJson(row.inviter_via),
    inviterName: row.inviter_name,
    clientId: row.client_id,
    connection: row.connection,
    roles: JSON.parse(row.roles),
    permissions: JSON.parse(row.permissions),
    appMetadata: JSON.parse(row.app_metadata),
    userMetadata: JSON.parse(row.user_metadata),
    profile: JSON.parse(row.profile),
    grantedBy: toGrantedBy(row),
    onExistingUser: row.on_existing_user,
    resultUrl: row.result_url,
    locale: row.locale,
    message: row.message,
    externalId: row.external_id,
    notifyInviter: row.notify_inviter === 1,
    maxUses: row.max_uses,
    uses: row.uses,
    linkIssuedAt: new Date(row.link_issued_at),
    sentAt: toDate(row.sent_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    expiresAt: new Date(row.expires_at),
    acceptedAt: toDate(row.accepted_at),
    erasedAt: toDate(row.erased_at),
  }
}

function toGrantedBy(row: InvitationRow): Invitation['grantedBy'] {
  const { granted_by_id: id, granted_by_kind: kind, granted_by_via: via } = row
  return id === null || kind === null ? null : { id, kind, via: fromViaJson(via) }
}

function toDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}
