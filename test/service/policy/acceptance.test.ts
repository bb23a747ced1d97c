import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InvitationRow } from '../../../service/ledger/schema/schema.ts'
import { ManagementError } from '../../../service/management/management-api.ts'
import { createPolicyWorld, invitationOf, type PolicyWorld } from './policy-world.ts'

const policy = {
  roles: {
    Inviter: { grantable_roles: ['Viewer'], metadata_keys: ['team'], overwrite_metadata_keys: ['plan'] },
    'Invitation Administrator': { overwrite_metadata_keys: ['level'] },
    'client:shop': { grantable_roles: ['Editor'], overwrite_metadata_keys: ['order'] },
  },
}

let world: PolicyWorld
beforeEach(async () => {
  world = await createPolicyWorld({ policy })
  world.addUser('auth0|grace', 'rol_inviter')
  world.addUser('auth0|admin', 'rol_administrator')
  world.management.scopesOf.set('shop', { scopes: ['create:invitations', 'grant:metadata'], isAll: false })
})
afterEach(() => world.close())

type Columns = Partial<InvitationRow>

async function accept(columns: Columns = {}, guard = world.guard): Promise<string> {
  const decision = await guard.decideAtAcceptance(invitationOf(columns))
  return decision.outcome === 'allowed' ? 'allowed' : decision.code
}
const byAdministrator: Columns = { inviter_id: 'auth0|admin' }
const byShop: Columns = { inviter_id: 'shop@clients', inviter_kind: 'client' }

/** What the service knows about the tenant is as old as it may get. */
const aMinuteLater = () => world.clock.advance(60_000)

describe('S16: at acceptance an inviter', () => {
  it('S16: who is still there and still may, counts', async () => {
    expect(await accept({ roles: '["Inviter","Viewer"]' })).toBe('allowed')
    expect(await accept({ ...byAdministrator, roles: '["Owner"]', app_metadata: '{"a":1}' })).toBe('allowed')
    expect(await accept({ ...byShop, roles: '["Editor"]' })).toBe('allowed')
  })

  it.each<[string, () => void]>([
    ['is blocked', () => Object.assign(world.management.users[0] ?? {}, { blocked: true })],
    ['is deleted', () => world.removeUser('auth0|grace')],
    ['has lost the role that let them invite', () => world.management.rolesOf.get('auth0|grace')?.clear()],
    [
      'has a role that no longer lets them invite',
      () => world.management.permissionsOf.delete('rol_inviter'),
    ],
  ])('S16: who %s, counts no more, within a minute', async (_, change) => {
    expect(await accept()).toBe('allowed')
    change()
    await world.clock.advance(59_999)
    expect(await accept()).toBe('allowed')
    await world.clock.advance(1)
    expect(await accept()).toBe('inviter_not_allowed')
  })

  it('S16: who was deleted and signed up again, has nothing of what they had', async () => {
    world.removeUser('auth0|grace')
    world.addUser('auth0|grace')
    expect(await accept()).toBe('inviter_not_allowed')
  })

  it('S16: who may invite at another API, may not invite here', async () => {
    world.management.permissionsOf.set('rol_inviter', [
      { api: 'https://other.example', name: 'create:invitations' },
    ])
    expect(await accept()).toBe('inviter_not_allowed')
  })

  it('S16: who has the permission without a role, counts', async () => {
    world.management.rolesOf.get('auth0|grace')?.clear()
    world.permit('auth0|grace', 'create:invitations')
    expect(await accept()).toBe('allowed')
  })

  it('S16: who may invite by another name of the permission, counts by that name alone', async () => {
    await world.close()
    world = await createPolicyWorld({ createPermission: 'invite:people' })
    world.addUser('auth0|grace', 'rol_inviter')
    expect(await accept()).toBe('allowed')
    world.management.permissionsOf.delete('rol_inviter')
    world.permit('rol_inviter', 'create:invitations')
    await aMinuteLater()
    expect(await accept()).toBe('inviter_not_allowed')
  })

  it.each<[string, () => void]>([
    ['is deleted', () => world.management.scopesOf.delete('shop')],
    [
      'may no longer invite',
      () => world.management.scopesOf.set('shop', { scopes: ['read:invitations'], isAll: false }),
    ],
  ])('S16: that is a client and %s, counts no more', async (_, change) => {
    expect(await accept(byShop)).toBe('allowed')
    change()
    await aMinuteLater()
    expect(await accept(byShop)).toBe('inviter_not_allowed')
  })

  it('S16: that is a client with all scopes of the API, may do everything', async () => {
    const everything = { ...byShop, roles: '["Owner"]', app_metadata: '{"a":1}' }
    expect(await accept(everything)).toBe('inviter_not_allowed')
    world.management.scopesOf.set('shop', { scopes: [], isAll: true })
    await aMinuteLater()
    expect(await accept(everything)).toBe('allowed')
  })

  it.each<[string, Columns]>([
    ['give any role', { roles: '["Owner"]' }],
    ['set metadata', { app_metadata: '{"a":1}' }],
    ['make links for many', { kind: 'shared' }],
    ['invite through them', { parent_id: 'inv_0' }],
  ])('S16: that is a client with all scopes of the API, may %s', async (_, columns) => {
    world.management.scopesOf.set('shop', { scopes: ['create:invitations'], isAll: false })
    expect(await accept({ ...byShop, ...columns })).toBe('inviter_not_allowed')
    world.management.scopesOf.set('shop', { scopes: [], isAll: true })
    await aMinuteLater()
    expect(await accept({ ...byShop, ...columns })).toBe('allowed')
  })

  it('S16: needs to be let make shared links still, when somebody joins through one', async () => {
    for (const columns of [{ kind: 'shared' }, { kind: 'domain' }, { parent_id: 'inv_0' }] as Columns[]) {
      expect(await accept({ ...byAdministrator, ...columns })).toBe('allowed')
      expect(await accept(columns)).toBe('inviter_not_allowed')
    }
  })
})

