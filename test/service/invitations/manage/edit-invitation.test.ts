import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Invitation } from '../../../../service/invitations/model/invitation.ts'
import type { InvitationChanges } from '../../../../service/invitations/model/invitation-changes.ts'
import { databaseLogin } from '../logins.ts'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const handedOut = { delivery: 'handed_out' } as const

describe('editing an invitation', () => {
  it.each<[string, InvitationChanges]>([
    ['address', { invitee: { email: 'eve@example.com' } }],
    ['roles', { roles: ['Editor'] }],
    ['permissions', { permissions: [{ permission_name: 'read:x', resource_server_identifier: 'api' }] }],
    ['app_metadata', { appMetadata: { order: 1 } }],
    ['user_metadata', { userMetadata: { theme: 'dark' } }],
  ])('with another %s makes a new link and sends it', async (_what, changes) => {
    const first = await world.invite()
    await world.mails()
    world.clock.now += 1000
    const edited = await world.edit(first, changes)
    expect(edited).toMatchObject({ id: first.id, generation: 2, delivery: 'delivered', sentAt: null })
    expect(await world.open(first)).toEqual({ state: 'replaced' })
    expect(await world.open(edited)).toMatchObject({ state: 'live' })
    expect(await world.mails()).toEqual([{ id: first.id, generation: 2 }])
    expect(world.guard.sendings).toHaveLength(2)
  })

  it('of one that was handed out makes a new link, sends nothing and asks for no message', async () => {
    const first = await world.invite(handedOut)
    const edited = await world.edit(first, { roles: ['Editor'] })
    expect(edited).toMatchObject({ generation: 2, delivery: 'handed_out' })
    expect(await world.mails()).toEqual([])
    expect(world.guard.sendings).toHaveLength(1)
  })

  it.each<[string, InvitationChanges, object]>([
    ['message', { message: 'See you' }, { message: 'See you' }],
    ['locale', { locale: 'de' }, { locale: 'de' }],
    ['external id', { externalId: 'crm-2' }, { externalId: 'crm-2' }],
    ['notice to the inviter', { notifyInviter: true }, { notifyInviter: true }],
    ['nothing else', { message: null, externalId: null }, { message: null, externalId: null }],
  ])('with another %s leaves its link as it is', async (_what, changes, shown) => {
    const first = await world.invite({ message: 'Hello', externalId: 'crm-1' })
    const edited = await world.edit(first, changes)
    expect(edited).toMatchObject({ generation: 1, ...shown })
    expect(await world.open(first)).toMatchObject({ state: 'live' })
    expect(await world.mails()).toHaveLength(1)
  })

  it('with another lifetime counts it from now, shorter or longer', async () => {
    const first = await world.invite({ ttlSeconds: 7200 })
    world.clock.now += 1000
    for (const ttlSeconds of [60, 86_400]) {
      const edited = await world.edit(first, { ttlSeconds })
      expect(edited.expiresAt.getTime()).toBe(world.clock.now + ttlSeconds * 1000)
      expect(edited.generation).toBe(1)
    }
  })

  it('writes nothing when nothing changes', async () => {
    const first = await world.invite({ appMetadata: { order: 1 }, message: 'Hello' })
    const same = { roles: ['Member', 'Member'], appMetadata: { order: 1 }, message: 'Hello' }
    expect(await world.edit(first, { ...same, invitee: { email: 'ADA@example.com' } })).toEqual(first)
    expect(await world.history(first)).toEqual(['created'])
  })

  it('turns delivered into handed out and back, each with a new link of that kind', async () => {
    const first = await world.invite()
    await world.mails()
    const shown = await world.edit(first, { delivery: 'handed_out' })
    expect(shown).toMatchObject({ generation: 2, delivery: 'handed_out', deliveryStatus: null })
    expect(await world.mails()).toEqual([])
    const sent = await world.edit(first, { delivery: 'delivered' })
    expect(sent).toMatchObject({ generation: 3, delivery: 'delivered', deliveryStatus: 'queued' })
    expect(await world.mails()).toEqual([{ id: first.id, generation: 3 }])
  })

  it('writes who changed what, but no address, text or value of metadata', async () => {
    const first = await world.invite({ message: 'canary-before', appMetadata: { plan: 'canary-before' } })
    const changes = {
      message: 'canary',
      appMetadata: { order: 'canary' },
      invitee: { email: 'canary@x.org' },
    }
    await world.edit(first, { ...changes, roles: ['Editor'] })
    const event = (await world.ledger.listEvents(first.id, { take: 9 })).at(-1)
    expect(event).toMatchObject({ type: 'updated', actor_kind: 'person', actor_id: 'auth0|inviter' })
    expect(`${event?.before}${event?.after}`).not.toContain('canary')
    expect(JSON.parse(event?.before ?? '')).toMatchObject({ roles: ['Member'], app_metadata_keys: ['plan'] })
    expect(JSON.parse(event?.after ?? '')).toMatchObject({
      roles: ['Editor'],
      app_metadata_keys: ['order'],
      generation: 2,
      changed: expect.arrayContaining(['invitee', 'message', 'app_metadata']),
    })
  })

  it('does not send an invitation that has expired, unless it gets more time', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 60_000
    expect(await refusalOf(world.edit(first, { roles: ['Editor'] }))).toMatchObject({ code: 'expired' })
    const edited = await world.edit(first, { roles: ['Editor'], ttlSeconds: 3600 })
    expect(await world.open(edited)).toMatchObject({ state: 'live' })
  })

  it.each<[string, string, InvitationChanges]>([
    ['invalid_address', 'invitee.email', { invitee: { email: 'nobody' } }],
    ['invalid_address', 'invitee.phone_number', { invitee: { phoneNumber: '123' } }],
    [
      'invalid_combination',
      'invitee.phone_number',
      { invitee: { email: 'a@b.org', phoneNumber: '+41790000000' } },
    ],
    ['invalid_combination', 'send_invitation_email', { invitee: { phoneNumber: '+41790000000' } }],
    ['unknown_role', 'roles', { roles: ['Unknown'] }],
    ['reserved_key', 'app_metadata', { appMetadata: { guestlist: {} } }],
    ['out_of_range', 'ttl_sec', { ttlSeconds: 31 * 86_400 }],
    ['invalid_text', 'message', { message: 'Come to https://evil.example' }],
    ['invalid_text', 'external_id', { externalId: '' }],
    ['origin_not_allowed', 'result_url', { resultUrl: 'https://evil.example' }],
  ])('refuses with %s, naming %s, and changes nothing', async (code, field, changes) => {
    const first = await world.invite()
    expect(await refusalOf(world.edit(first, changes))).toMatchObject({ code, field })
    expect(await world.row(first)).toMatchObject({ version: 1 })
  })

  it('refuses an address or a message for a link that several people use', async () => {
    const link = await world.inviteShared()
    const combination = { code: 'invalid_combination' }
    expect(await refusalOf(world.edit(link, { invitee: { email: 'a@b.org' } }))).toMatchObject(combination)
    expect(await refusalOf(world.edit(link, { delivery: 'delivered' }))).toMatchObject(combination)
    expect(await world.edit(link, { roles: ['Editor'] })).toMatchObject({ generation: 2 })
  })

  it('refuses when a limit is used up, and changes nothing', async () => {
    const first = await world.invite()
    world.guard.sendingsLeft = 0
    const edit = world.edit(first, { roles: ['Editor'] })
    expect(await refusalOf(edit)).toMatchObject({ code: 'limit_reached', limit: 'per_inviter_per_day' })
    expect(await world.edit(first, { message: 'Hello' })).toMatchObject({ message: 'Hello', generation: 1 })
  })
})

