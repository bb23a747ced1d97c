import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionRequest, RedemptionResponse } from '../../../../contract/calls.ts'
import { decideOwnership } from '../../../../service/invitations/accounts/decide-ownership.ts'
import { lookAtAccounts } from '../../../../service/invitations/accounts/look-at-accounts.ts'
import { ManagementError, type TenantUser } from '../../../../service/management/management-api.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'
import { databaseLogin, googleLogin, identity } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const outcomeOf = (answer: RedemptionResponse) =>
  answer.outcome === 'refused' ? answer.code : answer.outcome

describe('S64 whether an account is the invitee’s own', () => {
  const facts = { userId: 'ada', noted: 'unknown', hasJoinedBefore: false } as const
  it.each([
    ['own', { looks: [['ada']] }],
    ['own', { looks: [['eve', 'ada'], ['ada']] }],
    ['secure', { looks: [] }],
    ['secure', { looks: [null] }],
    ['secure', { looks: [['ada'], null] }],
    ['secure', { looks: [null, ['ada']] }],
    ['secure', { looks: [[], ['ada']] }],
    ['secure', { looks: [['eve']] }],
    ['secure', { looks: [['ada']], noted: 'open' }],
    ['secure', { looks: [['ada']], noted: 'open', hasJoinedBefore: true }],
    ['own', { looks: [null], noted: 'secured' }],
    ['own', { looks: [null], hasJoinedBefore: true }],
  ] as const)('%s: %j', (expected, known) => {
    expect(decideOwnership({ ...facts, ...known })).toBe(expected)
  })
})

/** An account in the tenant, whose address is confirmed unless it says otherwise. */
function addAccount(changes: Partial<TenantUser> = {}): TenantUser {
  const user: TenantUser = {
    userId: 'auth0|ada',
    email: 'ada@example.com',
    emailVerified: true,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date(world.clock.now - DAY_MS),
    loginsCount: 3,
    identities: [{ provider: 'auth0', userId: 'ada', connection: 'Users', isSocial: false }],
    appMetadata: {},
    userMetadata: {},
    ...changes,
  }
  world.deps.management.users.push(user)
  world.deps.management.methodsOf.set(user.userId, ['passkey|left'])
  return user
}

/** The login of an account, by its password. */
function loginOf(user: TenantUser, more: Partial<RedemptionRequest> = {}): RedemptionRequest {
  const { userId: user_id, emailVerified: email_verified, loginsCount: logins_count } = user
  const created_at = user.createdAt.toISOString()
  const authenticated_at = new Date(world.clock.now).toISOString()
  const login = databaseLogin(world.clock.now, { user_id, email_verified, logins_count, created_at })
  return { ...login, authenticated_at, interactive: true, passes: true, ...more }
}

/** Presses Accept, and looks at the tenant as the route does. */
async function press(invitation: Awaited<ReturnType<InvitationWorld['invite']>>, fails = false) {
  const handoff = await world.accept(invitation)
  world.deps.management.isDown = fails
  const outlook = await lookAtAccounts(
    { ...world.deps, looks: world.deps.management },
    invitation,
    handoff.ref,
  )
  world.deps.management.isDown = false
  return { ...handoff, outlook }
}

const left = () => world.deps.management.methodsOf.get('auth0|ada')

