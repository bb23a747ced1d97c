import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allow, refuse } from '../../../../service/invitations/model/decision.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { databaseLogin, googleLogin, identity } from '../logins.ts'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'
import { inviterGone } from '../open-guard.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

describe('S16: an inviter who was blocked, deleted or demoted since', () => {
  it('invites nobody any more: refused at Accept, and at the login that was begun before', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    world.guard.decision = inviterGone
    expect(await world.tryToAccept(first)).toEqual({ outcome: 'refused', code: 'inviter_not_allowed' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'inviter_not_allowed' })
    expect(await world.ledger.nextWorkAt(['grant'])).toBeUndefined()
  })

  it('uses nothing up: who comes back when they count again joins with the same handoff', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    for (const decision of [inviterGone, refuse('service_unavailable')]) {
      world.guard.decision = decision
      expect(await world.redeem({ handoff: token })).toMatchObject({ code: decision.code })
      expect(await world.row(first)).toMatchObject({ status: 'pending', uses: 0 })
    }
    world.guard.decision = allow()
    expect(await world.redeem({ handoff: token })).toMatchObject({ outcome: 'redeemed' })
  })

  it('takes nothing from who has joined', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    await world.redeem({ handoff: token })
    world.guard.decision = inviterGone
    // Also where nothing but the handoff speaks for it, because the gate lets the user pass anyway.
    expect(await world.redeem({ handoff: token, passes: true })).toMatchObject({ outcome: 'redeemed' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ outcome: 'redeemed' })
    expect(await world.redeem({})).toMatchObject({ outcome: 'redeemed' })
  })

  it('is asked about a link as well, at the moment at which somebody joins through it', async () => {
    const link = await world.inviteShared()
    await world.throughLink(link, 'ada@example.com')
    const sent = await world.sentTo(link, 'ada@example.com')
    world.guard.decision = inviterGone
    expect(await world.join(sent)).toBe('inviter_not_allowed')
    expect(await world.row(link)).toMatchObject({ uses: 0 })
  })

  it('S53: has the keys that replace what a user has noted as they are at that moment', async () => {
    const first = await world.invite({ appMetadata: { plan: 'gold' } })
    const { token } = await world.accept(first)
    world.guard.decision = { outcome: 'allowed', overwrite: ['plan'] }
    await world.redeem({ handoff: token })
    const [redemption] = await world.ledger.findRedemptionsOfInvitation(first.id)
    expect(redemption?.overwrite).toBe('["plan"]')
  })
})

describe('S53: metadata', () => {
  it.each(['guestlist', 'blocked', 'email', '__proto__', 'a.b', '$x', ''])(
    'with the key %j is refused at creation and at an edit',
    async key => {
      const first = await world.invite()
      for (const field of ['appMetadata', 'userMetadata'] as const) {
        const metadata = { [field]: Object.fromEntries([[key, 'x']]) }
        const created = world.invite({ invitee: { email: 'eve@example.com' }, ...metadata })
        for (const attempt of [created, world.edit(first, metadata)])
          expect(await refusalOf(attempt)).toMatchObject({ code: 'reserved_key' })
      }
    },
  )

  it('that takes something away is refused at creation and at an edit', async () => {
    const appMetadata = { plan: null }
    const first = await world.invite()
    for (const attempt of [
      world.invite({ invitee: { email: 'eve@example.com' }, appMetadata }),
      world.edit(first, { appMetadata }),
    ])
      expect(await refusalOf(attempt)).toMatchObject({ code: 'reserved_key' })
  })

  it('that the guard forbids is refused at creation, at an edit and at acceptance', async () => {
    const first = await world.invite({ appMetadata: { plan: 'gold' } }, world.someInviter)
    const { token } = await world.accept(first)
    world.guard.forbidden.add('appMetadata')
    world.guard.decision = inviterGone
    const created = world.invite({ invitee: { email: 'eve@example.com' }, appMetadata: { plan: 'gold' } })
    expect(await refusalOf(created)).toMatchObject({ code: 'forbidden' })
    expect(await refusalOf(world.edit(first, { appMetadata: { plan: 'x' } }))).toMatchObject({
      code: 'forbidden',
    })
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'inviter_not_allowed' })
  })
})

