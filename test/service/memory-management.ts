import {
  type ClientScopes,
  type ManagementApi,
  ManagementError,
  type TenantClient,
  type TenantPermission,
  type TenantRole,
  type TenantUser,
} from '../../service/management/management-api.ts'

/** A tenant's users, roles and clients in memory, behind the interface of the Management API. */
export interface MemoryManagement extends ManagementApi {
  readonly users: TenantUser[]
  readonly roles: TenantRole[]
  readonly clients: TenantClient[]
  readonly rolesOf: Map<string, Set<string>>
  /** By user id or role id. */
  readonly permissionsOf: Map<string, TenantPermission[]>
  /** By client id, at every API. */
  readonly scopesOf: Map<string, ClientScopes>
  /** Ids of factors and passkeys, by user id. */
  readonly methodsOf: Map<string, string[]>
  /** Who is logged in at the tenant. */
  readonly sessionsOf: Set<string>
  /** Names of the requests so far. */
  readonly requests: string[]
  /** The API answers nothing until this is false again. */
  isDown: boolean
}

export function createMemoryManagement(): MemoryManagement {
  const rolesOf = new Map<string, Set<string>>()
  const permissionsOf = new Map<string, TenantPermission[]>()
  const methodsOf = new Map<string, string[]>()
  const scopesOf = new Map<string, ClientScopes>()
  const sessionsOf = new Set<string>()
  const answer = async <T>(request: string, run: () => T): Promise<T> => {
    management.requests.push(request)
    if (management.isDown) throw new ManagementError('unreachable')
    return run()
  }
  const userOf = (userId: string) => {
    const user = management.users.find(user => user.userId === userId)
    if (!user) throw new ManagementError('not_found')
    return user
  }
  const management: MemoryManagement = {
    users: [],
    roles: [
      { id: 'rol_editor', name: 'Editor' },
      { id: 'rol_viewer', name: 'Viewer' },
    ],
    clients: [],
    rolesOf,
    permissionsOf,
    scopesOf,
    methodsOf,
    sessionsOf,
    requests: [],
    isDown: false,
    findUser: userId =>
      answer('findUser', () => management.users.find(user => user.userId === userId) ?? null),
    findUsersByEmail: email =>
      answer('findUsersByEmail', () => management.users.filter(user => user.email === email)),
    createUser: ({ email, connection, appMetadata }) =>
      answer('createUser', () => {
        if (management.users.some(user => user.email === email)) throw new ManagementError('conflict')
        const user: TenantUser = {
          userId: `auth0|${management.users.length}`,
          email,
          emailVerified: false,
          phoneNumber: undefined,
          phoneVerified: false,
          blocked: false,
          createdAt: new Date(0),
          loginsCount: 0,
          identities: [
            { provider: 'auth0', userId: String(management.users.length), connection, isSocial: false },
          ],
          appMetadata: { ...appMetadata },
          userMetadata: {},
        }
        management.users.push(user)
        return user
      }),
    updateUser: (userId, patch) =>
      answer('updateUser', () => {
        const user = userOf(userId)
        user.appMetadata = withoutNulls({ ...user.appMetadata, ...patch.appMetadata })
        user.userMetadata = withoutNulls({ ...user.userMetadata, ...patch.userMetadata })
        if (patch.emailVerified) user.emailVerified = true
        if (patch.profile) user.profile = withoutNulls({ ...user.profile, ...patch.profile })
      }),
    deleteUser: userId =>
      answer('deleteUser', () => {
        management.users.splice(management.users.indexOf(userOf(userId)), 1)
      }),
    listUserRoles: userId =>
      answer('listUserRoles', () => management.roles.filter(role => rolesOf.get(userId)?.has(role.id))),
    listUserPermissions: userId => answer('listUserPermissions', () => permissionsOf.get(userId) ?? []),
    listRolePermissions: roleId => answer('listRolePermissions', () => permissionsOf.get(roleId) ?? []),
    readClientScopes: clientId =>
      answer('readClientScopes', () => scopesOf.get(clientId) ?? { scopes: [], isAll: false }),
    listUserOrganizations: () => answer('listUserOrganizations', () => []),
    assignRoles: (userId, roleIds) =>
      answer('assignRoles', () => {
        rolesOf.set(userId, new Set([...(rolesOf.get(userId) ?? []), ...roleIds]))
      }),
    assignPermissions: (userId, permissions) =>
      answer('assignPermissions', () => {
        permissionsOf.set(userId, [...(permissionsOf.get(userId) ?? []), ...permissions])
      }),
    listRoles: () => answer('listRoles', () => management.roles),
    listClients: () => answer('listClients', () => management.clients),
    createPasswordTicket: userId =>
      answer('createPasswordTicket', () => `https://login.example/reset?ticket=of-${userOf(userId).userId}`),
    listAuthenticationMethods: userId =>
      answer('listAuthenticationMethods', () => methodsOf.get(userId) ?? []),
    deleteAuthenticationMethod: (userId, methodId) =>
      answer('deleteAuthenticationMethod', () => {
        methodsOf.set(
          userId,
          (methodsOf.get(userId) ?? []).filter(id => id !== methodId),
        )
      }),
    deleteRefreshTokens: () => answer('deleteRefreshTokens', () => undefined),
    hasSessions: userId => answer('hasSessions', () => sessionsOf.has(userId)),
    hasRefreshTokens: () => answer('hasRefreshTokens', () => false),
    listOrganizationInvitees: () => answer('listOrganizationInvitees', () => []),
  }
  return management
}

/** As Auth0 does: null takes a value away. */
function withoutNulls<T extends object>(values: { [Key in keyof T]: T[Key] | null }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as T
}
