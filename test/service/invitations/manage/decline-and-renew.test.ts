import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'
import { inviterGone } from '../open-guard.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const DAY_MS = 86_400_000

describe('declining an invitation', () => {
  it('closes it for everybody who has its link, and says who declined', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    const declined = await world.decline(first)
    expect(declined).toMatchObject({ outcome: 'declined', invitation: { id: first.id } })
    expect(await world.open(first)).toEqual({ state: 'declined' })
    expect(await world.tryToAccept(first)).toMatchObject({ code: 'invitation_declined' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'invitation_declined' })
    const event = (await world.ledger.listEvents(first.id, { take: 9 })).at(-1)
    expect(event).toMatchObject({ type: 'declined', actor_kind: 'invitee', actor_id: null })
  })

  it('is possible once, however many do it at the same time', async () => {
    const first = await world.invite()
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.decline(first)))
    expect(answers.filter(({ outcome }) => outcome === 'declined')).toHaveLength(1)
    expect(await world.history(first)).toEqual(['created', 'declined'])
  })

  it('S61: is not possible with a link that was handed out, but with the one of its message', async () => {
    const shown = await world.invite({ delivery: 'handed_out' })
    expect(await world.decline(shown)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    await world.deliver(shown)
    expect(await world.decline(shown)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    expect(await world.decline({ id: shown.id, generation: 2 })).toMatchObject({ outcome: 'declined' })
    expect(await world.open(shown)).toEqual({ state: 'declined' })
  })

  it('is not possible with a link that is not good any more', async () => {
    const first = await world.invite()
    const second = await world.renewLink(first)
    expect(await world.decline(first)).toMatchObject({ code: 'invitation_replaced' })
    world.clock.now = second.expiresAt.getTime()
    expect(await world.decline(second)).toMatchObject({ code: 'invitation_expired' })
    await world.revoke(second)
    expect(await world.decline(second)).toMatchObject({ code: 'invitation_revoked' })
    expect(await world.decline({ id: 'inv_unknown', generation: 1 })).toMatchObject({
      code: 'invitation_required',
    })
    const used = await world.invite({ invitee: { email: 'eve@example.com' } })
    await world.join(used, 'eve@example.com')
    expect(await world.decline(used)).toMatchObject({ code: 'invitation_used' })
  })
})

