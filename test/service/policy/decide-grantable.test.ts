import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideGrantable, type Promises, toPermissionKey } from '../../../service/policy/decide-grantable.ts'
import type { RolePolicy } from '../../../service/policy/policy.ts'
import { type FullAuthority, toAuthority } from '../../../service/policy/read-authority.ts'

const API = 'https://shop.example/api'
const nothing: Promises = { roles: [], permissions: [], appMetadata: {}, userMetadata: {} }
const permission = (name: string, api = API) => ({ permission_name: name, resource_server_identifier: api })

function listing(lists: Partial<RolePolicy>): RolePolicy {
  return { grantableRoles: [], metadataKeys: [], overwriteMetadataKeys: [], ...lists }
}

interface HeldInvitation {
  kind?: 'person' | 'client'
  id?: string
  allowed?: string[]
  roles?: string[]
  permissions?: { api: string; name: string }[]
  policy?: Record<string, Partial<RolePolicy>>
}

function authorityOf(held: HeldInvitation): FullAuthority {
  const { kind = 'person', id = 'auth0|1', allowed = [], roles = [], permissions = [], policy = {} } = held
  const listed = Object.entries(policy).map(([name, lists]) => [name, listing(lists)] as const)
  const inviter = { id, kind, permissions: new Set(allowed) }
  return toAuthority({ roles: new Map(listed) }, inviter, { roleNames: roles, permissions })
}

const decide = (promises: Partial<Promises>, held: HeldInvitation) => {
  const decision = decideGrantable({ ...nothing, ...promises }, authorityOf(held))
  return decision.outcome === 'allowed' ? 'allowed' : decision.field
}

describe('S32: nobody grants what they do not have', () => {
  const name = fc.constantFrom('A', 'B', 'C', 'D')
  const names = fc.uniqueArray(name)
  const policies = fc.dictionary(name, fc.record({ grantableRoles: names }))

  it('S32: for any roles and any policy, grants exactly own roles and those listed for own roles', () => {
    fc.assert(
      fc.property(names, names, policies, (asked, own, policy) => {
        const may = new Set([...own, ...own.flatMap(role => policy[role]?.grantableRoles ?? [])])
        const expected = asked.every(role => may.has(role)) ? 'allowed' : 'roles'
        expect(decide({ roles: asked }, { roles: own, policy })).toBe(expected)
      }),
    )
  })

  it('S32: for any authority, less is never refused where more is allowed', () => {
    fc.assert(
      fc.property(names, names, names, (asked, fewer, own) => {
        const part = asked.filter(role => fewer.includes(role))
        fc.pre(decide({ roles: asked }, { roles: own }) === 'allowed')
        expect(decide({ roles: part }, { roles: own })).toBe('allowed')
      }),
    )
  })

  it('S32: what is listed for a role does not lead on to what is listed for that', () => {
    const policy = { Lead: { grantableRoles: ['Editor'] }, Editor: { grantableRoles: ['Owner'] } }
    expect(decide({ roles: ['Editor'] }, { roles: ['Lead'], policy })).toBe('allowed')
    expect(decide({ roles: ['Owner'] }, { roles: ['Lead'], policy })).toBe('roles')
  })

  it.each(['editor', 'Editor ', 'Edito', 'Editor2', 'constructor', '__proto__'])(
    'S32: %j is not the role Editor',
    role => {
      expect(decide({ roles: [role] }, { roles: ['Editor'] })).toBe('roles')
    },
  )

  it('S32: grants permissions that the inviter has, at the same API, and no others', () => {
    const held = { permissions: [{ api: API, name: 'read:orders' }] }
    expect(decide({ permissions: [permission('read:orders')] }, held)).toBe('allowed')
    for (const other of [permission('write:orders'), permission('read:orders', 'https://other.example')])
      expect(decide({ permissions: [permission('read:orders'), other] }, held)).toBe('permissions')
    expect(decide({ permissions: [permission('read:orders')] }, { roles: ['Editor'] })).toBe('permissions')
  })

  it('S32: for any two permissions, one is never taken for the other', () => {
    const one = fc.record({ permission_name: fc.string(), resource_server_identifier: fc.string() })
    fc.assert(
      fc.property(one, one, (a, b) => {
        const isSame =
          a.permission_name === b.permission_name &&
          a.resource_server_identifier === b.resource_server_identifier
        expect(toPermissionKey(a) === toPermissionKey(b)).toBe(isSame)
      }),
    )
  })

  it('S32: holders of grant:any grant whatever roles and permissions there are', () => {
    const everything = { roles: ['Owner'], permissions: [permission('write:all')] }
    expect(decide(everything, { allowed: ['grant:any'] })).toBe('allowed')
    expect(decide(everything, { allowed: ['grant:all', 'grant:metadata'] })).toBe('roles')
  })
})

