import type { Sending } from '../../../service/invitations/model/guard.ts'
import { type Invitation, toInvitation } from '../../../service/invitations/model/invitation.ts'
import { InvitationError } from '../../../service/invitations/model/invitation-error.ts'
import type { InvitationRow } from '../../../service/ledger/schema/schema.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import type { TenantUser } from '../../../service/management/management-api.ts'
import { createInviterStanding } from '../../../service/policy/inviter-standing.ts'
import { parsePolicy } from '../../../service/policy/parse-policy.ts'
import { createPolicyGuard } from '../../../service/policy/policy-guard.ts'
import { invitationRow } from '../ledger/ledger-rows.ts'
import { createMemoryManagement } from '../management/memory-management.ts'
import { createManualClock } from '../manual-clock.ts'

const API = 'https://guestlist.example/api'

interface Options {
  /** A policy file. */
  policy?: object
  createPermission?: string
  existenceVisibleTo?: 'administrators' | 'inviters' | 'nobody'
}

/** The guard over a real ledger and a tenant in memory, with a clock that a test moves. */
export async function createPolicyWorld(options: Options = {}) {
  const {
    policy = {},
    createPermission = 'create:invitations',
    existenceVisibleTo = 'administrators',
  } = options
  const clock = createManualClock()
  const management = createMemoryManagement(clock.now)
  const ledger = await openSqliteLedger(':memory:')
  const standing = createInviterStanding({ management, apiAudience: API, clock })
  const parsed = parsePolicy(policy)
  const shared = {
    management,
    ledger,
    standing,
    clock,
    apiAudience: API,
    createPermission,
    existenceVisibleTo,
  }
  const guard = createPolicyGuard({ ...shared, policy: parsed })
  management.roles.push(
    { id: 'rol_inviter', name: 'Inviter' },
    { id: 'rol_administrator', name: 'Invitation Administrator' },
    { id: 'rol_owner', name: 'Owner' },
  )
  const permit = (id: string, ...names: string[]) =>
    management.permissionsOf.set(id, [...permissionsOf(id), ...names.map(name => ({ api: API, name }))])
  const permissionsOf = (id: string) => management.permissionsOf.get(id) ?? []
  permit('rol_inviter', createPermission)
  permit('rol_administrator', createPermission, 'grant:any', 'grant:metadata', 'create:shared_links')

  return {
    clock,
    management,
    ledger,
    guard,
    permit,
    /** The same tenant and ledger under another policy. */
    under: (other: object) => createPolicyGuard({ ...shared, policy: parsePolicy(other) }),
    /** A user of the tenant with some roles, by their ids. */
    addUser(userId: string, ...roleIds: string[]): TenantUser {
      const user = makeUser(userId, clock.now())
      management.users.push(user)
      management.rolesOf.set(userId, new Set(roleIds))
      return user
    },
    removeUser(userId: string) {
      const index = management.users.findIndex(user => user.userId === userId)
      management.users.splice(index, 1)
      management.rolesOf.delete(userId)
      management.permissionsOf.delete(userId)
    },
    takeSending: (sending: Partial<Sending> = {}) =>
      guard.takeSending({ inviterId: 'auth0|grace', recipient: { email: 'ada@example.com' }, ...sending }),
    close: () => ledger.close(),
  }
}

export type PolicyWorld = Awaited<ReturnType<typeof createPolicyWorld>>

/** An invitation by the person `auth0|grace` that promises nothing, unless its columns say otherwise. */
export function invitationOf(columns: Partial<InvitationRow> = {}): Invitation {
  const row = { ...invitationRow(), inviter_id: 'auth0|grace', roles: '[]', ...columns }
  return toInvitation(row as InvitationRow)
}

/** Somebody with a token of these permissions. */
export function callerOf(id: string, ...permissions: string[]) {
  const kind = id.endsWith('@clients') ? ('client' as const) : ('person' as const)
  return { id, kind, permissions: new Set(permissions) }
}

/** Why something was refused, as code and field; `allowed` if it was not. */
export async function outcomeOf(asking: Promise<void>): Promise<string> {
  try {
    await asking
    return 'allowed'
  } catch (error) {
    if (!(error instanceof InvitationError)) throw error
    return [error.code, error.field, error.limit].filter(Boolean).join(' ')
  }
}

function makeUser(userId: string, now: number): TenantUser {
  return {
    userId,
    email: `${userId.replace(/\W/g, '.')}@acme.example`,
    emailVerified: true,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date(now - 86_400_000),
    loginsCount: 1,
    identities: [],
    appMetadata: {},
    userMetadata: {},
  }
}
