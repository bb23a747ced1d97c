import type {
  ClientScopes,
  ManagementApi,
  NewTenantUser,
  OrganizationInvitee,
  RequestOptions,
  TenantClient,
  TenantPermission,
  TenantProfile,
} from '../../../service/management/management-api.ts'

/** Names of the connections that the tenant has. */
export const DATABASE = 'Username-Password-Authentication'
export const SOCIAL = 'google-oauth2'

/** A user as a test puts them into the tenant. */
export interface UserSeed {
  connection?: typeof DATABASE | typeof SOCIAL
  email?: string
  /** The part of the id behind `|`. */
  id?: string
  emailVerified?: boolean
  blocked?: boolean
  hostedDomain?: string
  createdAt?: Date
  loginsCount?: number
  appMetadata?: Record<string, string | number | { [key: string]: number }>
  profile?: TenantProfile
  /** An account of the other connection that is linked to this one. */
  linked?: { email: string; id: string }
}

/** A client of the Management API, and the tenant at its other end, as an administrator and its users make it. */
export interface ManagementUnderTest {
  readonly management: ManagementApi
  /** Returns the user's id. */
  addUser(seed?: UserSeed): string
  /** Lets several accounts of the database have the same address. */
  allowSharedAddresses(): void
  /** Returns the role's id. */
  addRole(name: string): string
  /** A role that an organization has for itself; returns its id. */
  addRoleOfOrganization(name: string): string
  setRoles(userId: string, roleIds: string[]): void
  addApi(identifier: string, names: string[]): void
  /** Of a user or of a role. */
  setPermissions(id: string, permissions: TenantPermission[]): void
  addClient(client: TenantClient): void
  setScopes(clientId: string, api: string, scopes: ClientScopes): void
  setOrganizations(userId: string, ids: string[]): void
  setMethods(userId: string, ids: string[]): void
  addRefreshToken(userId: string): void
  /** Ids of users with a refresh token. */
  holders(): string[]
  setInvitees(organizationId: string, invitees: OrganizationInvitee[]): void
  /** Nobody answers any more. */
  goDown(): Promise<void>
  close(): Promise<void>
}

/** What each part of the contract is given: the tenant of the current test. */
export type CurrentTenant = () => ManagementUnderTest

export const waiting: RequestOptions = { urgency: 'waiting' }

/** Somebody to be made, as an administrator types it. */
export const newUser: NewTenantUser = {
  connection: DATABASE,
  email: 'Ada@Example.com',
  password: 'correct horse 1A!',
  appMetadata: { guestlist: { admitted: true } },
}

/** Each request of the interface, about things that need not be there. */
export const everyRequest: Record<keyof ManagementApi, (management: ManagementApi) => Promise<unknown>> = {
  findUser: management => management.findUser('auth0|1', waiting),
  findUsersByEmail: management => management.findUsersByEmail('ada@example.com', waiting),
  createUser: management =>
    management.createUser(
      { connection: DATABASE, email: 'ada@example.com', password: 'correct horse', appMetadata: {} },
      waiting,
    ),
  updateUser: management => management.updateUser('auth0|1', { appMetadata: { a: 1 } }, waiting),
  deleteUser: management => management.deleteUser('auth0|1', waiting),
  listUserRoles: management => management.listUserRoles('auth0|1', waiting),
  listUserPermissions: management => management.listUserPermissions('auth0|1', waiting),
  listRolePermissions: management => management.listRolePermissions('rol_1', waiting),
  readClientScopes: management => management.readClientScopes('shop', 'urn:api', waiting),
  listUserOrganizations: management => management.listUserOrganizations('auth0|1', waiting),
  assignRoles: management => management.assignRoles('auth0|1', ['rol_1'], waiting),
  assignPermissions: management =>
    management.assignPermissions('auth0|1', [{ api: 'urn:api', name: 'read:x' }], waiting),
  listRoles: management => management.listRoles(waiting),
  listClients: management => management.listClients(waiting),
  createPasswordTicket: management =>
    management.createPasswordTicket('auth0|1', { ttlSeconds: 60, resultUrl: 'https://g.example/i' }, waiting),
  listAuthenticationMethods: management => management.listAuthenticationMethods('auth0|1', waiting),
  deleteAuthenticationMethod: management =>
    management.deleteAuthenticationMethod('auth0|1', 'passkey|1', waiting),
  deleteRefreshTokens: management => management.deleteRefreshTokens('auth0|1', waiting),
  hasSessions: management => management.hasSessions('auth0|1', waiting),
  hasRefreshTokens: management => management.hasRefreshTokens('auth0|1', waiting),
  listOrganizationInvitees: management => management.listOrganizationInvitees('org_1', waiting),
}

export const requestNames = Object.keys(everyRequest) as (keyof ManagementApi)[]
