import type { InvitationRow } from '../../ledger/schema/schema.ts'
import type { Via } from '../../ledger/schema/via.ts'

/** A request for an invitation. */
export interface NewInvitation {
  kind?: InvitationRow['kind'] | undefined
  /** A personal invitation has exactly one of the two, the others have none. */
  invitee: { email?: string | undefined; phoneNumber?: string | undefined }
  /** The domain of a domain invitation. */
  domain?: string | undefined
  /** `handed_out`: no message is sent, and the caller gets the link. Shared and domain invitations always are. */
  delivery?: InvitationRow['delivery'] | undefined
  /** The caller sends the link itself, and vouches that nobody but the invited address sees it. */
  deliveredByClient?: boolean | undefined
  /** Shown to the invitee instead of the inviter's own name. */
  inviterName?: string | undefined
  /** The application that the invitation leads to. */
  clientId?: string | undefined
  connection?: string | undefined
  /** Names of roles in the tenant. */
  roles?: readonly string[] | undefined
  permissions?: readonly GrantedPermission[] | undefined
  appMetadata?: Record<string, unknown> | undefined
  userMetadata?: Record<string, unknown> | undefined
  profile?: Profile | undefined
  resultUrl?: string | undefined
  locale?: string | undefined
  /** A few words from the inviter. */
  message?: string | undefined
  externalId?: string | undefined
  notifyInviter?: boolean | undefined
  onExistingUser?: InvitationRow['on_existing_user'] | undefined
  /** How long the link opens: 7 days when nothing is said. */
  ttlSeconds?: number | undefined
  /** How many people a shared or domain invitation is for. */
  maxUses?: number | undefined
  /** What to do when the address has a live invitation. */
  onLiveInvitation?: 'refuse' | 'replace' | 'extend' | undefined
  /** Noted as done in the same transaction (`Ledger.beginRequest`). */
  requestKeyHash?: string | undefined
}

/** A permission of an API, as in `POST /api/v2/users/{id}/permissions`. */
export interface GrantedPermission {
  permission_name: string
  resource_server_identifier: string
}

/** Profile fields to prefill, named as in the tenant. */
export interface Profile {
  name?: string | undefined
  given_name?: string | undefined
  family_name?: string | undefined
  nickname?: string | undefined
  picture?: string | undefined
}

/** The caller: the subject of an access token. */
export interface Inviter {
  id: string
  kind: 'person' | 'client'
  via?: Via | undefined
  name?: string | undefined
  permissions: ReadonlySet<string>
}

/** The permission of administrators: to grant anything, and to look after the invitations of everybody. */
export const GRANT_ANY_PERMISSION = 'grant:any'
export const GRANT_METADATA_PERMISSION = 'grant:metadata'
export const SHARED_LINKS_PERMISSION = 'create:shared_links'
