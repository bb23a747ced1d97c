import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseLogin } from '../logins.ts'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const emails = (count: number) => Array.from({ length: count }, (_, n) => `guest${n}@example.com`)

describe('revoking an invitation', () => {
  it('closes it at once, with its link and its handoffs', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    expect(await world.revoke(first)).toMatchObject({ status: 'revoked', generation: 2 })
    expect(await world.open(first)).toEqual({ state: 'revoked' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'invitation_revoked' })
    expect(await world.history(first)).toEqual(['created', 'opened', 'revoked'])
  })

  it('closes one that has expired, so that nothing brings it back', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 60_000
    await world.revoke(first)
    expect(await world.open(first)).toEqual({ state: 'revoked' })
    expect(await refusalOf(world.extend(first))).toMatchObject({ code: 'not_pending' })
  })

  it('of a link for many closes what it has sent, and nobody who has joined', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, 'ada@example.com')
    await world.throughLink(link, 'eve@example.com')
    const [ada, eve] = [
      await world.sentTo(link, 'ada@example.com'),
      await world.sentTo(link, 'eve@example.com'),
    ]
    const { token } = await world.accept(await world.invite({ invitee: { email: 'bob@example.com' } }))
    expect(await world.join(ada)).toBe('redeemed')
    await world.revoke(link)
    expect(await world.join(eve, 'eve@example.com')).toBe('invitation_revoked')
    expect(await world.row(eve)).toMatchObject({ status: 'revoked' })
    expect(await world.row(ada)).toMatchObject({ status: 'accepted' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'address_mismatch' })
    // The next login of the one who joined is let in as ever.
    const login = databaseLogin(world.clock.now, { user_id: 'auth0|ada@example.com' })
    expect(await world.redeem(login)).toMatchObject({ outcome: 'redeemed' })
  })

  it('S33: is for whoever made it and for administrators; others find nothing there', async () => {
    const theirs = await world.invite()
    expect(await refusalOf(world.revoke(theirs, world.someInviter))).toMatchObject({ code: 'not_found' })
    const own = await world.invite({ invitee: { email: 'eve@example.com' } }, world.someInviter)
    expect(await world.revoke(own)).toMatchObject({ status: 'revoked' })
  })
})

describe('S13: revoking what is over', () => {
  it.each<[string, () => Promise<{ id: string }>]>([
    [
      'accepted and granted',
      async () => {
        const used = await world.invite()
        await world.join(used)
        const [redemption] = await world.ledger.findRedemptionsOfInvitation(used.id)
        await world.ledger.markGranted(redemption?.id ?? '', world.clock.now)
        const due = { kinds: ['grant' as const], limit: 9, leaseMs: 1, now: world.clock.now + 5000 }
        for (const work of await world.ledger.claimWork(due)) await world.ledger.completeWork(work)
        return used
      },
    ],
    [
      'declined',
      async () => {
        const declined = await world.invite()
        await world.decline(declined)
        return declined
      },
    ],
    ['revoked', async () => world.revoke(await world.invite())],
  ])(
    'is refused when it is %s, and changes neither state nor counters nor history',
    async (_status, make) => {
      const over = await make()
      const [before, history] = [await world.row(over), await world.history(over)]
      expect(await refusalOf(world.revoke(over))).toMatchObject({ code: 'not_pending' })
      expect(await world.row(over)).toEqual(before)
      expect(await world.history(over)).toEqual(history)
    },
  )
})

