import { randomBytes } from 'node:crypto'
import { assertMetadata, mergeMetadata } from '../../../local-tenant/metadata.ts'
import type { JsonObject } from '../../../local-tenant/state.ts'
import {
  type ClientScopes,
  type ManagementApi,
  ManagementError,
  type NewTenantUser,
  type OrganizationInvitee,
  type RequestOptions,
  type TenantClient,
  type TenantPermission,
  type TenantRole,
  type TenantUser,
  type UserPatch,
} from '../../../service/management/management-api.ts'

/**
 * A tenant's users, roles and clients in memory, behind the interface of the Management API. It answers as the real
 * client does, which is what `management-contract.ts` is for: both run through it.
 */
export interface MemoryManagement extends ManagementApi {
  readonly users: TenantUser[]
  readonly roles: TenantRole[]
  readonly clients: TenantClient[]
  /** Names of its databases. */
  readonly databases: string[]
  readonly rolesOf: Map<string, Set<string>>
  /** By user id or role id. */
  readonly permissionsOf: Map<string, TenantPermission[]>
  /** What an API's permissions are; of one that is not here everything is one. */
  readonly apis: Map<string, string[]>
  /** By client id; at every API, where none is named. */
  readonly scopesOf: Map<string, ClientScopes & { api?: string }>
  /** Ids of factors and passkeys, by user id. */
  readonly methodsOf: Map<string, string[]>
  /** Who is signed in at the tenant. */
  readonly sessionsOf: Set<string>
  /** Ids of organizations, by user id. */
  readonly organizationsOf: Map<string, string[]>
  /** By the id of an organization; there are no others. */
  readonly inviteesOf: Map<string, OrganizationInvitee[]>
  /** Ids of users with a refresh token. */
  readonly holders: Set<string>
  /** Names of the requests so far. */
  readonly requests: string[]
  /** The API answers nothing until this is false again. */
  isDown: boolean
}

type State = Omit<MemoryManagement, keyof ManagementApi>

export function createMemoryManagement(now: () => number = Date.now): MemoryManagement {
  const state: State = {
    users: [],
    roles: [
      { id: 'rol_editor', name: 'Editor' },
      { id: 'rol_viewer', name: 'Viewer' },
    ],
    clients: [],
    databases: ['Username-Password-Authentication'],
    rolesOf: new Map(),
    permissionsOf: new Map(),
    apis: new Map(),
    scopesOf: new Map(),
    methodsOf: new Map(),
    organizationsOf: new Map(),
    inviteesOf: new Map(),
    holders: new Set(),
    sessionsOf: new Set(),
    requests: [],
    isDown: false,
  }
  // One object: tests take it down, and put requests of their own in the place of some.
  return Object.assign(state, requestsOf(state, now))
}

function requestsOf(state: State, now: () => number): ManagementApi {
  const { rolesOf, permissionsOf, methodsOf } = state
  const answer = async <T>(request: string, run: () => T | Promise<T>): Promise<T> => {
    state.requests.push(request)
    if (state.isDown) throw new ManagementError('unreachable')
    // As from the wire: nobody else has this object.
    return structuredClone(await run())
  }
  const userOf = (userId: string) => found(state.users.find(user => user.userId === userId))
  const roleOf = (id: string) => found(state.roles.find(role => role.id === id))
  return {
    findUser: id => answer('findUser', () => state.users.find(({ userId }) => userId === id) ?? null),
    findUsersByEmail: email =>
      answer('findUsersByEmail', () => state.users.filter(user => user.email === email)),
    createUser: user => answer('createUser', () => createUser(state, user, now())),
    updateUser: (userId, patch) => answer('updateUser', () => updateUser(userOf(userId), patch)),
    deleteUser: (userId, options) => answer('deleteUser', () => deleteUser(state, userId, options)),
    listUserRoles: userId =>
      answer('listUserRoles', () => {
        const ids = rolesOf.get(userOf(userId).userId)
        return state.roles.filter(role => ids?.has(role.id))
      }),
    listUserPermissions: userId =>
      answer('listUserPermissions', () => permissionsOf.get(userOf(userId).userId) ?? []),
    listRolePermissions: roleId =>
      answer('listRolePermissions', () => permissionsOf.get(roleOf(roleId).id) ?? []),
    readClientScopes: (clientId, asked) =>
      answer('readClientScopes', () => {
        const { scopes = [], isAll = false, api = asked } = state.scopesOf.get(clientId) ?? {}
        return api === asked ? { scopes, isAll } : { scopes: [], isAll: false }
      }),
    listUserOrganizations: userId =>
      answer('listUserOrganizations', () =>
        (state.organizationsOf.get(userOf(userId).userId) ?? []).map(id => ({ id })),
      ),
    assignRoles: (userId, roleIds) =>
      answer('assignRoles', () => {
        const ids = [...(rolesOf.get(userOf(userId).userId) ?? []), ...roleIds.map(id => roleOf(id).id)]
        rolesOf.set(userId, new Set(ids))
      }),
    assignPermissions: (userId, permissions) =>
      answer('assignPermissions', () => {
        if (permissions.some(({ api, name }) => state.apis.get(api)?.includes(name) === false))
          throw new ManagementError('rejected')
        const others = (permissionsOf.get(userOf(userId).userId) ?? []).filter(isNoneOf(permissions))
        permissionsOf.set(userId, [...others, ...permissions])
      }),
    listRoles: () => answer('listRoles', () => state.roles),
    listClients: () => answer('listClients', () => state.clients),
    createPasswordTicket: userId =>
      answer('createPasswordTicket', () => {
        if (userOf(userId).identities[0]?.provider !== 'auth0') throw new ManagementError('rejected')
        return `https://login.example/reset?ticket=of-${userId}-${randomBytes(12).toString('hex')}`
      }),
    listAuthenticationMethods: userId =>
      answer('listAuthenticationMethods', () => methodsOf.get(userOf(userId).userId) ?? []),
    deleteAuthenticationMethod: (userId, methodId) =>
      answer('deleteAuthenticationMethod', () => {
        const others = (methodsOf.get(userId) ?? []).filter(id => id !== methodId)
        if (methodsOf.has(userId)) methodsOf.set(userId, others)
      }),
    deleteRefreshTokens: userId => answer('deleteRefreshTokens', () => void state.holders.delete(userId)),
    hasSessions: userId => answer('hasSessions', () => state.sessionsOf.has(userId)),
    hasRefreshTokens: userId => answer('hasRefreshTokens', () => state.holders.has(userId)),
    listOrganizationInvitees: id => answer('listOrganizationInvitees', () => found(state.inviteesOf.get(id))),
  }
}

