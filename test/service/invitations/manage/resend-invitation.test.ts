import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

describe('S14: resending an invitation', () => {
  it('makes another link, sends it, and makes every older one worthless', async () => {
    const first = await world.invite()
    await world.mails()
    world.clock.now += 60_000
    const second = await world.resend(first)
    expect(second).toMatchObject({ generation: 2, delivery: 'delivered', deliveryStatus: 'queued' })
    expect(second.linkIssuedAt.getTime()).toBe(world.clock.now)
    expect(await world.open(first)).toEqual({ state: 'replaced' })
    expect(await world.tryToAccept(first)).toMatchObject({ code: 'invitation_replaced' })
    expect(await world.mails()).toEqual([{ id: first.id, generation: 2 }])
    expect(await world.history(first)).toEqual(['created', 'resent'])
    expect(await world.join(second)).toBe('redeemed')
  })

  it('goes to the new address after a change of it, and the link in the old mailbox is dead', async () => {
    const first = await world.invite()
    const edited = await world.edit(first, { invitee: { email: 'eve@example.com' } })
    world.clock.now += 60_000
    const resent = await world.resend(first)
    expect(resent).toMatchObject({ inviteeEmail: 'eve@example.com', generation: 3 })
    for (const older of [first, edited]) expect(await world.open(older)).toEqual({ state: 'replaced' })
    expect(await world.join(resent)).toBe('address_mismatch')
    expect(await world.join(resent, 'eve@example.com')).toBe('redeemed')
  })

  it('makes the link that was handed out worthless, and is delivered from then on', async () => {
    const shown = await world.invite({ delivery: 'handed_out' })
    expect(await world.join(shown)).toBe('invitation_required')
    const sent = await world.resend(shown)
    expect(sent).toMatchObject({ delivery: 'delivered', generation: 2 })
    expect(await world.open(shown)).toEqual({ state: 'replaced' })
    expect(await world.join(sent)).toBe('redeemed')
  })

  it('drops a message that waits for an older generation', async () => {
    const first = await world.invite()
    world.clock.now += 60_000
    await world.resend(first)
    const generations = (await world.mails()).map(({ generation }) => generation)
    expect(generations).toEqual([1, 2])
    await world.ledger.markSent(first.id, 1, world.clock.now)
    expect(await world.row(first)).toMatchObject({ sent_at: null, delivery_status: 'queued' })
  })

  it('waits for the cool-down, and says how long', async () => {
    const first = await world.invite()
    world.clock.now += 59_001
    const error = await refusalOf(world.resend(first))
    expect(error).toMatchObject({ code: 'limit_reached', limit: 'cool_down', retryAfterSeconds: 1 })
    expect(await world.row(first)).toMatchObject({ generation: 1 })
    world.clock.now += 999
    expect(await world.resend(first)).toMatchObject({ generation: 2 })
    expect(await refusalOf(world.resend(first))).toMatchObject({ limit: 'cool_down' })
  })

  it('S39: counts on the limits also when it is refused', async () => {
    const first = await world.invite()
    await refusalOf(world.resend(first))
    expect(world.guard.sendings).toHaveLength(2)
    world.clock.now += 60_000
    world.guard.sendingsLeft = 0
    expect(await refusalOf(world.resend(first))).toMatchObject({ limit: 'per_inviter_per_day' })
    expect(world.guard.sendings).toHaveLength(3)
    expect(await world.row(first)).toMatchObject({ generation: 1 })
  })

  it('sends one message however many ask for it at once', async () => {
    const first = await world.invite()
    await world.mails()
    world.clock.now += 60_000
    const asked = Array.from({ length: 10 }, () => world.resend(first))
    const results = await Promise.allSettled(asked)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await world.mails()).toEqual([{ id: first.id, generation: 2 }])
  })

  it('needs more time for one that has expired', async () => {
    const first = await world.invite({ ttlSeconds: 120 })
    world.clock.now += 120_000
    expect(await refusalOf(world.resend(first))).toMatchObject({ code: 'expired' })
    const resent = await world.resend(first, 3600)
    expect(resent.expiresAt.getTime()).toBe(world.clock.now + 3_600_000)
    expect(await world.join(resent)).toBe('redeemed')
  })

  it.each([0, 30 * 86_400 + 1, 1.5])('S17: refuses a lifetime of %d seconds', async ttlSeconds => {
    const first = await world.invite()
    world.clock.now += 60_000
    const refused = { code: 'out_of_range', field: 'ttl_sec' }
    expect(await refusalOf(world.resend(first, ttlSeconds))).toMatchObject(refused)
    expect(await refusalOf(world.renewLink(first, ttlSeconds))).toMatchObject(refused)
  })

  it('is not possible where nobody is written to', async () => {
    const link = await world.inviteShared()
    expect(await refusalOf(world.resend(link))).toMatchObject({ code: 'invalid_combination' })
    const phone = { invitee: { phoneNumber: '+41790000000' }, delivery: 'handed_out' } as const
    const byPhone = await world.invite(phone)
    const refused = { code: 'invalid_combination', field: 'send_invitation_email' }
    expect(await refusalOf(world.resend(byPhone))).toMatchObject(refused)
  })

  it('S13: of what is accepted, declined or revoked is refused and changes nothing', async () => {
    const used = await world.invite()
    await world.join(used)
    const declined = await world.invite({ invitee: { email: 'eve@example.com' } })
    await world.decline(declined)
    for (const over of [used, declined]) {
      const before = await world.row(over)
      world.clock.now += 60_000
      expect(await refusalOf(world.resend(over))).toMatchObject({ code: 'not_pending' })
      expect(await refusalOf(world.renewLink(over))).toMatchObject({ code: 'not_pending' })
      expect(await refusalOf(world.extend(over))).toMatchObject({ code: 'not_pending' })
      expect(await refusalOf(world.edit(over, { message: 'x' }))).toMatchObject({ code: 'not_pending' })
      expect(await world.row(over)).toEqual(before)
    }
  })
})

