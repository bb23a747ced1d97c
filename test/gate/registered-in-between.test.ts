import { beforeEach, describe, expect, it } from 'vitest'
import { ADMISSION_PATH } from '../../contract/calls.ts'
import type { Switches } from '../../local-tenant/state/switches.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  allowPasskeys,
  attackersPassword,
  everything,
  type LeftBehind,
  nothing,
  ownersPassword,
  refreshTokenOf,
  tokenFrom,
  tryEverything,
  userOf,
} from './world/left-behind.ts'
import {
  authorizeUrl,
  claimsOf,
  invite,
  logIn,
  logInSilently,
  openBrowser,
  outcomeOf,
} from './world/person.ts'

const rolesClaim = 'https://guestlist.example/roles'
let number = 0
/** An address of its own per test: the ledger remembers the others. */
const newAddress = () => `ada${++number}@example.com`
const joined = 'You’ve joined'

/** Somebody else signs up with the invited address, in a browser of their own. */
async function register(
  world: GateWorld,
  email: string,
  params: Record<string, string>,
): Promise<LeftBehind> {
  const browser = openBrowser(world)
  const query = { screen_hint: 'signup', prompt: 'login', scope: 'openid offline_access', ...params }
  const form = await browser.open(authorizeUrl(world, query))
  const page = await browser.submit(form, { email, password: attackersPassword })
  return { browser, refreshToken: await refreshTokenOf(world, page, params.client_id) }
}

/** How the invitee, whose address is taken, gets on. */
const waysOn: [string, (world: GateWorld, email: string, id: string) => Promise<string>][] = [
  [
    'asks the tenant for a new password and goes on in the same log-in',
    async (world, email, id) => {
      const owner = createInvitee(world)
      const form = await owner.accept(id)
      await takeAddress(world, email)
      expect((await owner.submit(form, email, ownersPassword)).html).toContain('The user already exists')
      const logInForm = await owner.forgetPassword(form, email, ownersPassword)
      return (await owner.submit(logInForm, email, ownersPassword)).html
    },
  ],
  [
    'opens the invitation again and gets a message with a way to a new password',
    async (world, email, id) => {
      const owner = createInvitee(world)
      await owner.accept(id)
      await takeAddress(world, email)
      expect((await owner.accept(id)).html).toContain('never confirmed')
      await world.service.worker.drain()
      await owner.resetPassword(owner.ticket(email), ownersPassword)
      return (await owner.submit(await owner.accept(id), email, ownersPassword)).html
    },
  ],
  [
    'confirms what the tenant sends, and only then asks for a new password',
    async (world, email, id) => {
      const owner = createInvitee(world)
      const form = await owner.accept(id)
      await takeAddress(world, email)
      const user = await userOf(world, email)
      await world.manage('PATCH', `/users/${encodeURIComponent(user?.user_id ?? '')}`, {
        email_verified: true,
      })
      const again = await owner.accept(id)
      const logInForm = await owner.forgetPassword(
        again.url.pathname === '/i' ? form : again,
        email,
        ownersPassword,
      )
      return (await owner.submit(logInForm, email, ownersPassword)).html
    },
  ],
]

/** What `takeAddress` did, for the test to look at afterwards. */
let left: LeftBehind
let registerWith: Record<string, string>
async function takeAddress(world: GateWorld, email: string): Promise<void> {
  left = await register(world, email, registerWith)
}

describe.each([
  ['in an open tenant', { mode: 'open' }, {}, everything],
  ['in an open tenant, at a second application', { mode: 'open' }, { client_id: 'funnel' }, everything],
  // What the gate lets through there has a refresh token, and gets no further.
  ['through an excepted application', {}, { client_id: 'funnel' }, { ...nothing, refresh: true }],
  ['where the gate only observes', { mode: 'observe' }, {}, everything],
] as const)(
  'S63 an account that somebody registers between Accept and the sign-up, %s',
  (_, gate, params, had) => {
    const world = useGateWorld(gate)
    beforeEach(async () => {
      await world.reset()
      registerWith = params
    })

    it.each(waysOn)('opens nothing any more once the invitee, who %s, has joined', async (_, goOn) => {
      const email = newAddress()
      const id = await invite(world, { invitee_email: email })
      expect(await goOn(world, email, id)).toContain(joined)
      await world.service.worker.drain()
      expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
      expect(await world.ledger.findRedemptionsOfInvitation(id)).toMatchObject([{ account: 'existing' }])
      expect(await tryEverything(world, left, email, registerWith.client_id)).toEqual(nothing)
      const owner = await outcomeOf(world, await logIn(world, openBrowser(world), email, {}, ownersPassword))
      expect(owner.outcome === 'in' && (await claimsOf(world, owner.code))[rolesClaim]).toEqual(['Editor'])
    })

    it('had opened what it could until then', async () => {
      const email = newAddress()
      await takeAddress(world, email)
      expect(await tryEverything(world, left, email, registerWith.client_id)).toEqual({
        ...had,
        passkey: false,
      })
    })

    it('gets nothing by itself, with what its owner has accepted or without', async () => {
      const email = newAddress()
      const id = await invite(world, { invitee_email: email })
      await createInvitee(world).accept(id)
      await takeAddress(world, email)
      await logInSilently(world, left.browser)
      await logIn(world, left.browser, email, {}, attackersPassword)
      await world.service.worker.drain()
      expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
    })
  },
)

