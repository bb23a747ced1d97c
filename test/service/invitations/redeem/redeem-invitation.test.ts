import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionResponse } from '../../../../contract/calls.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'
import { databaseLogin, googleLogin, identity } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const outcomeOf = (answer: RedemptionResponse) =>
  answer.outcome === 'refused' ? answer.code : answer.outcome
const handedOut = "delivery = 'handed_out'"
const ago = (milliseconds: number) => new Date(world.clock.now - milliseconds).toISOString()

describe('redeeming an invitation', () => {
  it('gives a new account what was promised, and notes by whom and when', async () => {
    const invitation = await world.invite({ appMetadata: { order: 1 }, userMetadata: { theme: 'dark' } })
    const { token } = await world.accept(invitation)
    world.clock.now += MINUTE_MS
    expect(await world.redeem({ handoff: token })).toEqual({
      outcome: 'redeemed',
      grant: {
        invitation: invitation.id,
        roles: ['Member'],
        app_metadata: { order: 1 },
        user_metadata: { theme: 'dark' },
        overwrite: [],
      },
    })
    const [redemption] = await world.ledger.findRedemptionsOfUser('auth0|ada')
    expect(redemption).toMatchObject({
      invitation_id: invitation.id,
      account: 'new',
      redeemed_at: world.clock.now,
      granted_at: null,
    })
    const grant = { kinds: ['grant' as const], limit: 9, leaseMs: 1, now: world.clock.now + 2000 }
    expect(await world.ledger.claimWork(grant)).toMatchObject([{ subject: redemption?.id }])
  })

  it('finds the handoff by the state of a flow that the service began', async () => {
    const { state } = await world.accept(await world.invite())
    expect(outcomeOf(await world.redeem({ state }))).toBe('redeemed')
  })

  it('gives an account from before, with a confirmed address, the same', async () => {
    const { token, ref } = await world.accept(await world.invite())
    const login = databaseLogin(world.clock.now, { created_at: ago(DAY_MS), email_verified: true })
    await world.ledger.noteLook(ref, [login.user.user_id])
    expect(outcomeOf(await world.redeem({ ...login, handoff: token }))).toBe('redeemed')
    expect(await world.ledger.findRedemptionsOfUser('auth0|ada')).toMatchObject([{ account: 'existing' }])
    expect(world.deps.management.requests).toEqual([])
  })

  it('refuses a database account from before whose address nobody confirmed', async () => {
    const { token } = await world.accept(await world.invite())
    const login = databaseLogin(world.clock.now, { created_at: ago(1000) })
    expect(outcomeOf(await world.redeem({ ...login, handoff: token, passes: true }))).toBe('account_unproven')
    // Where the gate has never let it in, its owner signs up afresh.
    expect(outcomeOf(await world.redeem({ ...login, handoff: token }))).toBe('account_removed')
  })

  it('S27: refuses it through a linked social identity as well', async () => {
    const { token } = await world.accept(await world.invite())
    const linked = [
      identity('google-oauth2', 'google-oauth2', 'google-oauth2|1', true),
      identity('auth0', 'Users', 'auth0|attacker'),
    ]
    const user = { created_at: ago(DAY_MS), identities: linked, email_verified: false }
    const login = googleLogin(world.clock.now, user)
    expect(outcomeOf(await world.redeem({ ...login, handoff: token }))).toBe('account_needs_person')
  })

  it('S3: refuses a handoff that is late, by token and by state', async () => {
    const { token, state } = await world.accept(await world.invite())
    world.clock.now += 15 * MINUTE_MS
    expect(outcomeOf(await world.redeem({ handoff: token }))).toBe('handoff_expired')
    expect(outcomeOf(await world.redeem({ state }))).toBe('handoff_expired')
  })

  it('redeems within its time although the invitation has expired since Accept', async () => {
    const { token } = await world.accept(await world.invite({ ttlSeconds: 60 }))
    world.clock.now += 5 * MINUTE_MS
    expect(outcomeOf(await world.redeem({ handoff: token }))).toBe('redeemed')
  })

  it.each([
    ['invitation_replaced', 'generation = 2'],
    ['invitation_replaced', `generation = 2, ${handedOut}`],
    ['invitation_replaced', "generation = 2, invitee_email = 'eve@example.com'"],
    ['invitation_revoked', "generation = 2, status = 'revoked'"],
    ['invitation_declined', "generation = 2, status = 'declined'"],
  ])('S43: answers %s to a handoff made before the row had %s', async (code, change) => {
    const invitation = await world.invite()
    const { token, state } = await world.accept(invitation)
    await world.change(invitation, change)
    expect(outcomeOf(await world.redeem({ handoff: token }))).toBe(code)
    expect(outcomeOf(await world.redeem({ state }))).toBe(code)
    expect(await world.ledger.findRedemptionsOfUser('auth0|ada')).toEqual([])
  })

  it('S43: and to the stamp that such a handoff left', async () => {
    const invitation = await world.invite()
    const { token, ref } = await world.accept(invitation)
    await world.admit({ handoff: token })
    await world.change(invitation, 'generation = 2')
    expect(outcomeOf(await world.redeem({ admission: ref }))).toBe('invitation_replaced')
  })
})

