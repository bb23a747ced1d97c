import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Invitation, toInvitation } from '../../../../service/invitations/model/invitation.ts'
import { googleLogin } from '../logins.ts'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'
import { inviterGone } from '../open-guard.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const ada = 'ada@example.com'
const HOUR_MS = 3_600_000

describe('an address given to a link for several people', () => {
  it('is sent an invitation of its own: the same grant, one use, one hour, for its mailbox only', async () => {
    const terms = {
      roles: ['Editor'],
      appMetadata: { plan: 'gold' },
      clientId: undefined,
      externalId: 'crm-1',
    }
    const link = await world.inviteShared({ ...terms, message: 'Hello', onExistingUser: 'refuse' })
    expect(await world.throughLink(link, ' Ada@Example.com ')).toEqual({ outcome: 'sent' })
    const sent = await world.sentTo(link, ada)
    expect(sent).toMatchObject({
      kind: 'personal',
      parent_id: link.id,
      parent_generation: 1,
      invitee_email: ada,
      inviter_id: 'auth0|inviter',
      delivery: 'delivered',
      delivery_status: 'queued',
      roles: '["Editor"]',
      app_metadata: '{"plan":"gold"}',
      external_id: 'crm-1',
      message: 'Hello',
      on_existing_user: 'refuse',
      max_uses: 1,
      uses: 0,
      expires_at: world.clock.now + HOUR_MS,
    })
    expect(await world.mails()).toEqual([{ id: sent.id, generation: 1 }])
    expect(await world.join(sent)).toBe('redeemed')
    expect(await world.row(link)).toMatchObject({ uses: 1, status: 'pending' })
    const [created] = await world.ledger.listEvents(sent.id, { take: 1 })
    expect(created).toMatchObject({ actor_kind: 'invitee', actor_id: null })
  })

  it('S46: is not admitted without its own mail, whatever account it has', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, ada)
    const login = googleLogin(world.clock.now, { email: ada })
    for (const carriers of [{}, { handoff: link.id }, { state: link.id }]) {
      expect(await world.admit({ email: ada, ...carriers })).toMatchObject({ outcome: 'refused' })
      expect(await world.redeem({ ...login, ...carriers })).toMatchObject({ outcome: 'refused' })
    }
    expect(await world.row(link)).toMatchObject({ uses: 0 })
  })

  it('S46: sees nobody else joining with its invitation', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, ada)
    const sent = await world.sentTo(link, ada)
    expect(await world.join(sent, 'eve@example.com')).toBe('address_mismatch')
    expect(await world.row(link)).toMatchObject({ uses: 0 })
    expect(await world.join(sent)).toBe('redeemed')
  })

  it.each([
    ['evil-example.com'],
    ['example.com.evil.com'],
    ['sub.example.com'],
    ['example.co'],
    ['xn--exmple-cua.com'],
    ['EXAMPLE.COM.'],
  ])('S24: is of the very domain of a domain invitation, so that somebody@%s gets nothing', async domain => {
    const link = await world.inviteShared({ kind: 'domain', domain: 'Example.com' })
    expect(link.domain).toBe('example.com')
    const refused = { code: expect.stringMatching(/^(domain_not_allowed|invalid_address)$/) }
    expect(await world.throughLink(link, `somebody@${domain}`)).toMatchObject(refused)
    expect(await world.mails()).toEqual([])
    expect(await world.throughLink(link, 'somebody@EXAMPLE.com')).toEqual({ outcome: 'sent' })
  })

  it('is sent the same invitation again when it asks again, after a while, with another link', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, ada)
    const first = await world.sentTo(link, ada)
    expect(await world.throughLink(link, ada)).toMatchObject({ code: 'limit_reached' })
    world.clock.now += 60_000
    expect(await world.throughLink(link, ada)).toEqual({ outcome: 'sent' })
    const second = await world.sentTo(link, ada)
    expect(second).toMatchObject({ id: first.id, generation: 2, expires_at: world.clock.now + HOUR_MS })
    expect(await world.join(first)).toBe('invitation_replaced')
    world.clock.now += 2 * HOUR_MS
    expect(await world.join(second)).toBe('invitation_expired')
    await world.throughLink(link, ada)
    expect(await world.join(await world.sentTo(link, ada))).toBe('redeemed')
  })

  it('has one invitation however often it is given at once', async () => {
    const link = await world.inviteShared()
    await Promise.all(Array.from({ length: 12 }, () => world.throughLink(link, ada)))
    const filter = { parentId: link.id }
    expect(await world.ledger.listInvitations({ filter, take: 9, now: world.clock.now })).toHaveLength(1)
    expect(await world.mails()).toHaveLength(1)
  })

  it('S21: is sent nothing more when it has joined', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, ada)
    await world.join(await world.sentTo(link, ada))
    await world.mails()
    world.clock.now += HOUR_MS
    expect(await world.throughLink(link, ada)).toMatchObject({ code: 'already_joined' })
    expect(await world.mails()).toEqual([])
  })

  it('gets it beside an invitation that it has, and leaves that alone', async () => {
    const own = await world.invite()
    const link = await world.inviteShared()
    expect(await world.throughLink(link, ada)).toEqual({ outcome: 'sent' })
    expect(await world.open(own)).toMatchObject({ state: 'live' })
    world.clock.now += 1000
    const error = await refusalOf(world.invite())
    expect(error.code).toBe('already_invited')
  })

  it('ends with the link, if that is sooner than an hour', async () => {
    const link = await world.inviteShared({ ttlSeconds: 1800 })
    await world.throughLink(link, ada)
    const sent = await world.sentTo(link, ada)
    expect(sent.expires_at).toBe(link.expiresAt.getTime())
    world.clock.now = sent.expires_at
    expect(await world.join(sent)).toBe('invitation_expired')
    expect(await world.throughLink(link, 'eve@example.com')).toMatchObject({ code: 'invitation_expired' })
  })

  it.each<[string, (link: Invitation) => Promise<unknown>]>([
    ['invitation_revoked', link => world.change(link, "status = 'revoked'")],
    ['invitation_replaced', link => world.renewLink(link)],
    ['invitation_replaced', link => world.edit(link, { roles: ['Editor'] })],
    ['invitation_used', link => joinAs(link, 'eve@example.com')],
  ])(
    'S43: signs nobody up and joins nobody: %s, when that became of the link since Accept',
    async (code, change) => {
      const link = await world.inviteShared({ maxUses: 1 })
      await world.throughLink(link, ada)
      const { token } = await world.accept(toInvitation(await world.sentTo(link, ada)))
      await change(link)
      expect(await world.admit({ handoff: token })).toEqual({ outcome: 'refused', code })
      expect(await world.redeem({ handoff: token })).toMatchObject({ code })
    },
  )

  async function joinAs(link: Invitation, email: string) {
    await world.throughLink(link, email)
    expect(await world.join(await world.sentTo(link, email), email)).toBe('redeemed')
  }

  it('S39: counts for the link, the address and the network, and is refused when a limit is used up', async () => {
    const link = await world.inviteShared()
    world.guard.sendings.length = 0
    world.guard.sendingsLeft = 1
    await world.throughLink(link, ada, '203.0.113.7')
    expect(world.guard.sendings).toEqual([
      { inviterId: 'auth0|inviter', linkId: link.id, recipient: { email: ada }, ip: '203.0.113.7' },
    ])
    expect(await world.throughLink(link, 'eve@example.com')).toMatchObject({ code: 'limit_reached' })
    expect(await world.mails()).toHaveLength(1)
  })

  it('is sent nothing where the policy forbids it, or the inviter is gone', async () => {
    const link = await world.inviteShared()
    world.guard.blockedAddresses.add('eve@example.com')
    expect(await world.throughLink(link, 'eve@example.com')).toMatchObject({ code: 'domain_not_allowed' })
    world.guard.decision = inviterGone
    expect(await world.throughLink(link, ada)).toMatchObject({ code: 'inviter_not_allowed' })
    expect(await world.throughLink(link, 'no address')).toMatchObject({ code: 'invalid_address' })
    expect(await world.mails()).toEqual([])
  })

  it('is sent nothing through an invitation for one person, or another generation', async () => {
    const personal = await world.invite({ invitee: { email: 'bob@example.com' } })
    expect(await world.throughLink(personal, ada)).toMatchObject({ code: 'invitation_required' })
    const link = await world.inviteShared()
    expect(await world.throughLink({ ...link, generation: 2 }, ada)).toMatchObject({
      code: 'invitation_replaced',
    })
  })
})