describe('S63 a database account without the stamp of this invitation', () => {
  it('is from before, however young it is, and gets nothing while its address is not confirmed', async () => {
    const { token } = await press(await world.invite())
    world.clock.now += 1
    const user = addAccount({ emailVerified: false, createdAt: new Date(world.clock.now), loginsCount: 1 })
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('account_unproven')
  })

  it('is secured when it was made after Accept and confirmed since', async () => {
    const { token } = await press(await world.invite())
    world.clock.now += 1
    const user = addAccount({ createdAt: new Date(world.clock.now) })
    const authenticated_at = new Date(world.clock.now).toISOString()
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('redeemed')
    expect(left()).toEqual([])
    expect(user.appMetadata).toEqual({
      guestlist_not_before: new Date(world.clock.now).toISOString(),
      guestlist_not_before_except: authenticated_at,
    })
    expect(await world.ledger.findRedemptionsOfUser(user.userId)).toMatchObject([{ account: 'existing' }])
  })

  it('of another application or connection, or of another generation’s stamp, is no other', async () => {
    const invitation = await world.invite()
    const first = await press(invitation)
    await world.signUp({ ...databaseLogin(world.clock.now), handoff: first.token })
    await world.change(invitation, 'generation = 2')
    const second = await press({ ...invitation, generation: 2 })
    world.clock.now += 1
    const user = addAccount({ emailVerified: false, createdAt: new Date(world.clock.now) })
    const stamped = loginOf(user, { handoff: second.token, admission: first.ref })
    expect(outcomeOf(await world.logIn(stamped))).toBe('account_unproven')
    expect(outcomeOf(await world.logIn({ ...stamped, admission: 'hnd_invented' }))).toBe('account_unproven')
  })

  describe('where the operator has chosen that an address admits a sign-up', () => {
    const user = (over: object = {}) => databaseLogin(world.clock.now, over)
    const bySignUp = { email: 'ada@example.com', interactive: true }

    it('is the invitee’s own at its first login, if that very handoff was admitted by address', async () => {
      world.deps.gate = createGate({ admit_by_address: true })
      const { token, ref } = await press(await world.invite())
      expect(await world.admit(bySignUp)).toEqual({ outcome: 'admitted', admission: null })
      expect(await world.ledger.findHandoff({ ref })).toMatchObject({ admitted_by: 'address' })
      expect(outcomeOf(await world.logIn({ ...user(), handoff: token }))).toBe('redeemed')
    })

    it.each([
      ['at a second login', true, true, { logins_count: 2 }],
      ['by a handoff that admitted nobody', false, true, {}],
      ['where the gate says so no more', true, false, {}],
    ])('is nobody’s %s', async (_, isAdmitted, isChosen, over) => {
      world.deps.gate = createGate({ admit_by_address: true })
      const invitation = await world.invite()
      const { token } = await press(invitation)
      if (isAdmitted) await world.admit(bySignUp)
      world.deps.gate = createGate({ admit_by_address: isChosen })
      const answer = await world.logIn({ ...user(over), handoff: token, passes: true })
      expect(outcomeOf(answer)).toBe('account_unproven')
    })

    it('is nobody’s by a handoff that a sign-up brought itself: that one left a stamp', async () => {
      world.deps.gate = createGate({ admit_by_address: true })
      const { token, ref } = await press(await world.invite())
      await world.admit({ handoff: token })
      expect(await world.ledger.findHandoff({ ref })).toMatchObject({ admitted_by: 'handoff' })
      const answer = await world.logIn({ ...user(), handoff: token, passes: true })
      expect(outcomeOf(answer)).toBe('account_unproven')
    })
  })
})

