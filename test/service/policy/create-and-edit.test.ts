import { afterEach, describe, expect, it } from 'vitest'
import type { NewInvitation } from '../../../service/invitations/model/new-invitation.ts'
import { callerOf, createPolicyWorld, invitationOf, outcomeOf, type PolicyWorld } from './policy-world.ts'

const policy = {
  blocked_domains: ['*.evil.example'],
  roles: {
    Inviter: { grantable_roles: ['Viewer'], metadata_keys: ['team'] },
    'client:shop': { grantable_roles: ['Editor'], metadata_keys: ['order'] },
  },
}

let world: PolicyWorld
afterEach(() => world.close())

const inviter = callerOf('auth0|grace', 'create:invitations', 'grant:metadata')
const administrator = callerOf('auth0|admin', 'create:invitations', 'grant:any', 'grant:metadata')
const shop = callerOf('shop@clients', 'create:invitations', 'grant:metadata')

async function start(options: Parameters<typeof createPolicyWorld>[0] = { policy }) {
  world = await createPolicyWorld(options)
  world.addUser('auth0|grace', 'rol_inviter')
  world.addUser('auth0|admin', 'rol_administrator')
}

const create = (request: Partial<NewInvitation>, by = inviter) =>
  outcomeOf(world.guard.assertMayCreate(by, { invitee: { email: 'ada@example.com' }, ...request }))

describe('creating an invitation', () => {
  it('S32: gives the roles that the inviter has in the tenant, and those that policy lists for them', async () => {
    await start()
    expect(await create({ roles: ['Inviter', 'Viewer'] })).toBe('allowed')
    expect(await create({ roles: ['Inviter', 'Editor'] })).toBe('forbidden roles')
    world.management.rolesOf.get('auth0|grace')?.add('rol_editor')
    await world.clock.advance(60_000)
    expect(await create({ roles: ['Inviter', 'Editor'] })).toBe('allowed')
  })

  it('S32: forgets a role of the inviter within a minute', async () => {
    await start()
    expect(await create({ roles: ['Viewer'] })).toBe('allowed')
    world.management.rolesOf.get('auth0|grace')?.delete('rol_inviter')
    await world.clock.advance(59_999)
    expect(await create({ roles: ['Viewer'] })).toBe('allowed')
    await world.clock.advance(1)
    expect(await create({ roles: ['Viewer'] })).toBe('forbidden roles')
  })

  it('S32: gives the permissions that the inviter has, through a role or without one', async () => {
    await start()
    const orders = 'https://orders.example'
    const permissions = [{ permission_name: 'read', resource_server_identifier: orders }]
    expect(await create({ permissions })).toBe('forbidden permissions')
    expect(await create({ permissions }, administrator)).toBe('allowed')
    for (const id of ['rol_inviter', 'auth0|grace']) {
      world.management.permissionsOf.set(id, [{ api: orders, name: 'read' }])
      await world.clock.advance(60_000)
      expect(await create({ permissions })).toBe('allowed')
      world.management.permissionsOf.delete(id)
    }
  })

  it('S32: gives in the name of a back end what policy lists for its client', async () => {
    await start()
    expect(await create({ roles: ['Editor'], appMetadata: { order: 1 } }, shop)).toBe('allowed')
    expect(await create({ roles: ['Viewer'] }, shop)).toBe('forbidden roles')
    expect(await create({ roles: ['Editor'] }, callerOf('other@clients'))).toBe('forbidden roles')
    const permissions = [{ permission_name: 'create:invitations', resource_server_identifier: 'x' }]
    expect(await create({ permissions }, shop)).toBe('forbidden permissions')
    expect(world.management.requests).toEqual([])
  })

  it('S53: sets the metadata keys that policy lists, with grant:metadata, and no reserved one', async () => {
    await start()
    expect(await create({ appMetadata: { team: 'a' }, userMetadata: { team: 'b' } })).toBe('allowed')
    expect(await create({ appMetadata: { plan: 'gold' } })).toBe('forbidden app_metadata')
    expect(await create({ userMetadata: { plan: 'gold' } })).toBe('forbidden user_metadata')
    const without = callerOf('auth0|grace', 'create:invitations')
    expect(await create({ appMetadata: { team: 'a' } }, without)).toBe('forbidden app_metadata')
    for (const by of [inviter, administrator])
      expect(await create({ appMetadata: { guestlist: { admitted: true } } }, by)).toBe(
        'forbidden app_metadata',
      )
  })

  it('asks the tenant nothing about administrators, nor where nothing is given', async () => {
    await start()
    const all = { roles: ['Owner'], appMetadata: { a: 1 }, userMetadata: { b: 1 } }
    expect(await create(all, administrator)).toBe('allowed')
    expect(await create({})).toBe('allowed')
    expect(world.management.requests).toEqual([])
  })

  it('fails when the tenant cannot be asked, rather than guess', async () => {
    await start()
    world.management.isDown = true
    await expect(create({ roles: ['Viewer'] })).rejects.toMatchObject({ code: 'unreachable' })
  })

  it.each([
    [{ invitee: { email: 'ada@mail.evil.example' } }, 'domain_not_allowed invitee.email blocked_domains'],
    [
      { kind: 'domain' as const, invitee: {}, domain: 'mail.evil.example' },
      'domain_not_allowed domain blocked_domains',
    ],
    [{ kind: 'shared' as const, invitee: {} }, 'allowed'],
    [{ invitee: { phoneNumber: '+491701234567' } }, 'allowed'],
  ])('S24: to %j is judged by the domains of the policy', async (request, outcome) => {
    await start()
    expect(await create(request)).toBe(outcome)
    expect(await create(request, administrator)).toBe(outcome)
  })

  it('S24: to a telephone is refused where only some domains may be invited', async () => {
    await start({ policy: { allowed_domains: ['example.com'] } })
    expect(await create({ invitee: { phoneNumber: '+491701234567' } })).toBe(
      'domain_not_allowed invitee.phone_number allowed_domains',
    )
    expect(world.guard.isAllowedAddress({ email: 'ada@example.com' })).toBe(true)
    expect(world.guard.isAllowedAddress({ email: 'ada@evil-example.com' })).toBe(false)
    expect(world.guard.isAllowedAddress({ phoneNumber: '+491701234567' })).toBe(false)
  })
})

