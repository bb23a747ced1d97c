import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { REDEMPTION_PATH } from '../../contract/calls.ts'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import type { Switches } from '../../local-tenant/state/switches.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  attackersPassword,
  everything,
  nothing,
  ownersPassword,
  preRegister,
  tokenFrom,
  tryEverything,
  userOf,
  victim,
} from './world/left-behind.ts'
import { asking, bindPostLogin, goOn, ours, passing, redirecting } from './world/other-actions.ts'
import {
  accept,
  authorizeUrl,
  claimsOf,
  invite,
  logIn,
  logInSilently,
  openBrowser,
  outcomeOf,
} from './world/person.ts'

describe('S44 S27 in an open tenant, an account that somebody registered in advance with the invited address', () => {
  const world = useGateWorld({ mode: 'open' })
  beforeEach(() => world.reset())
  afterEach(() => world.tenant.control.reset())

  /** From the first press on Accept to the grant, by way of the message with a new password. */
  async function takeOver(id: string) {
    const owner = createInvitee(world)
    const first = await owner.accept(id)
    expect(first.html).toContain('never confirmed')
    await world.service.worker.drain()
    await owner.resetPassword(owner.ticket(victim), ownersPassword)
    const form = await owner.accept(id)
    expect(form.url.pathname).toMatch(/^\/u\/login/)
    const end = await owner.submit(form, victim, ownersPassword)
    return { owner, end }
  }

  it.each<[string, Partial<Switches>]>([
    ['as documented', {}],
    ['where a new password ends no session', { passwordResetEndsSessions: false }],
    [
      'where a refresh token shows when its session began',
      { passwordResetEndsSessions: false, methodsOnRefresh: true },
    ],
    ['where a new password ends refresh tokens as well', { passwordResetEndsRefreshTokens: true }],
    ['where a new password alone confirms no address', { passwordResetVerifiesEmail: false }],
    ['where sessions cannot be ended by the Management API', { sessionEndpoints: false }],
    ['without a custom domain', { customDomain: false }],
    ['without the state', { stateInPreRegistration: false }],
  ])('gives no token to any of what was left in it, once its owner has accepted: %s', async (_, switches) => {
    await world.tenant.control.setSwitches(switches)
    const attacker = await preRegister(world)
    expect(await tryEverything(world, attacker)).toEqual(everything)
    const id = await invite(world, { invitee_email: victim })
    const { owner, end } = await takeOver(id)
    expect(end.html).toContain('You’ve joined')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted' })
    expect(await tryEverything(world, attacker)).toEqual(nothing)
    await world.service.worker.drain()
    // The owner goes on: in the session of the invitation, and in any later one.
    expect(await tokenFrom(world, await logInSilently(world, owner.browser))).toBe(true)
    const again = await logIn(world, openBrowser(world), victim, {}, ownersPassword)
    const outcome = await outcomeOf(world, again)
    expect(outcome.outcome === 'in' && (await claimsOf(world, outcome.code))).toMatchObject({
      'https://guestlist.example/roles': ['Editor'],
    })
  })

  it('keeps out old sessions also when the metadata of that login were lost', async () => {
    await world.tenant.control.setSwitches({ passwordResetEndsSessions: false })
    const attacker = await preRegister(world)
    const id = await invite(world, { invitee_email: victim })
    const owner = createInvitee(world)
    await owner.accept(id)
    await world.service.worker.drain()
    await owner.resetPassword(owner.ticket(victim), ownersPassword)
    const form = await owner.accept(id)
    await world.tenant.control.setSwitches({ metadataWriteFails: true })
    await owner.submit(form, victim, ownersPassword)
    expect(await tryEverything(world, attacker)).toEqual(nothing)
  })

  it('S44 S27 locks its password out too where the owner comes by a code of the same database', async () => {
    /** A tenant asks for the one first or for the other, and takes both. */
    const askFirst = (default_method: 'password' | 'email_otp') =>
      world.tenant.control.addConnection({
        name: 'Codes',
        strategy: 'auth0',
        options: {
          attributes: { email: { identifier: { active: true, default_method } } },
          authentication_methods: { email_otp: { enabled: true } },
        },
      })
    const asked = { connection: 'Codes' }
    const tryPassword = async () =>
      tokenFrom(world, await logIn(world, openBrowser(world), victim, asked, attackersPassword))
    await askFirst('password')
    await world.tenant.control.addUser({ ...asked, email: victim, password: attackersPassword })
    expect(await tryPassword()).toBe(true)
    await askFirst('email_otp')
    const id = await invite(world, { invitee_email: victim })
    const { token } = await accept(world, id)
    const { browser } = createInvitee(world)
    const form = await browser.open(authorizeUrl(world, { ...asked, prompt: 'login', 'ext-invite': token }))
    const challenge = await browser.submit(form, { email: victim })
    const mail = (await world.tenant.control.mails()).find(
      ({ to, text }) => to === victim && /\d{6}/.test(text),
    )
    await browser.submit(challenge, { code: /\d{6}/.exec(mail?.text ?? '')?.[0] ?? '' })
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted' })
    await askFirst('password')
    expect(await tryPassword()).toBe(false)
  })

  it('S68 ends the session that was begun in it on our own pages', async () => {
    await world.tenant.control.setSwitches({ passwordResetEndsSessions: false })
    const { browser } = await preRegister(world)
    const account = `${world.serviceUrl}/account`
    const { url } = await browser.open(`${account}/sign-in`)
    await browser.open(url.href)
    expect((await browser.open(account)).html).toContain('Sign out')
    const id = await invite(world, { invitee_email: victim })
    const { end } = await takeOver(id)
    expect(end.html).toContain('You’ve joined')
    const later = await browser.open(account)
    expect(later.html).not.toContain('Sign out')
    expect(later.html).not.toContain(victim)
  })

  it.each([
    ['a redirect', redirecting],
    ['a second factor', asking],
  ])(
    'S72 lets nobody finish a login that %s has held up since before the take-over',
    async (_, interrupting) => {
      const attacker = await preRegister(world)
      await bindPostLogin(world, [interrupting, ours])
      const held = openBrowser(world)
      const page = await logIn(world, held, victim, {}, attackersPassword)
      expect(page.url.searchParams.has('code')).toBe(false)
      // The owner's own login is held up by nothing.
      await bindPostLogin(world, [passing, ours])
      const id = await invite(world, { invitee_email: victim })
      const { end } = await takeOver(id)
      expect(end.html).toContain('You’ve joined')
      const secured = await userOf(world)
      const late = await goOn(world, held, page)
      expect(late.url.href).toContain(`${world.serviceUrl}/refused?code=login_outdated`)
      // Nor does its end take back what the owner has been given.
      expect((await userOf(world))?.app_metadata).toEqual(secured?.app_metadata)
      expect(await tryEverything(world, attacker)).toEqual(nothing)
      expect(await tokenFrom(world, await logIn(world, openBrowser(world), victim, {}, ownersPassword))).toBe(
        true,
      )
    },
  )

  it('S26 is given nothing by Accept alone, nor to whoever knows its password', async () => {
    await preRegister(world)
    const before = await userOf(world)
    const id = await invite(world, { invitee_email: victim })
    const owner = createInvitee(world)
    await owner.accept(id)
    await owner.accept(id)
    await world.service.worker.drain()
    expect(await userOf(world)).toEqual(before)
    expect(world.mails.filter(({ category }) => category === 'account')).toHaveLength(1)
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('S26 with a linked identity waits for a person, and gets no message', async () => {
    await preRegister(world, {
      linked: [{ connection: 'google-oauth2', email: 'eve@gmail.com', provider_user_id: '66' }],
    })
    const id = await invite(world, { invitee_email: victim })
    const page = await createInvitee(world).accept(id)
    expect(page.html).toContain('needs to be checked first')
    await world.service.worker.drain()
    expect(world.mails).toEqual([])
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending' })
  })

  it('S28 S61 behind a link that was handed out is neither told of nor written to, and its owner takes it over', async () => {
    const attacker = await preRegister(world)
    const id = await invite(world, { invitee_email: victim, delivery: 'handed_out' })
    const shown = createInvitee(world)
    const sent = await shown.accept(id)
    const other = await invite(world, { invitee_email: 'alan@example.com', delivery: 'handed_out' })
    const ofNobody = await createInvitee(world).accept(other)
    const toText = (page: Page) => page.html.replace(/<[^>]+>/g, ' ')
    expect(toText(sent)).toBe(toText(ofNobody))
    await world.settle()
    expect(world.mails.filter(({ category }) => category !== 'invitation')).toEqual([])
    // The message, which only she has, leads on as any other.
    const { end } = await takeOver(id)
    expect(end.html).toContain('You’ve joined')
    expect(await tryEverything(world, attacker)).toEqual(nothing)
  })

  it('keeps what it had, if the Management API fails half-way: the invitation waits', async () => {
    const attacker = await preRegister(world)
    const id = await invite(world, { invitee_email: victim })
    const owner = createInvitee(world)
    await owner.accept(id)
    await world.service.worker.drain()
    await owner.resetPassword(owner.ticket(victim), ownersPassword)
    const form = await owner.accept(id)
    await world.tenant.control.setSwitches({ managementFault: { status: 500 } })
    const end = await owner.submit(form, victim, ownersPassword)
    expect(end.html).toContain('Almost there')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending' })
    await world.tenant.control.setSwitches({ managementFault: null })
    const again = await owner.submit(await owner.accept(id), victim, ownersPassword)
    expect(again.html).toContain('You’ve joined')
    expect(await tryEverything(world, attacker)).toEqual(nothing)
  })

  it('leaves an ordinary account alone: one whose address is confirmed keeps passkeys and sessions', async () => {
    const email = 'ordinary@example.com'
    const before = await preRegister(world, { email, email_verified: true }, email)
    const id = await invite(world, { invitee_email: email })
    const owner = createInvitee(world)
    const end = await owner.submit(await owner.accept(id), email, attackersPassword)
    expect(end.html).toContain('You’ve joined')
    expect(world.mails).toEqual([])
    expect(await tryEverything(world, before, email)).toEqual(everything)
  })
})

const since = new Date(Date.now() - 3_600_000).toISOString()

describe('in an invite-only tenant where nobody is excepted, an unconfirmed account', () => {
  const exceptions = { applications: [], connections: [], client_metadata: 'no_application_has_this' }
  const world = useGateWorld({ since, exceptions })
  beforeEach(() => world.reset())

  it.each<Partial<Switches>>([
    {},
    { customDomain: false },
    { stateInPreRegistration: false },
    { verificationMails: false },
  ])(
    'S27 that was never let in is removed when its owner accepts, who signs up afresh with the same link: %j',
    async switches => {
      await world.tenant.control.setSwitches(switches)
      await preRegister(world)
      expect(await userOf(world)).toMatchObject({ app_metadata: {} })
      const id = await invite(world, { invitee_email: victim })
      const owner = createInvitee(world)
      const form = await owner.accept(id)
      expect(form.url.pathname).toMatch(/^\/u\/signup/)
      const old = await userOf(world)
      await world.service.worker.drain()
      expect(await userOf(world)).toBeUndefined()
      const end = await owner.submit(form, victim, ownersPassword)
      expect(end.html).toContain('You’ve joined')
      expect((await userOf(world))?.user_id).not.toBe(old?.user_id)
    },
  )

  it.each([
    ['was admitted', { app_metadata: { guestlist: { admitted: true } } }],
    ['passed by an exception', { app_metadata: { guestlist_passed_at: since } }],
    ['passed by one as an earlier version noted it', { app_metadata: { guestlist: { passed_at: since } } }],
    ['was admitted by an invitation', { app_metadata: { guestlist: { admission: 'hnd_1' } } }],
    ['is from before the gate', { created_at: '2020-01-01T00:00:00.000Z' }],
    ['carries metadata of somebody', { app_metadata: { customer: 7 } }],
    ['has a role', {}],
    ['has its address confirmed', { email_verified: true }],
  ])('that %s stays', async (title, more) => {
    await preRegister(world, more)
    if (title === 'has a role') {
      const state = await world.tenant.control.snapshot()
      const user = state.users.find(({ email }) => email === victim)
      state.user_roles[user?.user_id ?? ''] = ['rol_editor']
      await world.tenant.control.restore(state)
    }
    const id = await invite(world, { invitee_email: victim })
    await createInvitee(world).accept(id)
    await world.service.worker.drain()
    expect(await userOf(world)).toBeDefined()
  })

  it('of an invitee who signed up with this very link and has not logged in since stays, and gets in', async () => {
    const id = await invite(world, { invitee_email: victim })
    const owner = createInvitee(world)
    const form = await owner.accept(id)
    // The service fails between the sign-up and the login that ends it.
    world.answers.set(REDEMPTION_PATH, () => new Response('', { status: 500 }))
    await owner.submit(form, victim, ownersPassword)
    world.answers.clear()
    expect(await userOf(world)).toMatchObject({
      app_metadata: { guestlist: { admission: expect.any(String) } },
    })
    const again = await owner.accept(id)
    await world.service.worker.drain()
    expect(await userOf(world)).toBeDefined()
    const end = await owner.submit(again, victim, ownersPassword)
    expect(end.html).toContain('You’ve joined')
  })
})

describe('S69 in an invite-only tenant where an application is excepted, an unconfirmed account', () => {
  const world = useGateWorld({ since })
  beforeEach(() => world.reset())

  it.each<[string, Partial<Switches>]>([
    ['where the tenant tells of its session', {}],
    ['where the tenant does not tell', { sessionEndpoints: false }],
    ['and without a custom domain', { customDomain: false, sessionEndpoints: false }],
  ])(
    'that nothing says it ever passed is kept, and its owner gets in all the same: %s',
    async (_, switches) => {
      await world.tenant.control.setSwitches(switches)
      const attacker = await preRegister(world)
      const old = await userOf(world)
      const id = await invite(world, { invitee_email: victim })
      const owner = createInvitee(world)
      expect((await owner.accept(id)).html).toContain('never confirmed')
      await world.service.worker.drain()
      expect(await userOf(world)).toEqual(old)
      await owner.resetPassword(owner.ticket(victim), ownersPassword)
      const end = await owner.submit(await owner.accept(id), victim, ownersPassword)
      expect(end.html).toContain('You’ve joined')
      expect((await userOf(world))?.user_id).toBe(old?.user_id)
      expect(await tryEverything(world, attacker)).toEqual(nothing)
    },
  )

  it('that has passed there in its session, and whose mark was lost, is kept', async () => {
    const email = 'grace@example.com'
    const { browser } = await preRegister(world, { email }, email)
    await world.tenant.control.setSwitches({ metadataWriteFails: true })
    expect(await tokenFrom(world, await logInSilently(world, browser, { client_id: 'funnel' }))).toBe(true)
    await world.tenant.control.setSwitches({ metadataWriteFails: false })
    expect(await userOf(world, email)).toMatchObject({ app_metadata: {}, logins_count: 1 })
    await createInvitee(world).accept(await invite(world, { invitee_email: email }))
    await world.service.worker.drain()
    expect(await userOf(world, email)).toBeDefined()
  })
})
