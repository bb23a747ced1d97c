import type { DomainRule } from './domain-rule.ts'

/** The rights of inviters beyond their own roles; read from POLICY_FILE once, at start. */
export interface Policy {
  /** Only these domains may be invited; null for all. */
  readonly allowedDomains: readonly DomainRule[] | null
  /** Never these, also when they are allowed above. */
  readonly blockedDomains: readonly DomainRule[]
  /** The longest time from now that an invitation may be open. */
  readonly maxTtlSeconds: { readonly personal: number; readonly shared: number }
  /** Between two messages about the same invitation. */
  readonly coolDownSeconds: number
  readonly limits: Limits
  readonly presses: PressLimits
  /** Policies by the name of the inviter's role, or `client:<client_id>` for a back end. */
  readonly roles: ReadonlyMap<string, RolePolicy>
}

/** How many invitations may be asked for; null for any number. Refused attempts count. */
export interface Limits {
  readonly perInviterPerDay: number | null
  readonly perRecipientPerDay: number | null
  readonly perTenantPerDay: number | null
  readonly perIpPerHour: number | null
}

/**
 * How often the buttons of public pages may be pressed, which need no session; null for any number. `link`: a link for
 * many. docs/adr/0031-presses-are-limited.md gives the reasons for the numbers.
 */
export interface PressLimits {
  readonly perInvitationPerHour: number | null
  readonly perInvitationAndIpPerHour: number | null
  readonly perLinkPerHour: number | null
  readonly perLinkAndIpPerHour: number | null
  readonly perIpPerMinute: number | null
  /** Addresses and codes that do not belong together. */
  readonly wrongCodesPerIpPerHour: number | null
}

/** The grants that a role allows its holders to make. */
export interface RolePolicy {
  /** Names of roles, beside those that the inviter has. */
  readonly grantableRoles: readonly string[]
  /** Keys of app_metadata and user_metadata that a user gets if they have none of that name. */
  readonly metadataKeys: readonly string[]
  /** Keys that a user gets in any case, whatever they had. */
  readonly overwriteMetadataKeys: readonly string[]
}

/** The policy where the policy file says nothing, and for a tenant without one. */
export const defaultPolicy: Policy = {
  allowedDomains: null,
  blockedDomains: [],
  // Auth0's own invitations and the longest shared link have these lifetimes.
  maxTtlSeconds: { personal: 30 * 86_400, shared: 90 * 86_400 },
  coolDownSeconds: 60,
  limits: { perInviterPerDay: 1_000, perRecipientPerDay: 10, perTenantPerDay: 10_000, perIpPerHour: 600 },
  presses: {
    perInvitationPerHour: 600,
    perInvitationAndIpPerHour: 60,
    perLinkPerHour: 30_000,
    perLinkAndIpPerHour: 3_000,
    perIpPerMinute: 3_000,
    wrongCodesPerIpPerHour: 300,
  },
  roles: new Map(),
}