describe('S14: a new link', () => {
  it('is handed out, and makes the one in the mailbox worthless, with its message', async () => {
    const first = await world.invite()
    const shown = await world.renewLink(first)
    expect(shown).toMatchObject({ generation: 2, delivery: 'handed_out', deliveryStatus: null })
    expect(await world.open(first)).toEqual({ state: 'replaced' })
    expect(await world.history(first)).toEqual(['created', 'updated'])
    expect(world.guard.sendings).toHaveLength(1)
    // S28, S42: whoever was shown it has proven nothing.
    expect(await world.join(shown)).toBe('invitation_required')
  })

  it('of a link for many makes what it has sent worthless too', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, 'ada@example.com')
    const sent = await world.sentTo(link, 'ada@example.com')
    world.clock.now += 1000
    const renewed = await world.renewLink(link)
    expect(await world.join(sent)).toBe('invitation_replaced')
    expect(await world.throughLink(link, 'ada@example.com')).toMatchObject({ code: 'invitation_replaced' })
    expect(await world.throughLink(renewed, 'ada@example.com')).toEqual({ outcome: 'sent' })
    const again = await world.sentTo(renewed, 'ada@example.com')
    expect(await world.join(again)).toBe('redeemed')
  })
})

describe('extending an invitation', () => {
  it('counts from now, by its own lifetime if nothing is said, and leaves the link as it is', async () => {
    const first = await world.invite({ ttlSeconds: 3600 })
    world.clock.now += 1000
    const extended = await world.extend(first)
    expect(extended.expiresAt.getTime()).toBe(world.clock.now + 3_600_000)
    expect(extended.generation).toBe(1)
    expect(await world.mails()).toHaveLength(1)
    expect(await world.history(first)).toEqual(['created', 'extended'])
  })

  it('opens the old link again, also after its end', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 60_000
    expect(await world.join(first)).toBe('invitation_expired')
    await world.extend(first, 60)
    expect(await world.join(first)).toBe('redeemed')
  })

  it('sends the message that could not be sent before its end, and no other', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 60_000
    // Its time comes when it is too late: the work is dropped.
    expect(await world.mails()).toHaveLength(1)
    await world.extend(first, 60)
    expect(await world.mails()).toEqual([{ id: first.id, generation: 1 }])
    await world.ledger.markSent(first.id, 1, world.clock.now)
    world.clock.now += 60_000
    await world.extend(first, 60)
    expect(await world.mails()).toEqual([])
  })

  it('S17: never goes past what the policy allows, counted from now', async () => {
    const first = await world.invite()
    const refused = { code: 'out_of_range', field: 'ttl_sec' }
    expect(await refusalOf(world.extend(first, 30 * 86_400 + 1))).toMatchObject(refused)
    const link = await world.inviteShared()
    expect(await refusalOf(world.extend(link, 90 * 86_400 + 1))).toMatchObject(refused)
    const extended = await world.extend(link, 90 * 86_400)
    expect(extended.expiresAt.getTime()).toBe(world.clock.now + 90 * 86_400_000)
  })

  it('does not make it shorter', async () => {
    const first = await world.invite({ ttlSeconds: 3600 })
    expect(await refusalOf(world.extend(first, 3600))).toMatchObject({ code: 'out_of_range' })
  })
})