describe('S32: a back end', () => {
  const policy = { 'client:shop': { grantableRoles: ['Customer'], metadataKeys: ['order'] } }
  const shop = { kind: 'client', id: 'shop@clients', policy } as const

  it('S32: grants what is listed for its client id', () => {
    expect(decide({ roles: ['Customer'] }, shop)).toBe('allowed')
    expect(decide({ roles: ['Customer'] }, { ...shop, id: 'shop2@clients' })).toBe('roles')
    expect(decide({ roles: ['Owner'] }, shop)).toBe('roles')
  })

  it('S32: is nobody whose role has the same name, and no person is a back end', () => {
    expect(decide({ roles: ['Customer'] }, { roles: ['client:shop'], policy })).toBe('roles')
    expect(decide({ roles: ['Customer'] }, { id: 'shop@clients', policy })).toBe('roles')
    expect(decide({ roles: ['Customer'] }, { ...shop, id: 'client:shop' })).toBe('roles')
  })
})

describe('S53: metadata', () => {
  const policy = { Lead: { metadataKeys: ['team'], overwriteMetadataKeys: ['plan'] } }
  const lead = { roles: ['Lead'], allowed: ['grant:metadata'], policy }

  it('S53: is limited to the keys that are listed for the inviter, in both kinds', () => {
    for (const field of ['appMetadata', 'userMetadata'] as const) {
      const name = field === 'appMetadata' ? 'app_metadata' : 'user_metadata'
      expect(decide({ [field]: { team: 1, plan: 'gold' } }, lead)).toBe('allowed')
      expect(decide({ [field]: { team: 1, other: 2 } }, lead)).toBe(name)
      expect(decide({ [field]: { toString: 1 } }, lead)).toBe(name)
    }
  })

  it('S53: is no key at all where none is listed, or without grant:metadata', () => {
    expect(decide({ appMetadata: { team: 1 } }, { ...lead, policy: {} })).toBe('app_metadata')
    expect(decide({ appMetadata: { team: 1 } }, { ...lead, allowed: [] })).toBe('app_metadata')
    expect(decide({ appMetadata: { team: 1 } }, { allowed: ['grant:any'] })).toBe('app_metadata')
    expect(decide({}, { ...lead, allowed: [] })).toBe('allowed')
  })

  it('S53: is any key for administrators, but guestlist and reserved ones', () => {
    const administrator = { allowed: ['grant:any', 'grant:metadata'] }
    expect(decide({ appMetadata: { anything: 1 } }, administrator)).toBe('allowed')
    for (const key of ['guestlist', 'blocked', 'email', 'user_id']) {
      expect(decide({ appMetadata: { [key]: 1 } }, administrator)).toBe('app_metadata')
      expect(decide({ userMetadata: { [key]: 1 } }, administrator)).toBe('user_metadata')
    }
  })

  it('S53: never takes a key away from a user', () => {
    expect(decide({ appMetadata: { team: null } }, lead)).toBe('app_metadata')
    expect(decide({ appMetadata: { team: null } }, { allowed: ['grant:any', 'grant:metadata'] })).toBe(
      'app_metadata',
    )
  })

  it('S53: replaces what a user has only under keys that are listed for that, also for administrators', () => {
    expect([...authorityOf(lead).overwriteKeys]).toEqual(['plan'])
    expect([...authorityOf({ ...lead, roles: [] }).overwriteKeys]).toEqual([])
    expect([...authorityOf({ allowed: ['grant:any', 'grant:metadata'], policy }).overwriteKeys]).toEqual([])
  })
})
