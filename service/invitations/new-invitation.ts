/** What somebody asks for: a personal invitation. Fields that are not built yet never get here. */
export interface NewInvitation {
  invitee: { email: string }
  /** Shown to the invitee instead of the inviter's own name. */
  inviterName?: string | undefined
  /** The application that the invitation leads to. */
  clientId?: string | undefined
  connection?: string | undefined
  /** Names of roles in the tenant. */
  roles?: readonly string[] | undefined
  appMetadata?: Record<string, unknown> | undefined
  userMetadata?: Record<string, unknown> | undefined
  resultUrl?: string | undefined
  externalId?: string | undefined
  /** How long the link opens: 7 days when nothing is said, 30 at most. */
  ttlSeconds?: number | undefined
}

/** Who invites: the subject of an access token. */
export interface Inviter {
  id: string
  kind: 'person' | 'client'
  name?: string | undefined
  permissions: ReadonlySet<string>
}

/** The permission without which an invitation gives no roles, and the one without which it sets no metadata. */
export const GRANT_ANY_PERMISSION = 'grant:any'
export const GRANT_METADATA_PERMISSION = 'grant:metadata'