describe('S63 an account with a passkey that somebody registers between Accept and the sign-up', () => {
  const world = useGateWorld({ mode: 'open' })
  beforeEach(() => world.reset())

  it('loses it before its owner gets anything', async () => {
    const email = newAddress()
    await allowPasskeys(world)
    const id = await invite(world, { invitee_email: email })
    const owner = createInvitee(world)
    const form = await owner.accept(id)
    await world.tenant.control.setSwitches({ identifierFirst: true })
    const attacker = openBrowser(world)
    const query = { screen_hint: 'signup', prompt: 'login' }
    const enrol = await attacker.submit(await attacker.open(authorizeUrl(world, query)), { email })
    expect(await tokenFrom(world, await attacker.submit(enrol, { choice: 'passkey' }))).toBe(true)
    await world.tenant.control.setSwitches({ identifierFirst: false })
    const logInForm = await owner.forgetPassword(form, email, ownersPassword)
    expect((await owner.submit(logInForm, email, ownersPassword)).html).toContain(joined)
    const left = { browser: attacker, refreshToken: '' }
    expect(await tryEverything(world, left, email)).toEqual(nothing)
  })
})

describe('S63 the sign-up of an invitee whom the gate lets pass anyway', () => {
  const world = useGateWorld({ mode: 'open' })
  beforeEach(() => world.reset())

  it.each<[string, Partial<Switches>]>([
    ['by the form', {}],
    ['by the state alone', { customDomain: false }],
    ['by the form alone', { stateInPreRegistration: false }],
  ])('makes an account of their own, which nothing has to be done to: %s', async (_, switches) => {
    await world.tenant.control.setSwitches(switches)
    const email = newAddress()
    const id = await invite(world, { invitee_email: email })
    const invitee = createInvitee(world)
    expect((await invitee.submit(await invitee.accept(id), email)).html).toContain(joined)
    expect(await world.ledger.findRedemptionsOfInvitation(id)).toMatchObject([{ account: 'new' }])
    expect((await userOf(world, email))?.app_metadata).toEqual({
      guestlist: { admitted: true, invitation: id },
    })
    expect(await tokenFrom(world, await logInSilently(world, invitee.browser))).toBe(true)
  })

  it('is stamped as well where an application is excepted', async () => {
    const email = newAddress()
    const id = await invite(world, { invitee_email: email, client_id: 'funnel' })
    const invitee = createInvitee(world)
    expect((await invitee.submit(await invitee.accept(id), email)).html).toContain(joined)
    expect(await world.ledger.findRedemptionsOfInvitation(id)).toMatchObject([{ account: 'new' }])
  })

  it.each<[string, () => Response]>([
    ['refuses', () => Response.json({ outcome: 'refused', code: 'invitation_required' })],
    ['fails', () => new Response('', { status: 500 })],
  ])(
    'goes on without a stamp where the service %s, and the invitee ends in all the same',
    async (_, answer) => {
      const email = newAddress()
      const id = await invite(world, { invitee_email: email })
      const invitee = createInvitee(world)
      const form = await invitee.accept(id)
      world.answers.set(ADMISSION_PATH, answer)
      const end = await invitee.submit(form, email)
      world.answers.clear()
      expect(end.html).toContain('never confirmed')
      expect(await userOf(world, email)).toBeDefined()
      await world.service.worker.drain()
      await invitee.resetPassword(invitee.ticket(email), ownersPassword)
      const again = await invitee.submit(await invitee.accept(id), email, ownersPassword)
      expect(again.html).toContain(joined)
    },
  )

  it('of anybody else asks nobody', async () => {
    let asked = 0
    world.answers.set(ADMISSION_PATH, () => {
      asked++
      return new Response('', { status: 500 })
    })
    for (const state of ['state-of-the-application', 'guestlist', 'guestlist.short']) {
      const { browser } = await register(world, newAddress(), { state })
      expect(await tokenFrom(world, await logInSilently(world, browser))).toBe(true)
    }
    expect(asked).toBe(0)
  })
})
