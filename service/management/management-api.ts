import type { Addresses } from '../../contract/calls.ts'

/** A user as the Management API returns it (`GET /api/v2/users/{id}`), as far as Guestlist reads it. */
export interface TenantUser {
  userId: string
  email: string | undefined
  emailVerified: boolean
  phoneNumber: string | undefined
  phoneVerified: boolean
  /** Cannot log in until an administrator lifts it. */
  blocked: boolean
  createdAt: Date
  loginsCount: number
  identities: TenantIdentity[]
  appMetadata: Record<string, unknown>
  userMetadata: Record<string, unknown>
  profile?: TenantProfile
}

/** Names and picture, as the tenant calls them; those that are there. */
export interface TenantProfile {
  name?: string
  given_name?: string
  family_name?: string
  nickname?: string
  picture?: string
}

export interface TenantIdentity {
  provider: string
  userId: string
  connection: string
  isSocial: boolean
  /** Google Workspace domain of the account. */
  hostedDomain?: string
  /** Attributes of a linked identity: the user's own attributes are those of the first identity. */
  profileData?: Addresses
}

export interface TenantRole {
  id: string
  name: string
}

/** A permission of one of the tenant's APIs, which is named by its identifier. */
export interface TenantPermission {
  api: string
  name: string
}

/** The scopes that a client may request at an API by itself. */
export interface ClientScopes {
  scopes: string[]
  /** Whatever the API has, now and later. */
  isAll: boolean
}

export interface TenantClient {
  clientId: string
  name: string
  clientMetadata: Record<string, string>
  initiateLoginUri: string | undefined
  /** The URLs to which the tenant returns from log-ins. */
  callbacks?: readonly string[]
}

/**
 * How urgent a request is: people who wait go before jobs, removals go last. A `lookup` is caused by a press that needs no
 * session: such requests have a small share of their own, so that no number of them slows the others.
 */
export type Urgency = 'waiting' | 'grant' | 'removal' | 'lookup'

export interface RequestOptions {
  urgency: Urgency
  /** The inviter whose invitation a look is for: looks for different inviters take turns. */
  onBehalfOf?: string
  /** Given up (ManagementError `timeout`) when it could not be answered in this time, the queue included. */
  timeoutMs?: number
}

/**
 * The Management API of the tenant, under its rate limit. Throws ManagementError: `not_found` for a list of somebody or
 * something that is not there, which is never an empty one.
 */
export interface ManagementApi {
  findUser(userId: string, options: RequestOptions): Promise<TenantUser | null>
  /**
   * Everybody with this address, spelled exactly so: databases keep addresses in lower case, other providers as they
   * please (docs/adr/0035-accounts-by-address.md).
   */
  findUsersByEmail(email: string, options: RequestOptions): Promise<TenantUser[]>
  /** Makes a user of a database; one that is there already is `conflict`. */
  createUser(user: NewTenantUser, options: RequestOptions): Promise<TenantUser>
  /** Top-level keys of metadata are merged, as Auth0 does. */
  updateUser(userId: string, patch: UserPatch, options: RequestOptions): Promise<void>
  /**
   * Nobody by this id is a success. `stillWanted` is asked when its turn has come, right before the request, which is
   * not made when the answer is no.
   */
  deleteUser(
    userId: string,
    options: RequestOptions & { stillWanted?: () => Promise<boolean> },
  ): Promise<void>
  listUserRoles(userId: string, options: RequestOptions): Promise<TenantRole[]>
  /** Those that the user has without a role, or more: the API's reference does not say. */
  listUserPermissions(userId: string, options: RequestOptions): Promise<TenantPermission[]>
  listRolePermissions(roleId: string, options: RequestOptions): Promise<TenantPermission[]>
  readClientScopes(clientId: string, api: string, options: RequestOptions): Promise<ClientScopes>
  listUserOrganizations(userId: string, options: RequestOptions): Promise<{ id: string }[]>
  assignRoles(userId: string, roleIds: string[], options: RequestOptions): Promise<void>
  /** Those that the user has stay. One that its API does not have makes the tenant refuse all of them (`rejected`). */
  assignPermissions(userId: string, permissions: TenantPermission[], options: RequestOptions): Promise<void>
  listRoles(options: RequestOptions): Promise<TenantRole[]>
  listClients(options: RequestOptions): Promise<TenantClient[]>
  /**
   * Makes a link with which a database user sets a new password, which confirms their address as well. The link is a
   * secret: it is made when it is sent, and kept nowhere.
   */
  createPasswordTicket(
    userId: string,
    ticket: { ttlSeconds: number; resultUrl: string },
    options: RequestOptions,
  ): Promise<string>
  /** Ids of second factors and passkeys. */
  listAuthenticationMethods(userId: string, options: RequestOptions): Promise<string[]>
  /** One that is gone is a success. */
  deleteAuthenticationMethod(userId: string, methodId: string, options: RequestOptions): Promise<void>
  /** None is a success. */
  deleteRefreshTokens(userId: string, options: RequestOptions): Promise<void>
  /** Is the user logged in at the tenant? An Enterprise feature: elsewhere `forbidden`. */
  hasSessions(userId: string, options: RequestOptions): Promise<boolean>
  /** Has any application a refresh token of the user? `forbidden` as above. */
  hasRefreshTokens(userId: string, options: RequestOptions): Promise<boolean>
  /** Whom an organization has invited by Auth0's own means, and who has not joined yet. */
  listOrganizationInvitees(organizationId: string, options: RequestOptions): Promise<OrganizationInvitee[]>
}

export interface OrganizationInvitee {
  /** The address as it was typed. */
  email: string
  expiresAt: Date
}

export interface NewTenantUser {
  connection: string
  email: string
  password: string
  appMetadata: Record<string, unknown>
}

export interface UserPatch {
  appMetadata?: Record<string, unknown>
  userMetadata?: Record<string, unknown>
  emailVerified?: true
  /** Only accounts in a database have one. Whoever knew the one before is locked out. */
  password?: string
  /** null takes an attribute away. */
  profile?: { [Name in keyof TenantProfile]?: TenantProfile[Name] | null }
}

/** Failures of the Management API; the message holds no upstream text. */
export type ManagementErrorCode =
  | 'rate_limited'
  | 'timeout'
  | 'unreachable'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rejected'

export class ManagementError extends Error {
  readonly code: ManagementErrorCode

  constructor(code: ManagementErrorCode, options?: ErrorOptions) {
    super(`management api: ${code}`, options)
    this.name = 'ManagementError'
    this.code = code
  }
}