describe('who may edit', () => {
  it('S33: somebody else finds nothing there, as for an id that was never given out', async () => {
    const first = await world.invite()
    const edits = [first, { ...first, id: 'inv_unknown' }].map(named =>
      refusalOf(world.edit(named, { message: 'x' }, world.someInviter)),
    )
    const [theirs, nothing] = await Promise.all(edits)
    expect(theirs).toMatchObject({ code: 'not_found', message: nothing?.message })
    expect(nothing).toMatchObject({ code: 'not_found' })
  })

  it('S32, S53: asks the guard about the grant, and about the whole of it when it goes to somebody else', async () => {
    const own = await world.invite({ roles: [] }, world.someInviter)
    world.guard.forbidden.add('roles')
    const edit = world.edit(own, { roles: ['Owner'] }, world.someInviter)
    expect(await refusalOf(edit)).toMatchObject({ code: 'forbidden', field: 'roles' })
    world.guard.forbidden.add('appMetadata')
    const metadata = world.edit(own, { appMetadata: { plan: 'gold' } }, world.someInviter)
    expect(await refusalOf(metadata)).toMatchObject({ code: 'forbidden' })
    expect(await world.row(own)).toMatchObject({ version: 1, roles: '[]' })
  })

  it('notes who answers for the grant from then on: whoever changed it, or whom it is for', async () => {
    const own = await world.invite({}, world.someInviter)
    const granter = async (changes: InvitationChanges, by = world.inviter as typeof world.someInviter) =>
      (await world.edit(own, changes, by)).grantedBy
    expect(await granter({ message: 'Hello' })).toBeNull()
    expect(await granter({ delivery: 'handed_out' })).toBeNull()
    expect(await granter({ roles: ['Editor'] })).toEqual({ id: 'auth0|inviter', kind: 'person' })
    expect(await granter({ message: null }, world.someInviter)).toEqual({
      id: 'auth0|inviter',
      kind: 'person',
    })
    expect(await granter({ invitee: { email: 'eve@example.com' } }, world.someInviter)).toBeNull()
  })
})