describe('editing an invitation', () => {
  const edit = (columns: Parameters<typeof invitationOf>[0], changes: object, by = inviter) =>
    outcomeOf(world.guard.assertMayEdit(by, invitationOf(columns), changes))

  it('S32: gives no more than creating would, also where somebody else had given more', async () => {
    await start()
    expect(await edit({}, { roles: ['Viewer'] })).toBe('allowed')
    expect(await edit({}, { roles: ['Owner'] })).toBe('forbidden roles')
    expect(await edit({}, { roles: ['Owner'] }, administrator)).toBe('allowed')
    const generous = { roles: '["Owner"]', granted_by_id: 'auth0|admin', granted_by_kind: 'person' } as const
    expect(await edit(generous, { roles: ['Owner', 'Viewer'] })).toBe('forbidden roles')
    expect(await edit(generous, { roles: ['Viewer'] })).toBe('allowed')
  })

  it('S32: passes nothing on to another address that the editor may not give', async () => {
    await start()
    const generous = { roles: '["Owner"]', granted_by_id: 'auth0|admin', granted_by_kind: 'person' } as const
    const elsewhere = { invitee: { email: 'eve@example.com' } }
    expect(await edit(generous, elsewhere)).toBe('forbidden roles')
    expect(await edit({ roles: '["Viewer"]' }, elsewhere)).toBe('allowed')
    expect(await edit({ app_metadata: '{"plan":"gold"}' }, elsewhere)).toBe('forbidden app_metadata')
  })

  it('S53: sets no key that creating would not, and none that is reserved', async () => {
    await start()
    expect(await edit({}, { appMetadata: { team: 'a' } })).toBe('allowed')
    expect(await edit({}, { appMetadata: { plan: 'gold' } })).toBe('forbidden app_metadata')
    expect(await edit({}, { userMetadata: { guestlist: 1 } }, administrator)).toBe('forbidden user_metadata')
  })

  it('leaves what it does not touch to whoever gave it', async () => {
    await start()
    expect(await edit({ roles: '["Owner"]' }, { message: 'Welcome' })).toBe('allowed')
    expect(world.management.requests).toEqual([])
  })

  it('S24: is judged by the domains of today, whatever it changes', async () => {
    await start()
    const blocked = 'domain_not_allowed invitee.email blocked_domains'
    expect(await edit({}, { invitee: { email: 'ada@a.evil.example' } })).toBe(blocked)
    expect(await edit({ invitee_email: 'ada@a.evil.example' }, { message: 'x' })).toBe(blocked)
    expect(
      await edit({ invitee_email: 'ada@a.evil.example' }, { invitee: { email: 'ada@example.com' } }),
    ).toBe('allowed')
  })
})

describe('inviting only people who are new', () => {
  const known = { onExistingUser: 'refuse' as const, invitee: { email: 'known@example.com' } }
  const unknown = { onExistingUser: 'refuse' as const, invitee: { email: 'new@example.com' } }

  async function startWith(existenceVisibleTo: 'administrators' | 'inviters' | 'nobody') {
    await start({ existenceVisibleTo })
    world.addUser('auth0|known').email = 'known@example.com'
  }

  it.each([
    ['administrators', 'user_exists invitee.email', 'allowed'],
    ['inviters', 'user_exists invitee.email', 'user_exists invitee.email'],
    ['nobody', 'allowed', 'allowed'],
  ] as const)('tells %s who has an account', async (visibleTo, toAdministrator, toInviter) => {
    await startWith(visibleTo)
    expect(await create(known, administrator)).toBe(toAdministrator)
    expect(await create(known, inviter)).toBe(toInviter)
    expect(await create(unknown, administrator)).toBe('allowed')
    expect(await create({ ...known, onExistingUser: 'add' }, administrator)).toBe('allowed')
  })

  it('S41: asks the tenant nothing for those who may not know, so that time tells nothing either', async () => {
    await startWith('administrators')
    await create(known, inviter)
    await create(unknown, inviter)
    expect(world.management.requests).toEqual([])
  })

  it('is asked again when the address is changed', async () => {
    await startWith('administrators')
    const invitation = invitationOf({ on_existing_user: 'refuse' })
    const edit = (changes: object) => outcomeOf(world.guard.assertMayEdit(administrator, invitation, changes))
    expect(await edit({ invitee: { email: 'known@example.com' } })).toBe('user_exists invitee.email')
    expect(await edit({ message: 'x' })).toBe('allowed')
  })
})