describe('S11: a revocation while an accept is in flight is never lost', () => {
  it('when it comes before the redemption: nobody joins', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    await world.revoke(first)
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'invitation_revoked' })
    expect(await world.ledger.nextWorkAt(['grant'])).toBeUndefined()
  })

  it('when it comes after it: it is refused, and no release hands the invitation back', async () => {
    const first = await world.invite()
    expect(await world.join(first)).toBe('redeemed')
    expect(await refusalOf(world.revoke(first))).toMatchObject({ code: 'not_pending' })
    expect(await world.row(first)).toMatchObject({ status: 'accepted', uses: 1 })
    const [redemption] = await world.ledger.findRedemptionsOfInvitation(first.id)
    // The grant job finds out that the login was not what it seemed.
    await world.ledger.releaseRedemption(redemption?.id ?? '', world.clock.now)
    expect(await world.row(first)).toMatchObject({ status: 'revoked', uses: 0 })
    expect(await world.join(first)).toBe('invitation_revoked')
    expect(await world.history(first)).toEqual(['created', 'opened', 'accepted', 'updated', 'released'])
  })

  it('when the release comes while it is being carried out: the invitation is there to be revoked', async () => {
    const first = await world.invite()
    await world.join(first)
    const { ledger } = world
    const hasOpenGrant = async (id: string) => {
      const [redemption] = await ledger.findRedemptionsOfInvitation(id)
      await ledger.releaseRedemption(redemption?.id ?? '', world.clock.now)
      return ledger.hasOpenGrant(id)
    }
    Object.assign(world.deps, { ledger: { ...ledger, hasOpenGrant } })
    expect(await world.revoke(first)).toMatchObject({ status: 'revoked' })
    expect(await world.row(first)).toMatchObject({ status: 'revoked', uses: 0 })
  })

  it('and without one the release does hand it back', async () => {
    const first = await world.invite()
    await world.join(first)
    const [redemption] = await world.ledger.findRedemptionsOfInvitation(first.id)
    await world.ledger.releaseRedemption(redemption?.id ?? '', world.clock.now)
    expect(await world.row(first)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('also for a link that is used up by what may still be taken back', async () => {
    const link = await world.inviteShared({ maxUses: 1 })
    await world.throughLink(link, 'ada@example.com')
    const sent = await world.sentTo(link, 'ada@example.com')
    expect(await world.join(sent)).toBe('redeemed')
    expect(await refusalOf(world.revoke(link))).toMatchObject({ code: 'not_pending' })
    const [redemption] = await world.ledger.findRedemptionsOfInvitation(sent.id)
    await world.ledger.releaseRedemption(redemption?.id ?? '', world.clock.now)
    expect(await world.row(link)).toMatchObject({ status: 'revoked', uses: 0 })
    expect(await world.join(sent)).toBe('invitation_revoked')
  })

  it('whichever of the two is written first, and whenever the release comes', async () => {
    const outcomes = new Set<string>()
    for (const [round, email] of emails(16).entries()) {
      const first = await world.invite({ invitee: { email } })
      const { token } = await world.accept(first)
      const login = databaseLogin(world.clock.now, { user_id: `auth0|${round}`, email })
      const redeeming = world.redeem({ ...login, handoff: token })
      const joining = redeeming.then(async joined => {
        const [redemption] = await world.ledger.findRedemptionsOfInvitation(first.id)
        if (redemption) await world.ledger.releaseRedemption(redemption.id, world.clock.now)
        return joined.outcome
      })
      // Ever later in the redemption, and in the last rounds for certain after it.
      for (let turn = 0; turn < round; turn++) await new Promise(resolve => setImmediate(resolve))
      if (round >= 12) await redeeming
      const revoked = await world.revoke(first).then(
        () => 'revoked',
        () => 'refused',
      )
      outcomes.add(`${await joining}, ${revoked}`)
      expect(await world.row(first)).toMatchObject({ status: 'revoked', uses: 0 })
    }
    expect([...outcomes]).toContain('redeemed, revoked')
  })
})

describe('S15: revoking all that match', () => {
  it('really revokes each of them, and counts what it has changed', async () => {
    const own = await Promise.all(
      emails(250).map(email => world.invite({ invitee: { email } }, world.someInviter)),
    )
    const others = await world.invite({ externalId: 'keep' })
    await world.decline(own[0] as (typeof own)[0])
    await world.join(own[1] as (typeof own)[0], 'guest1@example.com')
    expect(await world.revokeMatching({ inviterId: world.someInviter.id })).toBe(248)
    for (const invitation of own.slice(2)) expect(await world.open(invitation)).toEqual({ state: 'revoked' })
    expect(await world.open(others)).toMatchObject({ state: 'live' })
    const counts = await world.ledger.countInvitations({}, world.clock.now)
    expect(counts).toMatchObject({ revoked: 248, declined: 1, accepted: 1, pending: 1 })
    const revocations = await world.query("select count(*) as n from events where type = 'revoked'")
    expect(revocations).toEqual([{ n: 248 }])
    expect(await world.revokeMatching({ inviterId: world.someInviter.id })).toBe(0)
  })

  it('counts each once when several ask for the same at once', async () => {
    await Promise.all(emails(60).map(email => world.invite({ invitee: { email } })))
    const counts = await Promise.all([1, 2, 3].map(() => world.revokeMatching({ role: 'Member' })))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60)
    const revocations = await world.query("select count(*) as n from events where type = 'revoked'")
    expect(revocations).toEqual([{ n: 60 }])
  })

  it('meets live and expired ones, or those of the two that the filter names', async () => {
    const [live, expired] = [
      await world.invite(),
      await world.invite({ invitee: { email: 'b@example.com' }, ttlSeconds: 60 }),
    ]
    world.clock.now += 60_000
    expect(await world.revokeMatching({ status: 'accepted' })).toBe(0)
    expect(await world.revokeMatching({ status: 'expired' })).toBe(1)
    expect(await world.open(expired)).toEqual({ state: 'revoked' })
    expect(await world.open(live)).toMatchObject({ state: 'live' })
    expect(await world.revokeMatching({ status: 'pending' })).toBe(1)
  })

  it('closes what links have sent that are revoked by it, each counted once', async () => {
    const link = await world.inviteShared({ roles: ['Editor'] })
    await world.throughLink(link, 'ada@example.com')
    expect(await world.revokeMatching({ role: 'Editor' })).toBe(2)
    expect(await world.row(await world.sentTo(link, 'ada@example.com'))).toMatchObject({ status: 'revoked' })
  })

  it('S33: never meets those of others, whatever an inviter asks for', async () => {
    const theirs = await world.invite()
    const own = await world.invite({ invitee: { email: 'eve@example.com' } }, world.someInviter)
    const { someInviter } = world
    expect(await world.revokeMatching({ inviterId: 'auth0|inviter' }, someInviter)).toBe(0)
    expect(await world.revokeMatching(undefined, someInviter)).toBe(0)
    expect(await world.revokeMatching({ role: 'Member' }, someInviter)).toBe(1)
    expect(await world.open(theirs)).toMatchObject({ state: 'live' })
    expect(await world.open(own)).toEqual({ state: 'revoked' })
  })
})
