import { randomBytes } from 'node:crypto'
import { hashPassword } from './password.ts'
import type { Identity, JsonObject, TenantState, User } from './state.ts'

/** A write that Auth0 refuses; `statusCode` and `errorCode` are what the Management API answers. */
export class RefusedWrite extends Error {
  readonly statusCode: number
  readonly errorCode: string

  constructor(statusCode: number, errorCode: string, message: string) {
    super(message)
    this.name = 'RefusedWrite'
    this.statusCode = statusCode
    this.errorCode = errorCode
  }
}

/** What may be changed of a user: root attributes are replaced, metadata merged on its first level. */
export interface UserPatch {
  email?: string
  email_verified?: boolean
  phone_number?: string
  phone_verified?: boolean
  username?: string
  name?: string
  nickname?: string
  given_name?: string
  family_name?: string
  picture?: string
  blocked?: boolean
  last_login?: string
  last_ip?: string
  logins_count?: number
  password?: string
  app_metadata?: JsonObject
  user_metadata?: JsonObject
}

/** A user to be made: the connection decides the prefix of `user_id`. */
export interface NewUser extends UserPatch {
  /** Name of the connection. */
  connection: string
  /** The part after `|`: the provider's subject for social users. Default: 24 random hex digits. */
  provider_user_id?: string
}

/** https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data#restrictions */
const reservedNames = new Set([
  ...['__tenant', '_id', 'blocked', 'clientID', 'created_at', 'email_verified', 'email', 'globalClientID'],
  ...['global_client_id', 'identities', 'lastIP', 'lastLogin', 'loginsCount', 'metadata'],
  ...['multifactor_last_modified', 'multifactor', 'updated_at', 'user_id'],
])

/** Ends the Auth0 session: https://auth0.com/docs/manage-users/sessions/session-layers (callout). */
const sessionEnding = ['email', 'email_verified', 'phone_number', 'password', 'username'] as const

/** Makes a user as sign-up, social login and `POST /users` do. Throws RefusedWrite 409 when it exists. */
export function createUser(state: TenantState, input: NewUser, now: Date): User {
  const { connection, provider_user_id, password, ...profile } = input
  const strategy = strategyOf(state, connection)
  assertMetadata(input)
  if (strategy === 'auth0' && profile.email) profile.email = profile.email.toLowerCase()
  const id = provider_user_id ?? randomBytes(12).toString('hex')
  const identity: Identity = { connection, provider: strategy, user_id: id, isSocial: isSocial(strategy) }
  const user: User = {
    email_verified: false,
    ...namesFrom(profile),
    ...profile,
    user_id: `${strategy}|${id}`,
    identities: [identity],
    app_metadata: profile.app_metadata ?? {},
    user_metadata: profile.user_metadata ?? {},
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    logins_count: profile.logins_count ?? 0,
    ...(password === undefined ? {} : { password_hash: hashPassword(password) }),
  }
  assertNew(state, user, connection, strategy)
  state.users.push(user)
  return user
}

/** Changes a user by Auth0's merge rules; undefined when there is none. Throws RefusedWrite for reserved names. */
export function updateUser(
  state: TenantState,
  userId: string,
  patch: UserPatch,
  now: Date,
): User | undefined {
  const user = state.users.find(candidate => candidate.user_id === userId)
  if (!user) return undefined
  assertMetadata(patch)
  const { app_metadata, user_metadata, password, ...profile } = patch
  Object.assign(user, profile, { updated_at: now.toISOString() })
  if (app_metadata) user.app_metadata = mergeMetadata(user.app_metadata, app_metadata)
  if (user_metadata) user.user_metadata = mergeMetadata(user.user_metadata, user_metadata)
  if (password !== undefined) user.password_hash = hashPassword(password)
  if (sessionEnding.some(key => patch[key] !== undefined)) {
    state.sessions = state.sessions.filter(session => session.user_id !== userId)
  }
  return user
}

/** Removes a user with everything that belongs to it; false when there is none. */
export function deleteUser(state: TenantState, userId: string): boolean {
  const before = state.users.length
  state.users = state.users.filter(user => user.user_id !== userId)
  delete state.user_roles[userId]
  delete state.user_permissions[userId]
  delete state.authentication_methods[userId]
  for (const members of Object.values(state.organization_members)) delete members[userId]
  state.sessions = state.sessions.filter(session => session.user_id !== userId)
  state.refresh_tokens = state.refresh_tokens.filter(token => token.user_id !== userId)
  state.tickets = state.tickets.filter(ticket => ticket.user_id !== userId)
  return state.users.length < before
}

/** Only root keys are merged, all below is replaced; null removes a key. */
function mergeMetadata(current: JsonObject, patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...current, ...patch }).filter(([, value]) => value !== null))
}

function assertMetadata(patch: UserPatch): void {
  const reserved = Object.keys(patch.app_metadata ?? {}).find(key => reservedNames.has(key))
  if (reserved) {
    throw new RefusedWrite(
      400,
      'invalid_body',
      `Payload validation error: 'app_metadata' must not contain '${reserved}'.`,
    )
  }
  const names = [...Object.keys(patch.app_metadata ?? {}), ...Object.keys(patch.user_metadata ?? {})]
  if (names.some(name => /[.$]/.test(name))) {
    throw new RefusedWrite(
      400,
      'invalid_body',
      'Metadata property names must not contain the . or $ characters.',
    )
  }
}

function assertNew(state: TenantState, user: User, connection: string, strategy: string): void {
  const isSame = (other: User) =>
    other.user_id === user.user_id ||
    (!isSocial(strategy) &&
      other.identities.some(identity => identity.connection === connection) &&
      ((user.email !== undefined && other.email === user.email) ||
        (user.username !== undefined && other.username === user.username) ||
        (user.phone_number !== undefined && other.phone_number === user.phone_number)))
  if (state.users.some(isSame)) throw new RefusedWrite(409, 'auth0_idp_error', 'The user already exists.')
}

function strategyOf(state: TenantState, connection: string): string {
  const found = state.connections.find(candidate => candidate.name === connection)
  if (!found) throw new RefusedWrite(400, 'inexistent_connection', 'The connection does not exist.')
  return found.strategy
}

function isSocial(strategy: string): boolean {
  return !['auth0', 'email', 'sms', 'samlp', 'oidc', 'waad', 'okta', 'ad', 'adfs'].includes(strategy)
}

function namesFrom(profile: UserPatch): { name?: string; nickname?: string } {
  const name = profile.name ?? profile.email ?? profile.phone_number ?? profile.username
  return name ? { name, nickname: profile.nickname ?? name.split('@')[0] ?? name } : {}
}