describe('S32: at acceptance a grant', () => {
  it('S32: is refused when the inviter has lost the role that it gives', async () => {
    world.management.rolesOf.get('auth0|grace')?.add('rol_editor')
    expect(await accept({ roles: '["Editor"]' })).toBe('allowed')
    world.management.rolesOf.get('auth0|grace')?.delete('rol_editor')
    await aMinuteLater()
    expect(await accept({ roles: '["Editor"]' })).toBe('inviter_not_allowed')
    expect(await accept()).toBe('allowed')
  })

  it('S32: is refused when an administrator is none any more', async () => {
    const owner = { ...byAdministrator, roles: '["Owner"]' }
    expect(await accept(owner)).toBe('allowed')
    world.management.rolesOf.set('auth0|admin', new Set(['rol_inviter']))
    await aMinuteLater()
    expect(await accept(owner)).toBe('inviter_not_allowed')
    expect(await accept({ ...byAdministrator, roles: '["Inviter"]' })).toBe('allowed')
  })

  it('S32: is refused when the policy lists it no longer', async () => {
    expect(await accept({ roles: '["Viewer"]' })).toBe('allowed')
    expect(await accept({ roles: '["Viewer"]' }, world.under({}))).toBe('inviter_not_allowed')
    expect(await accept({ ...byShop, roles: '["Editor"]' }, world.under({}))).toBe('inviter_not_allowed')
  })

  it('S32: is refused for a permission that the inviter does not have', async () => {
    const read = { permissions: '[{"permission_name":"read","resource_server_identifier":"https://o"}]' }
    expect(await accept(read)).toBe('inviter_not_allowed')
    world.management.permissionsOf.set('auth0|grace', [{ api: 'https://o', name: 'read' }])
    await aMinuteLater()
    expect(await accept(read)).toBe('allowed')
  })

  it('S32: that somebody else has changed, is theirs to answer for, and the invitation the inviter’s', async () => {
    const changed: Columns = { roles: '["Owner"]', granted_by_id: 'auth0|admin', granted_by_kind: 'person' }
    expect(await accept(changed)).toBe('allowed')
    world.management.rolesOf.get('auth0|admin')?.clear()
    await aMinuteLater()
    expect(await accept(changed)).toBe('inviter_not_allowed')
    world.management.rolesOf.set('auth0|admin', new Set(['rol_administrator']))
    world.management.rolesOf.get('auth0|grace')?.clear()
    await aMinuteLater()
    expect(await accept(changed)).toBe('inviter_not_allowed')
  })

  it('S53: sets no key that is reserved or not listed, however it came into the ledger', async () => {
    world.permit('rol_inviter', 'grant:metadata')
    expect(await accept({ app_metadata: '{"team":1}' })).toBe('allowed')
    expect(await accept({ app_metadata: '{"other":1}' })).toBe('inviter_not_allowed')
    for (const columns of [{}, byAdministrator])
      for (const metadata of ['{"guestlist":{"admitted":true}}', '{"blocked":false}', '{"team":null}'])
        expect(await accept({ ...columns, app_metadata: metadata })).toBe('inviter_not_allowed')
  })

  it('S53: is refused when the inviter has lost grant:metadata', async () => {
    world.permit('rol_inviter', 'grant:metadata')
    expect(await accept({ user_metadata: '{"team":1}' })).toBe('allowed')
    world.management.permissionsOf.set('rol_inviter', [])
    world.permit('rol_inviter', 'create:invitations')
    await aMinuteLater()
    expect(await accept({ user_metadata: '{"team":1}' })).toBe('inviter_not_allowed')
  })

  it('S53: replaces what the user has under the keys that the policy lists for that, and only those', async () => {
    world.permit('rol_inviter', 'grant:metadata')
    const both = { app_metadata: '{"plan":"gold","team":1}', user_metadata: '{"plan":1}' }
    const decide = (columns: Columns) => world.guard.decideAtAcceptance(invitationOf(columns))
    expect(await decide(both)).toEqual({ outcome: 'allowed', overwrite: ['plan'] })
    expect(await decide({ app_metadata: '{"team":1}' })).toEqual({ outcome: 'allowed', overwrite: [] })
    const byAdministrators = { ...byAdministrator, app_metadata: '{"plan":1,"level":2}' }
    expect(await decide(byAdministrators)).toMatchObject({ overwrite: ['level'] })
    expect(await decide({ ...byShop, app_metadata: '{"order":1}' })).toMatchObject({ overwrite: ['order'] })
  })

  it('S24: is refused for an address that may no longer be invited', async () => {
    expect(await accept({}, world.under({ blocked_domains: ['example.com'] }))).toBe('inviter_not_allowed')
    expect(await accept({}, world.under({ allowed_domains: ['*.example.com'] }))).toBe('inviter_not_allowed')
    expect(await accept({}, world.under({ allowed_domains: ['example.com'] }))).toBe('allowed')
  })
})

