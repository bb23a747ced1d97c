import { randomBytes } from 'node:crypto'
import type { TenantState, User } from '../../../local-tenant/state.ts'
import { createUser } from '../../../local-tenant/user-store.ts'
import type { DeployedTenant } from '../deployed-tenant.ts'
import type { Urls } from '../urls.ts'

/** Somebody whom a visitor of the demo may be. */
export interface Persona {
  readonly name: string
  readonly part: string
  readonly email: string
  readonly password: string
  /** Where to sign in. */
  readonly address: string
  /** What to see as this person. */
  readonly about: string
}

/** The tenant's users behind the personas. */
export interface Cast {
  readonly ada: User
  readonly ines: User
  readonly tomas: User
  readonly mei: User
}

const DAY_MS = 86_400_000
const database = 'Username-Password-Authentication'

/** Adds the people of the demo, with their roles, to the state of a tenant; the administrator is there already. */
export function addCast(state: TenantState, administrator: string, now: number): Cast & { password: string } {
  const password = `Demo-${randomBytes(6).toString('base64url')}-1`
  const ada = state.users.find(({ email }) => email === administrator)
  if (!ada) throw new Error('The deployed tenant has no administrator.')
  const add = (name: string, email: string, daysAgo: number, roles: readonly string[]) =>
    addMember(state, { name, email, password, roles, createdAt: now - daysAgo * DAY_MS })
  return {
    password,
    ada,
    ines: add('Ines Inviter', 'ines@acme.example', 60, ['Inviter', 'Viewer']),
    tomas: add('Tomás Lead', 'tomas@acme.example', 55, ['Inviter', 'Editor', 'Viewer']),
    mei: add('Mei Member', 'mei@acme.example', 20, ['Editor']),
  }
}

/** Puts somebody who has joined into the state of a tenant. */
export function addMember(
  state: TenantState,
  member: { name: string; email: string; roles: readonly string[]; createdAt: number; password?: string },
): User {
  const { name, email, password, roles, createdAt } = member
  const [given_name = name, ...rest] = name.split(' ')
  const names = { name, given_name, family_name: rest.join(' '), nickname: given_name }
  const admitted = { app_metadata: { guestlist: { admitted: true } }, logins_count: 3 }
  const input = {
    connection: database,
    ...names,
    email,
    email_verified: true,
    ...admitted,
    ...(password ? { password } : {}),
  }
  const user = createUser(state, input, new Date(createdAt))
  state.user_roles[user.user_id] = state.roles.filter(role => roles.includes(role.name)).map(({ id }) => id)
  return user
}

/** Who they are, for the guide and the page of the demo. */
export function describePersonas(
  { administrator }: Pick<DeployedTenant, 'administrator'>,
  cast: Cast & { password: string },
  urls: Urls,
): Persona[] {
  const person = (user: User) => ({ name: user.name ?? '', email: user.email ?? '', password: cast.password })
  const admin = `${urls.service}/admin`
  return [
    {
      name: 'Ada Admin',
      part: 'Administrator',
      ...administrator,
      address: admin,
      about: 'Sees and may do everything: charts, invitations of all, imports, the gate, policy, audit log.',
    },
    {
      ...person(cast.ines),
      part: 'Inviter',
      address: admin,
      about: 'Sees her own invitations only, and can give no more than she has: Viewer and Inviter.',
    },
    {
      ...person(cast.mei),
      part: 'Member',
      address: `${urls.service}/account`,
      about: 'Joined through an invitation of Ada’s; changes her profile and password on her own page.',
    },
  ]
}
