import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enterCodeOfMessage, MAX_CODE_TRIES } from '../../../../service/invitations/accept/enter-code.ts'
import { createInvitationCodes } from '../../../../service/invitations/accept/invitation-code.ts'
import { createLifeWorld, type LifeWorld } from '../model/life-world.ts'
import { inviterGone } from '../open-guard.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const handedOut = { delivery: 'handed_out' } as const
const messageOf = ({ id }: { id: string }, generation = 2) => ({ id, generation })

/** A link that somebody was shown, and whose message was asked for. */
async function inviteAndDeliver() {
  const shown = await world.invite(handedOut)
  expect(await world.deliver(shown)).toEqual({ outcome: 'sent' })
  return shown
}

describe('S61: asking for the message with a link that somebody was shown', () => {
  it('sends it to the invited address, with a link of its own, which alone leads on', async () => {
    const shown = await world.invite(handedOut)
    expect(await world.mails()).toEqual([])
    expect(await world.deliver(shown, '203.0.113.7')).toEqual({ outcome: 'sent' })
    expect(await world.row(shown)).toMatchObject({
      generation: 2,
      delivery: 'delivered',
      delivery_status: 'queued',
      handed_out_generation: 1,
      expires_at: shown.expiresAt.getTime(),
    })
    expect(await world.mails()).toEqual([messageOf(shown)])
    const sending = { inviterId: 'auth0|inviter', recipient: { email: 'ada@example.com' }, ip: '203.0.113.7' }
    expect(world.guard.sendings.at(-1)).toEqual({ ...sending, linkId: undefined })
    expect(await world.join(shown)).toBe('invitation_required')
    expect(await world.join(messageOf(shown))).toBe('redeemed')
    const event = (await world.ledger.listEvents(shown.id, { take: 9 }))[1]
    expect(event).toMatchObject({ type: 'resent', actor_kind: 'invitee', actor_id: null })
    expect(JSON.parse(event?.after ?? '{}')).toMatchObject({ delivery: 'delivered', generation: 2 })
  })

  it('again sends the same message again: what is on its way stays good', async () => {
    const shown = await inviteAndDeliver()
    await world.mails()
    await world.ledger.markSent(shown.id, 2, world.clock.now)
    const first = await world.row(shown)
    world.clock.now += MINUTE_MS
    expect(await world.deliver(shown)).toEqual({ outcome: 'sent' })
    // Its link is signed over these: it is the very same.
    const { id, generation, link_issued_at, expires_at } = first
    const again = await world.row(shown)
    expect(again).toMatchObject({ id, generation, link_issued_at, expires_at, sent_at: null })
    expect(await world.mails()).toEqual([messageOf(shown)])
    expect(await world.join(messageOf(shown))).toBe('redeemed')
  })

  it('many times at once sends one', async () => {
    const shown = await world.invite(handedOut)
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.deliver(shown)))
    expect(answers.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1)
    expect(await world.mails()).toEqual([messageOf(shown)])
    expect(await world.row(shown)).toMatchObject({ generation: 2 })
  })

  it('shows nothing else than before, whoever opens the link then', async () => {
    const shown = await inviteAndDeliver()
    expect(await world.open(shown)).toMatchObject({ state: 'handed_out' })
    expect(await world.tryToAccept(shown)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    expect(await world.query('select * from handoffs')).toEqual([])
  })

  it.each<[string, (shown: { id: string; generation: number }) => Promise<unknown>, string]>([
    ['a resend', shown => world.resend(shown), 'replaced'],
    ['a new link', shown => world.renewLink(shown), 'replaced'],
    ['another role', shown => world.edit(shown, { roles: ['Editor'] }), 'replaced'],
    ['another address', shown => world.edit(shown, { invitee: { email: 'eve@example.com' } }), 'replaced'],
    ['another way of delivery', shown => world.edit(shown, handedOut), 'replaced'],
    ['a revocation', shown => world.revoke(shown), 'revoked'],
  ])('is over after %s: the link that was shown is dead', async (_, change, state) => {
    const shown = await inviteAndDeliver()
    await world.mails()
    world.clock.now += MINUTE_MS
    await change(shown)
    await world.mails()
    world.clock.now += MINUTE_MS
    expect(await world.open(shown)).toEqual({ state })
    expect(await world.deliver(shown)).toMatchObject({ outcome: 'refused' })
    expect(await world.mails()).toEqual([])
    expect(await world.row(shown)).toMatchObject({ handed_out_generation: null })
  })

  it.each<[string, (shown: { id: string; generation: number }) => Promise<unknown>]>([
    ['another message of the inviter’s', shown => world.edit(shown, { message: 'See you' })],
    ['more time', shown => world.extend(shown, 20 * 86_400)],
  ])('goes on after %s, which leaves links as they are', async (_, change) => {
    const shown = await inviteAndDeliver()
    await world.mails()
    await change(shown)
    world.clock.now += MINUTE_MS
    expect(await world.deliver(shown)).toEqual({ outcome: 'sent' })
    expect(await world.mails()).toEqual([messageOf(shown)])
  })

  it('says that it was used, once somebody has joined', async () => {
    const shown = await inviteAndDeliver()
    await world.join(messageOf(shown))
    expect(await world.open(shown)).toMatchObject({ state: 'accepted' })
    expect(await world.deliver(shown)).toEqual({ outcome: 'refused', code: 'invitation_used' })
  })

  it('is not possible with the link of the message, of another generation, or of an expired invitation', async () => {
    const shown = await inviteAndDeliver()
    world.clock.now += MINUTE_MS
    expect(await world.deliver(messageOf(shown))).toEqual({ outcome: 'refused', code: 'conflict' })
    expect(await world.deliver(messageOf(shown, 3))).toMatchObject({ code: 'invitation_replaced' })
    expect(await world.deliver({ id: 'inv_unknown', generation: 1 })).toMatchObject({
      code: 'invitation_required',
    })
    world.clock.now = shown.expiresAt.getTime()
    expect(await world.deliver(shown)).toMatchObject({ code: 'invitation_expired' })
    expect(await world.row(shown)).toMatchObject({ generation: 2 })
  })

  it('is not possible for a link that several people use, nor for a telephone number', async () => {
    const link = await world.inviteShared()
    const phone = await world.invite({ ...handedOut, invitee: { phoneNumber: '+41790000000' } })
    for (const other of [link, phone]) {
      expect(await world.deliver(other)).toEqual({ outcome: 'refused', code: 'conflict' })
      expect(await world.row(other)).toMatchObject({ generation: 1 })
    }
    expect(world.guard.sendings).toHaveLength(2)
  })

  it('of one that a link has sent ends with that link', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, 'ada@example.com')
    const shown = await world.renewLink(await world.sentTo(link, 'ada@example.com'))
    expect(await world.open(shown)).toMatchObject({ state: 'handed_out' })
    await world.revoke(link)
    expect(await world.deliver(shown)).toMatchObject({ code: 'invitation_revoked' })
  })
})

