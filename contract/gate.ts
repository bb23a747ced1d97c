/**
 * Who may pass without an invitation, and what proves an address. The gate file is compiled into the Actions when they
 * are built, and the service reads the same file when it starts (docs/gate.md).
 */
export interface Gate {
  /** `observe` decides as `invite-only` does but refuses nobody; would-be refusals are counted. */
  readonly mode: 'open' | 'observe' | 'invite-only'
  /** When the gate was switched on (ISO 8601): accounts that are older pass. */
  readonly since: string
  /** Whose refusals no longer count. */
  readonly pardoned: {
    /** Refusals from before this instant (ISO 8601) are forgotten; null forgets none. */
    readonly before: string | null
    /** Ids of users who pass as if they were older than the gate. */
    readonly users: readonly string[]
  }
  readonly exceptions: {
    /** Client ids, because several applications may share a name, and names can change. */
    readonly applications: readonly string[]
    readonly connections: readonly string[]
    /** An application whose metadata has this key with the value `open` is excepted as well. */
    readonly clientMetadata: string
  }
  readonly proof: ProofRules
  /** Ids of organizations (`org_…`) whose members and native invitees are admitted. */
  readonly trustedOrganizations: readonly string[]
  /** A database sign-up is admitted when only its address connects it to a recent Accept. */
  readonly admitByAddress: boolean
  /** A login that proves the address of one pending invitation enters without its link. */
  readonly entryByAddress: boolean
  /** Where granted roles are kept: Auth0's own, or names in `app_metadata.guestlist.roles`. */
  readonly grantRolesAs: 'rbac' | 'metadata'
  readonly claims: {
    /** Name of the claim that holds the names of the user's roles. */
    readonly roles: string
    /** Claims made of `app_metadata`: name of the claim -> key. */
    readonly appMetadata: Readonly<Record<string, string>>
  }
  /**
   * Covers everything above except the excepted applications, whose names a deployment replaces by ids. It shows when
   * Actions and service were given different gates.
   */
  readonly fingerprint: string
}

/** The connections trusted to verify addresses, and for which domains. Databases and one-time codes need no rule. */
export interface ProofRules {
  /** Name of a social connection -> domains; `*` for all, `hd` for the Workspace domain that Google states. */
  readonly social: Readonly<Record<string, readonly string[]>>
  /** Name of an enterprise connection -> the domains that it is trusted for. */
  readonly enterprise: Readonly<Record<string, readonly string[]>>
}

/**
 * Is an account older than the gate? Refused once, it is not, even if the date of the gate is moved later: unless the
 * refusal is pardoned.
 */
export function isFromBefore(
  { since, pardoned }: Pick<Gate, 'since' | 'pardoned'>,
  account: { readonly userId: string; readonly createdAt: Date; readonly refusedAt: string | undefined },
): boolean {
  const { userId, createdAt, refusedAt } = account
  const isForgotten =
    refusedAt === undefined || (pardoned.before !== null && new Date(refusedAt) < new Date(pardoned.before))
  return (isForgotten && createdAt < new Date(since)) || pardoned.users.includes(userId)
}

/** Tells whether an application or connection is excepted from the gate. */
export function isExcepted(
  gate: Pick<Gate, 'exceptions'>,
  client: { readonly client_id: string; readonly metadata?: Readonly<Record<string, unknown>> } | undefined,
  connection: { readonly name: string },
): boolean {
  const { applications, connections, clientMetadata } = gate.exceptions
  if (connections.includes(connection.name)) return true
  if (!client) return false
  return applications.includes(client.client_id) || client.metadata?.[clientMetadata] === 'open'
}