function createUser(
  { users, databases }: State,
  { email: asTyped, connection, password, appMetadata }: NewTenantUser,
  now: number,
): TenantUser {
  const email = asTyped.toLowerCase()
  const isThere = (user: TenantUser) => user.email === email && user.identities[0]?.connection === connection
  if (!databases.includes(connection) || password === '') throw new ManagementError('rejected')
  if (users.some(isThere)) throw new ManagementError('conflict')
  const id = randomBytes(12).toString('hex')
  const user: TenantUser = {
    userId: `auth0|${id}`,
    email,
    emailVerified: false,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date(now),
    loginsCount: 0,
    identities: [{ provider: 'auth0', userId: id, connection, isSocial: false }],
    appMetadata: mergedBy({}, appMetadata),
    userMetadata: {},
    profile: { name: email, nickname: email.split('@')[0] ?? email },
  }
  users.push(user)
  return user
}

function updateUser(
  user: TenantUser,
  { appMetadata, userMetadata, emailVerified, profile }: UserPatch,
): void {
  if (profile && user.identities[0]?.isSocial) throw new ManagementError('rejected')
  const app = mergedBy(user.appMetadata, appMetadata)
  user.userMetadata = mergedBy(user.userMetadata, userMetadata, 'user_metadata')
  user.appMetadata = app
  if (emailVerified) user.emailVerified = true
  if (profile) user.profile = withoutNulls({ ...user.profile, ...profile })
}

async function deleteUser(
  state: State,
  userId: string,
  { stillWanted }: RequestOptions & { stillWanted?: () => Promise<boolean> },
): Promise<void> {
  if (stillWanted && !(await stillWanted())) return
  const index = state.users.findIndex(user => user.userId === userId)
  if (index >= 0) state.users.splice(index, 1)
  for (const belongings of [state.rolesOf, state.permissionsOf, state.methodsOf, state.organizationsOf])
    belongings.delete(userId)
  state.holders.delete(userId)
}

/** By the rules of the tenant: null takes a key away, and some names are its own. */
function mergedBy(
  current: Record<string, unknown>,
  patch: Record<string, unknown> | undefined,
  kind: 'app_metadata' | 'user_metadata' = 'app_metadata',
): Record<string, unknown> {
  try {
    assertMetadata({ [kind]: patch as JsonObject | undefined })
  } catch {
    throw new ManagementError('rejected')
  }
  return mergeMetadata(current as JsonObject, patch as JsonObject | undefined)
}

function withoutNulls<T extends object>(values: { [Key in keyof T]: T[Key] | null }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as T
}

function isNoneOf(permissions: readonly TenantPermission[]) {
  return ({ api, name }: TenantPermission) =>
    !permissions.some(other => other.api === api && other.name === name)
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new ManagementError('not_found')
  return value
}