describe('S39: requests for the message', () => {
  it('wait for the cool-down, whoever has sent the last one', async () => {
    const shown = await inviteAndDeliver()
    world.clock.now += MINUTE_MS - 1
    expect(await world.deliver(shown)).toEqual({ outcome: 'refused', code: 'limit_reached' })
    world.clock.now += 1
    expect(await world.deliver(shown)).toEqual({ outcome: 'sent' })
    const renewed = await world.renewLink(shown)
    expect(await world.deliver(renewed)).toEqual({ outcome: 'refused', code: 'limit_reached' })
  })

  it('are five a day for one invitation, with those that were refused', async () => {
    const shown = await inviteAndDeliver()
    expect(await world.deliver(shown)).toMatchObject({ code: 'limit_reached' })
    for (let n = 0; n < 6; n++) {
      world.clock.now += MINUTE_MS
      await world.deliver(shown)
    }
    expect(await world.query("select count from counters where key like 'delivery:%'")).toEqual([
      { count: 8 },
    ])
    // Making it, and the five that were left to the policy: of these one came too soon.
    expect(world.guard.sendings).toHaveLength(1 + 5)
    world.clock.now += DAY_MS
    expect(await world.deliver(shown)).toEqual({ outcome: 'sent' })
  })

  it('S16: send nothing when the inviter is gone, the policy forbids it, or a limit is used up', async () => {
    const shown = await world.invite(handedOut)
    world.guard.blockedAddresses.add('ada@example.com')
    expect(await world.deliver(shown)).toEqual({ outcome: 'refused', code: 'domain_not_allowed' })
    world.guard.blockedAddresses.clear()
    world.guard.decision = inviterGone
    expect(await world.deliver(shown)).toEqual({ outcome: 'refused', code: 'inviter_not_allowed' })
    world.guard.decision = { outcome: 'allowed' }
    world.guard.sendingsLeft = 0
    expect(await world.deliver(shown)).toEqual({ outcome: 'refused', code: 'limit_reached' })
    expect(await world.mails()).toEqual([])
    expect(await world.row(shown)).toMatchObject({ generation: 1, delivery: 'handed_out' })
  })
})

