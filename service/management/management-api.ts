/** A user as the Management API returns it (`GET /api/v2/users/{id}`), as far as Guestlist reads it. */
export interface TenantUser {
  userId: string
  email: string | undefined
  emailVerified: boolean
  phoneNumber: string | undefined
  phoneVerified: boolean
  createdAt: Date
  loginsCount: number
  identities: { provider: string; userId: string; connection: string; isSocial: boolean }[]
  appMetadata: Record<string, unknown>
  userMetadata: Record<string, unknown>
}

export interface TenantRole {
  id: string
  name: string
}

export interface TenantClient {
  clientId: string
  name: string
  clientMetadata: Record<string, string>
  initiateLoginUri: string | undefined
}

/** How urgent a request is: people who wait go before jobs, removals go last. */
export type Urgency = 'waiting' | 'grant' | 'removal'

export interface RequestOptions {
  urgency: Urgency
  /** Given up (ManagementError `timeout`) when it could not be answered in this time, the queue included. */
  timeoutMs?: number
}

/** The Management API of the tenant, under its rate limit. Throws ManagementError. */
export interface ManagementApi {
  findUser(userId: string, options: RequestOptions): Promise<TenantUser | null>
  findUsersByEmail(email: string, options: RequestOptions): Promise<TenantUser[]>
  /** Top-level keys of metadata are merged, as Auth0 does. */
  updateUser(userId: string, patch: UserPatch, options: RequestOptions): Promise<void>
  /** `stillWanted` is asked when its turn has come, right before the request, which is not made when the answer is no. */
  deleteUser(
    userId: string,
    options: RequestOptions & { stillWanted?: () => Promise<boolean> },
  ): Promise<void>
  listUserRoles(userId: string, options: RequestOptions): Promise<TenantRole[]>
  listUserOrganizations(userId: string, options: RequestOptions): Promise<{ id: string }[]>
  assignRoles(userId: string, roleIds: string[], options: RequestOptions): Promise<void>
  listRoles(options: RequestOptions): Promise<TenantRole[]>
  listClients(options: RequestOptions): Promise<TenantClient[]>
}

export interface UserPatch {
  appMetadata?: Record<string, unknown>
  userMetadata?: Record<string, unknown>
  emailVerified?: true
}

/** What can go wrong with the Management API; the message holds no upstream text. */
export type ManagementErrorCode =
  | 'rate_limited'
  | 'timeout'
  | 'unreachable'
  | 'forbidden'
  | 'not_found'
  | 'rejected'

export class ManagementError extends Error {
  readonly code: ManagementErrorCode

  constructor(code: ManagementErrorCode, options?: ErrorOptions) {
    super(`management api: ${code}`, options)
    this.name = 'ManagementError'
    this.code = code
  }
}