describe('S17: an invitation', () => {
  it.each([0, -1, 30 * 86_400 + 1, Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
    'for %d seconds is refused',
    async ttlSeconds => {
      const refused = { code: 'out_of_range', field: 'ttl_sec' }
      expect(await refusalOf(world.invite({ ttlSeconds }))).toMatchObject(refused)
      const first = await world.invite()
      expect(await refusalOf(world.edit(first, { ttlSeconds }))).toMatchObject(refused)
      expect(await refusalOf(world.extend(first, ttlSeconds))).toMatchObject(refused)
    },
  )

  it('has an end also where nothing is said, and no later one than the policy allows', async () => {
    const first = await world.invite()
    expect(first.expiresAt.getTime()).toBe(world.clock.now + 7 * 86_400_000)
    world.deps.policy.maxTtlSeconds.personal = 3600
    const second = await world.invite({ invitee: { email: 'eve@example.com' } })
    expect(second.expiresAt.getTime()).toBe(world.clock.now + 3_600_000)
  })

  it('ends for everybody at its very millisecond, whatever job has not run', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 59_999
    expect(await world.tryToAccept(first)).toMatchObject({ outcome: 'accepted' })
    world.clock.now += 1
    expect(await world.tryToAccept(first)).toMatchObject({ code: 'invitation_expired' })
  })
})

describe('an invitation for people who are new', () => {
  it('refuses an account that was there before, uses nothing up, and tells only its owner', async () => {
    const first = await world.invite({ onExistingUser: 'refuse' })
    const { token } = await world.accept(first)
    const created_at = new Date(world.clock.now - 86_400_000).toISOString()
    const before = databaseLogin(world.clock.now, { created_at, email_verified: true })
    expect(await world.redeem({ ...before, handoff: token })).toMatchObject({ code: 'account_exists' })
    const eve = databaseLogin(world.clock.now, { created_at, user_id: 'auth0|eve', email: 'eve@example.com' })
    expect(await world.redeem({ ...eve, handoff: token })).toMatchObject({ code: 'address_mismatch' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ outcome: 'redeemed' })
  })

  it('knows a pre-existing account by another spelling of the address, which no look-up has found', async () => {
    const first = await world.invite({ onExistingUser: 'refuse' })
    const { token } = await world.accept(first)
    const created_at = new Date(world.clock.now - 86_400_000).toISOString()
    const before = googleLogin(world.clock.now, { created_at, email: 'Ada@Example.com' })
    expect(await world.redeem({ ...before, handoff: token })).toMatchObject({ code: 'account_exists' })
    const made = googleLogin(world.clock.now, { email: 'Ada@Example.com' })
    expect(await world.redeem({ ...made, handoff: token })).toMatchObject({ outcome: 'redeemed' })
  })

  it('takes an account that its own admission made for a new one', async () => {
    const first = await world.invite({ onExistingUser: 'refuse' })
    const { token, ref } = await world.accept(first)
    await world.admit({ handoff: token })
    const made = databaseLogin(world.clock.now)
    world.clock.now += 3_600_000
    expect(await world.redeem({ ...made, admission: ref })).toMatchObject({ outcome: 'redeemed' })
  })
})