describe('S64 a look at the tenant', () => {
  it('that found the account confirmed leaves it as it is, and asks nothing more', async () => {
    const user = addAccount()
    const { token, outlook } = await press(await world.invite())
    expect(outlook).toEqual({ screen: 'login' })
    const asked = world.deps.management.requests.length
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('redeemed')
    expect(world.deps.management.requests).toHaveLength(asked)
    expect(left()).toEqual(['passkey|left'])
  })

  it('that failed has the account secured, and is made up for by no later one', async () => {
    const user = addAccount({ emailVerified: false })
    const invitation = await world.invite()
    expect((await press(invitation, true)).outlook).toEqual({ screen: 'signup' })
    user.emailVerified = true
    world.clock.now += MINUTE_MS
    const { token } = await press(invitation)
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('redeemed')
    expect(left()).toEqual([])
  })

  it.each([
    ['sent again', (id: string) => `update invitations set generation = 2 where id = '${id}'`],
    [
      'revoked, and another one made',
      (id: string) => `update invitations set generation = 2, status = 'revoked' where id = '${id}'`,
    ],
    [
      'sent to somebody else, and another one made',
      (id: string) =>
        `update invitations set generation = 2, invitee_email = 'eve@example.com' where id = '${id}'`,
    ],
  ])('that failed is not forgotten when the invitation is %s by whoever sent it', async (_, change) => {
    const user = addAccount({ emailVerified: false })
    const invitation = await world.invite()
    await press(invitation, true)
    user.emailVerified = true
    await world.query(change(invitation.id))
    world.clock.now += MINUTE_MS
    const isSame = change('').includes('generation = 2 where')
    const next = isSame ? { ...invitation, generation: 2 } : await world.invite()
    const { token } = await press(next)
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('redeemed')
    expect(left()).toEqual([])
  })

  it('that found another spelling of the address, or another identity with it, has not found the account', async () => {
    // The tenant finds accounts by the address as it is asked, and compares the profile's alone.
    const user = addAccount({ email: 'Ada@Example.com' })
    const { token } = await press(await world.invite())
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('redeemed')
    expect(left()).toEqual([])
  })

  it.each([
    'findUser',
    'updateUser',
    'listAuthenticationMethods',
    'deleteAuthenticationMethod',
    'deleteRefreshTokens',
  ] as const)('gives nothing while %s fails afterwards, says so, and uses nothing up', async request => {
    const user = addAccount()
    const invitation = await world.invite()
    const { token, ref } = await press(invitation, true)
    const { management } = world.deps
    const works = management[request]
    const answers = [new ManagementError('rate_limited'), new ManagementError('timeout')]
    for (const failure of answers) {
      Object.assign(management, { [request]: () => Promise.reject(failure) })
      const answer = await world.logIn(loginOf(user, { handoff: token }))
      expect(outcomeOf(answer)).toBe('account_check_pending')
    }
    expect(await world.ledger.findRedemptionsOfUser(user.userId)).toEqual([])
    expect(await world.ledger.findHandoff({ ref })).toMatchObject({ redeemed_by: null })
    expect(await world.open(invitation)).toMatchObject({ state: 'live' })
    Object.assign(management, { [request]: works })
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('redeemed')
    expect(left()).toEqual([])
  })

  it('that failed takes nothing from an account that has joined by the same address before', async () => {
    const first = await press(await world.invite())
    const login = await world.signUp({
      ...loginOf(addAccount({ emailVerified: false })),
      handoff: first.token,
    })
    expect(outcomeOf(await world.logIn(login))).toBe('redeemed')
    world.clock.now += MINUTE_MS
    const second = await press(await world.invite(), true)
    const { admission: _, ...unstamped } = login
    const answer = await world.logIn({
      ...unstamped,
      handoff: second.token,
      authenticated_at: new Date(world.clock.now).toISOString(),
      user: { ...login.user, email_verified: true },
    })
    expect(outcomeOf(answer)).toBe('redeemed')
    expect(left()).toEqual(['passkey|left'])
  })

  it('that failed lets nobody into an account with a linked identity: a person has to look', async () => {
    const linked = { provider: 'google-oauth2', userId: '66', connection: 'google-oauth2', isSocial: true }
    const user = addAccount({ identities: [...addAccount().identities, linked] })
    world.deps.management.users.shift()
    const { token } = await press(await world.invite(), true)
    expect(outcomeOf(await world.logIn(loginOf(user, { handoff: token })))).toBe('account_needs_person')
  })

  it('has nothing to say about an account whose database identity is for another address', async () => {
    const { token } = await press(await world.invite(), true)
    const identities = [
      identity('google-oauth2', 'google-oauth2', 'google-oauth2|1', true),
      {
        ...identity('auth0', 'Users', 'auth0|1'),
        profileData: { email: 'other@example.com', email_verified: true },
      },
    ]
    const login = googleLogin(world.clock.now, { identities })
    expect(outcomeOf(await world.logIn({ ...login, handoff: token }))).toBe('redeemed')
    expect(world.deps.management.requests.filter(name => name !== 'findUsersByEmail')).toEqual([])
  })

  it('S68 ends the sessions that the account’s user has with us', async () => {
    const user = addAccount()
    const session = {
      id: 'ses_1',
      secret_hash: 'hash',
      previous_hash: null,
      rotated_at: world.clock.now,
      kind: 'member' as const,
      user_id: user.userId,
      permissions: '[]',
      created_at: world.clock.now,
      seen_at: world.clock.now,
      expires_at: world.clock.now + DAY_MS,
    }
    await world.ledger.createSession(session)
    const { token } = await press(await world.invite(), true)
    await world.logIn(loginOf(user, { handoff: token }))
    expect(await world.ledger.findSession('hash')).toBeUndefined()
  })
})