describe('S43: a handoff made before', () => {
  const others: [string, (first: Invitation) => Promise<unknown>][] = [
    ['a change of the address', first => world.edit(first, { invitee: { email: 'eve@example.com' } })],
    ['a change of the roles', first => world.edit(first, { roles: ['Editor'] })],
    ['a change of the metadata', first => world.edit(first, { appMetadata: { plan: 'gold' } })],
    ['a change of the delivery', first => world.edit(first, { delivery: 'handed_out' })],
    ['a new link', first => world.renewLink(first)],
    [
      'a resend',
      first => {
        world.clock.now += 60_000
        return world.resend(first)
      },
    ],
    ['a revocation', first => world.revoke(first)],
    ['declining', first => world.decline(first)],
    ['erasing', first => world.erase(first)],
  ]

  it.each(others)('%s is dead, by token, by state and by the stamp it left', async (_what, change) => {
    const first = await world.invite()
    const { token, state, ref } = await world.accept(first)
    await world.admit({ handoff: token })
    await change(first)
    const dead = /^invitation_(replaced|revoked|declined)$/
    for (const carriers of [{ handoff: token }, { state }, { admission: ref }]) {
      const user = databaseLogin(world.clock.now)
      expect(await world.redeem({ ...user, ...carriers })).toMatchObject({
        code: expect.stringMatching(dead),
      })
    }
    for (const carriers of [{ handoff: token }, { state }])
      expect(await world.admit(carriers)).toMatchObject({ code: expect.stringMatching(dead) })
    expect(await world.ledger.findRedemptionsOfUser('auth0|ada')).toEqual([])
  })

  it('a change of the message, or more time, is as good as before', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    await world.edit(first, { message: 'Hello', ttlSeconds: 86_400 })
    await world.extend(first, 20 * 86_400)
    expect(await world.redeem({ handoff: token })).toMatchObject({ outcome: 'redeemed' })
  })
})