describe('S9: N parallel accepts of a link for k', () => {
  it('join exactly k, through everything that leads there', async () => {
    const link = await world.inviteShared({ maxUses: 5 })
    const guests = Array.from({ length: 20 }, (_, n) => `guest${n}@example.com`)
    await Promise.all(guests.map(email => world.throughLink(link, email)))
    const sent = await Promise.all(guests.map(email => world.sentTo(link, email)))
    const outcomes = await Promise.all(sent.map((row, n) => world.join(row, guests[n])))
    expect(outcomes.filter(outcome => outcome === 'redeemed')).toHaveLength(5)
    expect(outcomes.filter(outcome => outcome === 'invitation_used')).toHaveLength(15)
    expect(await world.row(link)).toMatchObject({ uses: 5, status: 'accepted' })
    expect(await world.open(link)).toMatchObject({ state: 'used_up' })
    expect(await world.throughLink(link, 'late@example.com')).toMatchObject({ code: 'invitation_used' })
    const [open] = sent.filter((_, n) => outcomes[n] !== 'redeemed')
    expect(await world.open(open as (typeof sent)[0])).toEqual({
      state: 'used_up',
      invitation: expect.anything(),
    })
  })
})

describe('an address that somebody else is always a moment earlier with', () => {
  it('is sent nothing, after a few tries, and the log has a word for it', async () => {
    const link = await world.inviteShared()
    const { createInvitation } = world.ledger
    let tries = 0
    world.ledger.createInvitation = async () => {
      tries++
      return false
    }
    expect(await world.throughLink(link, ada)).toEqual({ outcome: 'refused', code: 'conflict' })
    world.ledger.createInvitation = createInvitation
    expect(tries).toBe(8)
    expect(await world.throughLink(link, ada)).toEqual({ outcome: 'sent' })
  })
})