describe('S61: the code of the message, in the window of the link that was shown', () => {
  const codes = createInvitationCodes({ secrets: ['a-secret-of-the-cookies-0123456789abc'] })
  const WRONG = '00000-00000'
  const enter = ({ id, generation }: { id: string; generation: number }, code: string) =>
    enterCodeOfMessage(
      {
        ledger: world.ledger,
        codes,
        limits: { wrongCodesPerIpPerHour: null },
        now: () => world.clock.now,
      },
      { invitationId: id, generation },
      { code, network: undefined },
    )
  const codeOf = ({ id }: { id: string }, generation = 2) => codes.codeFor({ invitationId: id, generation })

  it('opens the invitation as its link does', async () => {
    const shown = await inviteAndDeliver()
    const key = { invitationId: shown.id, generation: 2 }
    expect(await enter(shown, codeOf(shown))).toEqual({ outcome: 'opened', key })
  })

  it('opens nothing while no message was asked for, not even the one that it would have', async () => {
    const shown = await world.invite(handedOut)
    for (const generation of [1, 2])
      expect(await enter(shown, codeOf(shown, generation))).toEqual({ outcome: 'wrong' })
  })

  it('opens no other invitation, and this one with no other link', async () => {
    const shown = await inviteAndDeliver()
    const eve = await world.invite({ ...handedOut, invitee: { email: 'eve@example.com' } })
    await world.deliver(eve)
    expect(await enter(eve, codeOf(shown))).toEqual({ outcome: 'wrong' })
    expect(await enter(messageOf(shown), codeOf(shown))).toEqual({ outcome: 'wrong' })
    await world.renewLink(shown)
    expect(await enter(shown, codeOf(shown))).toEqual({ outcome: 'wrong' })
    expect(await enter(shown, codeOf(shown, 3))).toEqual({ outcome: 'wrong' })
  })

  it('S40: is compared five times, of many at once too, and no press brings back a try', async () => {
    const shown = await inviteAndDeliver()
    await Promise.all(Array.from({ length: MAX_CODE_TRIES }, () => enter(shown, WRONG)))
    expect(await enter(shown, codeOf(shown))).toEqual({ outcome: 'wrong' })
    world.clock.now += MINUTE_MS
    expect(await world.deliver(shown)).toEqual({ outcome: 'sent' })
    expect(await enter(shown, codeOf(shown))).toEqual({ outcome: 'wrong' })
    expect(await world.join(messageOf(shown))).toBe('redeemed')
  })

  it('S41: is answered alike, and asks the ledger alike, whether or not a message was sent', async () => {
    const [sent, silent] = [await inviteAndDeliver(), await world.invite({ ...handedOut, ...someoneElse })]
    const before = await world.query('select * from counters')
    expect(await enter(silent, WRONG)).toEqual(await enter(sent, WRONG))
    const nobody = { key: 'code:nobody', window_start: 0, count: 1 }
    expect(await world.query('select * from counters')).toEqual([...before, nobody])
    expect(await world.query('select tries from code_attempts')).toEqual([{ tries: 1 }])
  })
})

const someoneElse = { invitee: { email: 'somebody@example.com' } }