describe('at acceptance a tenant that cannot be asked', () => {
  it('S16: is believed what it said within the last quarter of an hour', async () => {
    expect(await accept()).toBe('allowed')
    world.management.isDown = true
    await world.clock.advance(15 * 60_000 - 1)
    expect(await accept()).toBe('allowed')
    await world.clock.advance(1)
    expect(await accept()).toBe('service_unavailable')
  })

  it('S16: is no reason to let anybody in, and is asked again the next time', async () => {
    world.management.isDown = true
    expect(await accept()).toBe('service_unavailable')
    expect(await accept(byShop)).toBe('service_unavailable')
    world.management.isDown = false
    expect(await accept()).toBe('allowed')
  })

  it('S16: is waited for 800 ms, and its late answer is there for the next try', async () => {
    let answer = () => {}
    const { findUser } = world.management
    world.management.findUser = async (...args) => {
      await new Promise<void>(resolve => {
        answer = resolve
      })
      return findUser(...args)
    }
    const first = accept()
    await world.clock.advance(799)
    await world.clock.advance(1)
    expect(await first).toBe('service_unavailable')
    answer()
    await world.clock.advance(0)
    expect(await accept()).toBe('allowed')
  })
})

describe('at acceptance a tenant that is slow', () => {
  it('S16: has 800 ms for all that is asked, and what it says in time counts', async () => {
    const { findUser } = world.management
    world.management.findUser = async (...args) => {
      await new Promise<void>(resolve => world.clock.schedule(799, resolve))
      return findUser(...args)
    }
    const decision = accept()
    await world.clock.advance(799)
    expect(await decision).toBe('allowed')
  })

  it('S16: is no reason to let anybody in when only the second question, beside the roles, fails', async () => {
    world.management.rolesOf.get('auth0|grace')?.clear()
    world.permit('auth0|grace', 'create:invitations')
    world.management.listUserPermissions = () => Promise.reject(new ManagementError('rate_limited'))
    expect(await accept()).toBe('service_unavailable')
  })

  it('S16: is no excuse for a fault of our own, which is not answered like that', async () => {
    const fault = new TypeError('a fault')
    world.management.findUser = () => Promise.reject(fault)
    await expect(accept()).rejects.toBe(fault)
  })
})

describe('the number of requests to the tenant', () => {
  it('is three for the first of all who join through one inviter, and none for the others', async () => {
    await Promise.all(Array.from({ length: 200 }, () => accept({ roles: '["Viewer"]' })))
    expect(world.management.requests.sort()).toEqual(['findUser', 'listRolePermissions', 'listUserRoles'])
    world.addUser('auth0|other', 'rol_inviter')
    await accept({ inviter_id: 'auth0|other' })
    // What a role may do is known by then.
    expect(world.management.requests).toHaveLength(5)
  })

  it('is one for a client', async () => {
    await Promise.all([accept(byShop), accept({ ...byShop, roles: '["Editor"]' })])
    expect(world.management.requests).toEqual(['readClientScopes'])
  })
})
