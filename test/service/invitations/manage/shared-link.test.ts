import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const ada = 'ada@example.com'

describe('a link for several people', () => {
  it('is handed out, counts its uses and is made for those who may make it', async () => {
    const link = await world.inviteShared({ maxUses: 25 })
    expect(link).toMatchObject({
      kind: 'shared',
      delivery: 'handed_out',
      maxUses: 25,
      uses: 0,
      inviteeEmail: null,
    })
    expect(await world.mails()).toEqual([])
    const attempt = world.invite({ kind: 'shared', invitee: {}, maxUses: 2 }, world.someInviter)
    expect(await refusalOf(attempt)).toMatchObject({ code: 'forbidden', field: 'kind' })
  })

  it.each<[string, string, object]>([
    ['out_of_range', 'max_uses', { maxUses: 0 }],
    ['out_of_range', 'max_uses', { maxUses: 100_001 }],
    ['out_of_range', 'max_uses', { maxUses: 1.5 }],
    ['out_of_range', 'ttl_sec', { ttlSeconds: 90 * 86_400 + 1 }],
    ['invalid_combination', 'invitee.email', { invitee: { email: ada } }],
    ['invalid_combination', 'invitee.phone_number', { invitee: { phoneNumber: '+41790000000' } }],
    ['invalid_combination', 'send_invitation_email', { delivery: 'delivered' }],
    ['invalid_combination', 'domain', { domain: 'example.com' }],
    ['invalid_combination', 'on_live_invitation', { onLiveInvitation: 'replace' }],
    ['invalid_address', 'domain', { kind: 'domain' }],
    ['invalid_address', 'domain', { kind: 'domain', domain: 'localhost' }],
    ['invalid_address', 'domain', { kind: 'domain', domain: 'a@example.com' }],
  ])('refuses with %s, naming %s', async (code, field, request) => {
    expect(await refusalOf(world.inviteShared(request))).toMatchObject({ code, field })
  })

  it('S46: makes no handoff itself, so that whoever has it has nothing to log in with', async () => {
    const link = await world.inviteShared()
    expect(await world.tryToAccept(link)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    expect(await world.decline(link)).toMatchObject({ outcome: 'refused' })
    expect(await world.row(link)).toMatchObject({ status: 'pending', version: 1 })
  })
})
