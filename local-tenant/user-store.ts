import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { findByIdentifier, findByProviderId, type Identifier, identifiers } from './identities.ts'
import { assertMetadata, mergeMetadata, RefusedWrite } from './metadata.ts'
import { hashPassword } from './password.ts'
import type { Identity, JsonObject, TenantState, User } from './state.ts'
import { kindOf } from './strategies.ts'

type Text =
  | 'email'
  | 'phone_number'
  | 'username'
  | 'name'
  | 'nickname'
  | 'given_name'
  | 'family_name'
  | 'picture'
type Flag = 'email_verified' | 'phone_verified' | 'blocked'

/** What may be changed of a user: root attributes are replaced (null unsets), metadata merged on its first level. */
export type UserPatch = { [Name in Text]?: string | null | undefined } & {
  [Name in Flag]?: boolean | undefined
} & {
  last_login?: string
  last_ip?: string
  logins_count?: number
  password?: string | null | undefined
  app_metadata?: JsonObject | undefined
  user_metadata?: JsonObject | undefined
}

/** A user to be made: the connection decides the prefix of `user_id`. */
export type NewUser = UserPatch & {
  /** Name of the connection. */
  connection: string
  /** The part after `|`: the provider's subject for social users. Default: 24 random hex digits. */
  provider_user_id?: string | undefined
}

/** Ends the Auth0 session: https://auth0.com/docs/manage-users/sessions/session-layers (callout). */
const sessionEnding = ['email', 'email_verified', 'phone_number', 'password', 'username'] as const

/** Makes a user as sign-up, social login and `POST /users` do. Throws RefusedWrite 409 when it exists. */
export function createUser(state: TenantState, input: NewUser, now: Date): User {
  const { connection, provider_user_id, password, app_metadata, user_metadata, ...profile } = input
  const strategy = strategyOf(state, connection)
  assertMetadata(input)
  const attributes = attributesFrom(profile)
  if (strategy === 'auth0') lowerCase(attributes)
  const id = provider_user_id ?? randomBytes(12).toString('hex')
  const isSocial = kindOf(strategy) === 'social'
  const identity: Identity = { connection, provider: strategy, user_id: id, isSocial }
  const user: User = {
    ...(strategy === 'sms' ? {} : { email_verified: false }),
    logins_count: 0,
    ...namesFrom(attributes),
    picture: pictureFrom(attributes),
    ...attributes,
    user_id: `${strategy}|${id}`,
    identities: [identity],
    app_metadata: mergeMetadata({}, app_metadata),
    user_metadata: mergeMetadata({}, user_metadata),
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    ...(password ? { password_hash: hashPassword(password) } : {}),
  }
  assertNew(state, user, identity)
  state.users.push(user)
  return user
}

/** Changes a user by Auth0's merge rules; undefined when there is none. Throws RefusedWrite for reserved names. */
export function updateUser(state: TenantState, id: string, patch: UserPatch, now: Date): User | undefined {
  const user = state.users.find(candidate => candidate.user_id === id)
  if (!user) return undefined
  assertMetadata(patch)
  const { app_metadata, user_metadata, password, ...profile } = patch
  // A new address is nobody's yet, unless the caller says otherwise in the same write.
  if (patch.email && patch.email !== user.email) user.email_verified = false
  for (const name of Object.keys(profile) as (keyof typeof profile)[])
    if (profile[name] === null) delete user[name]
  Object.assign(user, attributesFrom(profile), { updated_at: now.toISOString() })
  user.app_metadata = mergeMetadata(user.app_metadata, app_metadata)
  user.user_metadata = mergeMetadata(user.user_metadata, user_metadata)
  if (password) user.password_hash = hashPassword(password)
  if (sessionEnding.some(key => patch[key] !== undefined)) {
    state.sessions = state.sessions.filter(session => session.user_id !== id)
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

/** Addresses, numbers and names are unique where we keep the passwords or send the codes; elsewhere only ids are. */
function assertNew(state: TenantState, user: User, { provider, user_id, connection }: Identity): void {
  const isOurs = ['database', 'passwordless'].includes(kindOf(provider))
  const isTaken = (name: Identifier) =>
    isOurs &&
    isUnique(state, connection, name) &&
    user[name] !== undefined &&
    findByIdentifier(state, connection, name, user[name]) !== undefined
  if (findByProviderId(state, provider, user_id) || identifiers.some(isTaken))
    throw new RefusedWrite(409, 'auth0_idp_error', 'The user already exists.')
}

/** A database may let several accounts have one address (`options.attributes.email.unique: false`). */
function isUnique(state: TenantState, connection: string, name: Identifier): boolean {
  const options = state.connections.find(candidate => candidate.name === connection)?.options
  const attribute = attributesOf.parse(options?.attributes)[name]
  return attribute?.unique !== false
}

const attributesOf = z
  .record(z.string(), z.looseObject({ unique: z.boolean().optional() }).optional().catch(undefined))
  .catch({})

function strategyOf(state: TenantState, connection: string): string {
  const found = state.connections.find(candidate => candidate.name === connection)
  if (!found) throw new RefusedWrite(400, 'inexistent_connection', 'The connection does not exist.')
  return found.strategy
}

function namesFrom(attributes: Partial<User>): { name?: string; nickname?: string } {
  const name = attributes.name ?? attributes.email ?? attributes.phone_number ?? attributes.username
  return name ? { name, nickname: name.split('@')[0] ?? name } : {}
}

/** Who has no picture gets one by their address, or two letters of it. */
function pictureFrom({ email = '', phone_number, username }: Partial<User>): string {
  const letters = (email || username || phone_number || '').replace(/\W/g, '').slice(0, 2).toLowerCase()
  const fallback = encodeURIComponent(`https://cdn.auth0.com/avatars/${letters || 'default'}.png`)
  return `https://s.gravatar.com/avatar/${createHash('md5').update(email).digest('hex')}?s=480&r=pg&d=${fallback}`
}

/** Databases keep addresses and names so (…/user-profiles/user-profile-structure). */
function lowerCase(attributes: Partial<User>): void {
  if (attributes.email) attributes.email = attributes.email.toLowerCase()
  if (attributes.username) attributes.username = attributes.username.toLowerCase()
}

/** What is set; null and undefined are not. */
function attributesFrom(
  profile: Omit<UserPatch, 'password' | 'app_metadata' | 'user_metadata'>,
): Partial<User> {
  return Object.fromEntries(
    Object.entries(profile).filter(([, value]) => value !== null && value !== undefined),
  )
}