describe('an invitation to a phone number', () => {
  const phoneNumber = '+41790000000'
  const invitePhone = () =>
    world.invite({ invitee: { phoneNumber: '+41 (79) 000-00 00' }, delivery: 'handed_out' })
  const smsLogin = (changes: object = {}) => {
    const user_id = 'sms|1'
    const { email: _, ...user } = databaseLogin(world.clock.now, { user_id }).user
    return {
      ...databaseLogin(world.clock.now),
      user: { ...user, identities: [identity('sms', 'sms', user_id)], phone_number: phoneNumber, ...changes },
      connection: { name: 'sms', strategy: 'sms' },
      authenticated_at: new Date(world.clock.now).toISOString(),
    }
  }

  it('is kept in its one form, and handed out', async () => {
    const first = await invitePhone()
    expect(first).toMatchObject({
      inviteePhoneNumber: phoneNumber,
      inviteeEmail: null,
      delivery: 'handed_out',
    })
    expect(await world.mails()).toEqual([])
    const refused = { code: 'invalid_combination', field: 'send_invitation_email' }
    expect(await refusalOf(world.invite({ invitee: { phoneNumber } }))).toMatchObject(refused)
  })

  it.each(['0791234567', '+0791234567', '+41', '+4179000000000000', '+41 79 abc', ''])(
    'is refused for %j, which is none',
    async wrong => {
      const attempt = world.invite({ invitee: { phoneNumber: wrong }, delivery: 'handed_out' })
      expect(await refusalOf(attempt)).toMatchObject({
        code: 'invalid_address',
        field: 'invitee.phone_number',
      })
    },
  )

  it('admits the sign-up of that number and no other', async () => {
    const { token } = await world.accept(await invitePhone())
    const connection = { name: 'sms', strategy: 'sms' }
    const admit = (phone_number: string) => world.admit({ handoff: token, connection, phone_number })
    expect(await admit('+41790000001')).toMatchObject({ code: 'address_mismatch' })
    expect(await admit(phoneNumber)).toMatchObject({ outcome: 'admitted' })
  })

  it('is redeemed by a login whose code went to the number', async () => {
    const { token } = await world.accept(await invitePhone())
    expect(await world.redeem({ ...smsLogin(), handoff: token })).toMatchObject({ outcome: 'redeemed' })
  })

  it.each<[string, object]>([
    ['address_mismatch', { phone_number: '+41790000001', phone_verified: true }],
    ['address_mismatch', { phone_number: undefined, email: 'ada@example.com' }],
  ])('is refused with %s for %j', async (code, changes) => {
    const { token } = await world.accept(await invitePhone())
    expect(await world.redeem({ ...smsLogin(changes), handoff: token })).toMatchObject({ code })
  })

  it('S61 S28: is refused for any login that has not sent a code to the number, whatever its account has proven', async () => {
    const first = await invitePhone()
    const { token, state } = await world.accept(first)
    const reserved = { phone_number: phoneNumber }
    const proven = { phone_number: phoneNumber, phone_verified: true }
    const named = { name: 'sms', strategy: 'auth0' }
    for (const login of [
      databaseLogin(world.clock.now, reserved),
      databaseLogin(world.clock.now, proven),
      { ...databaseLogin(world.clock.now, proven), connection: named },
      googleLogin(world.clock.now, proven),
      { ...smsLogin(), connection: { name: 'email', strategy: 'email' } },
    ])
      for (const carrier of [{ handoff: token }, { state }])
        expect(await world.redeem({ ...login, ...carrier })).toMatchObject({ code: 'connection_mismatch' })
    expect(await world.redeem({ ...smsLogin(), handoff: token })).toMatchObject({ outcome: 'redeemed' })
  })

  it('S61 S62: is refused for a login of which nobody says when the code was entered, or that is older than Accept', async () => {
    const { token, state } = await world.accept(await invitePhone())
    const { authenticated_at: _, ...unsaid } = smsLogin()
    const older = { ...smsLogin(), authenticated_at: new Date(world.clock.now - 1).toISOString() }
    for (const login of [unsaid, older])
      for (const carrier of [{ handoff: token }, { state }])
        expect(await world.redeem({ ...login, ...carrier })).toMatchObject({ code: 'fresh_login_required' })
    // What brings no handoff is nobody's doing but the person's own.
    expect(await world.redeem(unsaid)).toMatchObject({ outcome: 'redeemed' })
  })

  it('S61: admits no sign-up with a password, by no carrier', async () => {
    world.deps.gate = createGate({ admit_by_address: true })
    const { token, state } = await world.accept(await invitePhone())
    const signUp = { email: '', phone_number: phoneNumber, interactive: true } as const
    for (const name of ['Users', 'sms']) {
      const connection = { name, strategy: 'auth0' }
      for (const carrier of [{ handoff: token }, { state }])
        expect(await world.admit({ ...signUp, connection, ...carrier })).toMatchObject({
          code: 'connection_mismatch',
        })
      // By the address alone, shortly after Accept.
      expect(await world.admit({ ...signUp, connection })).toMatchObject({ code: 'invitation_required' })
    }
    const sms = { name: 'sms', strategy: 'sms' }
    expect(await world.admit({ ...signUp, connection: sms })).toMatchObject({ outcome: 'admitted' })
  })

  it('S61: is entered without its link by a code to the number, and by nothing less', async () => {
    await invitePhone()
    const proven = databaseLogin(world.clock.now, { phone_number: phoneNumber, phone_verified: true })
    expect(await world.redeem(proven)).toMatchObject({ code: 'open_invitation' })
    expect(await world.redeem(smsLogin())).toMatchObject({ outcome: 'redeemed' })
  })

  it('names no connection but the one for codes, when its link is shown to somebody', async () => {
    const invitee = { phoneNumber }
    const refused = { code: 'invalid_combination', field: 'connection' }
    const shown = { invitee, delivery: 'handed_out', connection: 'Users' } as const
    expect(await refusalOf(world.invite(shown))).toMatchObject(refused)
    const byMail = await world.invite({ connection: 'Users' })
    const edit = { invitee, delivery: 'handed_out' } as const
    expect(await refusalOf(world.edit(byMail, edit))).toMatchObject(refused)
    await world.invite({ ...shown, connection: 'sms' })
  })
})