describe('whoever logs in', () => {
  it('S45: joins nobody to anything with a handoff of somebody else, through a live session', async () => {
    const invitation = await world.invite({ invitee: { email: 'mallory@example.com' } })
    const { token } = await world.accept(invitation)
    for (const passes of [true, false]) {
      const login = databaseLogin(world.clock.now, { created_at: ago(DAY_MS), email_verified: true })
      const answer = await world.redeem({ ...login, handoff: token, passes })
      expect(outcomeOf(answer)).toBe('address_mismatch')
    }
    expect(await world.ledger.findRedemptionsOfUser('auth0|ada')).toEqual([])
    expect(await world.open(invitation)).toMatchObject({ state: 'live' })
  })

  it('S18: does not use the invitation up with another account, client, connection or a made-up token', async () => {
    const connection = 'Username-Password-Authentication'
    const invitation = await world.invite({ connection })
    const { token } = await world.accept(invitation)
    const eve = databaseLogin(world.clock.now, { user_id: 'auth0|eve', email: 'eve@example.com' })
    const mistakes = [
      { ...eve, handoff: token },
      { handoff: token, client_id: 'portal' },
      { ...googleLogin(world.clock.now), handoff: token },
      { handoff: `${token.slice(0, -4)}AAAA` },
      { admission: 'hnd_invented' },
    ]
    const codes = []
    for (const mistake of mistakes) codes.push(outcomeOf(await world.redeem(mistake)))
    const other = 'connection_mismatch'
    expect(codes).toEqual(['address_mismatch', other, other, 'invitation_required', 'invitation_required'])
    expect(outcomeOf(await world.redeem({ handoff: token }))).toBe('redeemed')
  })

  it('S20: cannot use a handoff or its state again as another user, nor accept again', async () => {
    const invitation = await world.invite()
    const { token, state } = await world.accept(invitation)
    await world.redeem({ handoff: token, state })
    const other = googleLogin(world.clock.now)
    expect(outcomeOf(await world.redeem({ ...other, handoff: token, state }))).toBe('invitation_used')
    expect(await world.tryToAccept(invitation)).toEqual({ outcome: 'refused', code: 'invitation_used' })
  })

  it('S20: cannot use a second handoff of the same link once the first was redeemed', async () => {
    const invitation = await world.invite()
    const [first, second] = [await world.accept(invitation), await world.accept(invitation)]
    await world.redeem({ handoff: first.token })
    const other = googleLogin(world.clock.now)
    expect(outcomeOf(await world.redeem({ ...other, handoff: second.token }))).toBe('invitation_used')
  })

  it('S9: succeeds once when many accounts of the address come at once', async () => {
    const invitation = await world.invite()
    const handoffs = await Promise.all(Array.from({ length: 20 }, () => world.accept(invitation)))
    const answers = await Promise.all(
      handoffs.map(({ token }, index) => {
        const login = databaseLogin(world.clock.now, { user_id: `auth0|${index}` })
        return world.redeem({ ...login, handoff: token })
      }),
    )
    expect(answers.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(1)
    expect(answers.filter(answer => outcomeOf(answer) === 'invitation_used')).toHaveLength(19)
  })

  describe('with a link that was handed out', () => {
    it('S61 S42: has no handoff, and gets nothing by signing up with the invited address', async () => {
      const invitation = await world.invite({ delivery: 'handed_out' })
      expect(await world.tryToAccept(invitation)).toEqual({ outcome: 'refused', code: 'invitation_required' })
      expect(outcomeOf(await world.redeem())).toBe('invitation_required')
      expect(await world.query('select * from handoffs')).toEqual([])
      expect(await world.ledger.nextWorkAt(['grant'])).toBeUndefined()
      expect(await world.open(invitation)).toMatchObject({ state: 'handed_out' })
    })

    it('S42: gets nothing by a handoff from before there was this rule', async () => {
      const invitation = await world.invite()
      const { token } = await world.accept(invitation)
      await world.change(invitation, handedOut)
      expect(outcomeOf(await world.redeem({ handoff: token }))).toBe('address_mismatch')
      const google = googleLogin(world.clock.now)
      expect(outcomeOf(await world.redeem({ ...google, handoff: token }))).toBe('address_mismatch')
      expect(await world.ledger.nextWorkAt(['grant'])).toBeUndefined()
    })

    it('S28: gets it by a login that proves the address', async () => {
      await world.invite({ delivery: 'handed_out' })
      const identities = [identity('email', 'email', 'email|ada')]
      const byCode = databaseLogin(world.clock.now, { user_id: 'email|ada', identities })
      const login = { ...byCode, connection: { name: 'email', strategy: 'email' } }
      expect(outcomeOf(await world.redeem(login))).toBe('redeemed')
    })

    it('S63: gets nothing by the password of an account that may be somebody else’s, whatever is verified', async () => {
      await world.invite({ delivery: 'handed_out' })
      const login = databaseLogin(world.clock.now, { email_verified: true })
      expect(outcomeOf(await world.redeem(login))).toBe('open_invitation')
    })
  })
})