describe('asking for an expired invitation again', () => {
  const expire = async (request: Parameters<LifeWorld['invite']>[0] = {}) => {
    const invitation = await world.invite({ ttlSeconds: 3600, ...request })
    await world.mails()
    world.clock.now += 3_600_000
    return invitation
  }

  it('sends another link to the very address that it was for, for as long as it was first good for', async () => {
    const expired = await expire()
    expect(await world.renew(expired, '203.0.113.7')).toEqual({ outcome: 'sent' })
    const renewed = await world.row(expired)
    expect(renewed).toMatchObject({
      generation: 2,
      invitee_email: 'ada@example.com',
      delivery: 'delivered',
      expires_at: world.clock.now + 3_600_000,
    })
    expect(await world.mails()).toEqual([{ id: expired.id, generation: 2 }])
    expect(await world.open(expired)).toEqual({ state: 'replaced' })
    expect(await world.join(renewed)).toBe('redeemed')
    const sending = { inviterId: 'auth0|inviter', recipient: { email: 'ada@example.com' }, ip: '203.0.113.7' }
    expect(world.guard.sendings.at(-1)).toMatchObject(sending)
    const event = (await world.ledger.listEvents(expired.id, { take: 9 }))[1]
    expect(event).toMatchObject({ type: 'resent', actor_kind: 'invitee' })
  })

  it('S28: goes to the mailbox when its link was handed out, and whoever asked gets none', async () => {
    const expired = await expire({ delivery: 'handed_out' })
    expect(await world.renew(expired)).toEqual({ outcome: 'sent' })
    expect(await world.tryToAccept(expired)).toMatchObject({ code: 'invitation_required' })
    const renewed = await world.row(expired)
    expect(renewed).toMatchObject({ generation: 2, delivery: 'delivered', handed_out_generation: 1 })
    expect(await world.mails()).toEqual([{ id: expired.id, generation: 2 }])
    expect(await world.join(renewed)).toBe('redeemed')
  })

  it('is possible with the link that was handed out also when its message was sent before', async () => {
    const shown = await world.invite({ ttlSeconds: 3600, delivery: 'handed_out' })
    await world.deliver(shown)
    await world.mails()
    world.clock.now += 3_600_000
    expect(await world.open(shown)).toMatchObject({ state: 'expired' })
    expect(await world.renew(shown)).toEqual({ outcome: 'sent' })
    expect(await world.row(shown)).toMatchObject({ generation: 3, handed_out_generation: 1 })
    expect(await world.open(shown)).toMatchObject({ state: 'handed_out' })
    expect(await world.open({ id: shown.id, generation: 2 })).toEqual({ state: 'replaced' })
  })

  it('sends one in a day, however often somebody asks', async () => {
    const expired = await expire()
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.renew(expired)))
    expect(answers.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1)
    expect(await world.mails()).toHaveLength(1)
    world.clock.now += 3_600_000
    const renewed = await world.row(expired)
    expect(await world.renew(renewed)).toMatchObject({ code: 'limit_reached' })
    world.clock.now += DAY_MS
    expect(await world.renew(renewed)).toEqual({ outcome: 'sent' })
  })

  it.each<[string, (expired: { id: string }) => Promise<unknown>]>([
    ['is live', ({ id }) => world.extend({ id, generation: 1 }, 86_400)],
    ['is revoked', world_ => world.revoke(world_)],
    ['has another link', ({ id }) => world.renewLink({ id, generation: 1 }, 3600)],
    ['has a newer one beside it', () => world.invite()],
    ['is erased', expired => world.erase(expired)],
  ])('sends nothing when it %s', async (_situation, change) => {
    const expired = await expire()
    await change(expired)
    await world.mails()
    expect(await world.renew(expired)).toMatchObject({ outcome: 'refused' })
    expect(await world.mails()).toEqual([])
  })

  it('S16: sends nothing when the inviter is gone, the policy forbids it, or a limit is used up', async () => {
    const expired = await expire()
    world.guard.blockedAddresses.add('ada@example.com')
    expect(await world.renew(expired)).toMatchObject({ code: 'domain_not_allowed' })
    world.guard.blockedAddresses.clear()
    world.guard.decision = inviterGone
    expect(await world.renew(expired)).toMatchObject({ code: 'inviter_not_allowed' })
    world.guard.decision = { outcome: 'allowed' }
    world.clock.now += DAY_MS
    world.guard.sendingsLeft = 0
    expect(await world.renew(expired)).toMatchObject({ code: 'limit_reached' })
    expect(await world.mails()).toEqual([])
    expect(await world.row(expired)).toMatchObject({ generation: 1 })
  })

  it('sends nothing to a phone number, nor for a link that several people use', async () => {
    const phone = await expire({ invitee: { phoneNumber: '+41790000000' }, delivery: 'handed_out' })
    expect(await world.renew(phone)).toMatchObject({ code: 'invalid_address' })
    const link = await world.inviteShared({ ttlSeconds: 60 })
    world.clock.now += 60_000
    expect(await world.renew(link)).toMatchObject({ outcome: 'refused' })
    expect(await refusalOf(world.resend(link, 60))).toMatchObject({ code: 'invalid_combination' })
  })

  it('of one that a link has sent lasts no longer than the link, and ends with it', async () => {
    const link = await world.inviteShared({ ttlSeconds: 3 * 3600 })
    await world.throughLink(link, 'ada@example.com')
    await world.mails()
    world.clock.now += 2.5 * 3_600_000
    const sent = await world.sentTo(link, 'ada@example.com')
    expect(await world.renew(sent)).toEqual({ outcome: 'sent' })
    expect(await world.row(sent)).toMatchObject({ expires_at: link.expiresAt.getTime() })
    world.clock.now += DAY_MS
    expect(await world.renew(await world.row(sent))).toMatchObject({ outcome: 'refused' })
  })
})
