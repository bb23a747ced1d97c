import { beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import {
  accept,
  authorizeUrl,
  exchange,
  invite,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  refresh,
} from './world/person.ts'

const MINUTE_MS = 60_000
const google = 'google-oauth2'
const eve = { id: 'eve', name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }
/** A gate that nobody passes without the service. */
const closed = {
  exceptions: { applications: [], connections: [], client_metadata: 'no_application_has_this' },
}

const find = async (world: GateWorld, email = eve.email) =>
  (await world.tenant.control.users()).find(user => user.email === email)

/** Lets the removal of strays do its work. */
async function passMinutes(world: GateWorld, minutes: number) {
  world.ahead.ms += minutes * MINUTE_MS
  await world.service.worker.drain()
  world.ahead.ms = 0
}

/** Listed for an administrator with the reason why it stays. */
async function listed(world: GateWorld) {
  const rows = await world.ledger.listRefusedUsers({
    codes: ['invitation_required', 'address_mismatch'],
    limit: 9,
  })
  return rows.map(({ user_id }) => user_id)
}

const codeOf = async (world: GateWorld, page: Page) => {
  const outcome = await outcomeOf(world, page)
  return outcome.outcome === 'refused' ? outcome.code : outcome.outcome
}

describe('a refused social login, where nobody is excepted', () => {
  const world = useGateWorld(closed)
  beforeEach(() => world.reset())

  it('leaves no profile', async () => {
    const page = await logInWith(world, openBrowser(world), google, eve)
    expect(await codeOf(world, page)).toBe('invitation_required')
    expect(await find(world)).toBeDefined()
    await passMinutes(world, 2)
    expect(await find(world)).toBeUndefined()
  })

  it.each([false, true])(
    'S69 leaves none whose mark was lost, either, also after a silent try (lost: %s)',
    async metadataWriteFails => {
      await world.tenant.control.setSwitches({ metadataWriteFails })
      const browser = openBrowser(world)
      await logInWith(world, browser, google, { ...eve, id: `eve-${metadataWriteFails}` })
      await logInSilently(world, browser)
      await passMinutes(world, 2)
      expect(await find(world)).toBeUndefined()
    },
  )

  it('leaves no profile when it came with another address than the invited one', async () => {
    const { token, invitation } = await accept(world, await invite(world, { invitee_email: 'ada@gmail.com' }))
    const other = { ...eve, id: 'other', email: 'other@gmail.com' }
    const page = await logInWith(world, openBrowser(world), google, other, { 'ext-invite': token })
    expect(await codeOf(world, page)).toBe('address_mismatch')
    expect(await listed(world)).toContain('google-oauth2|other')
    await passMinutes(world, 2)
    expect(await find(world, other.email)).toBeUndefined()
    expect(await world.ledger.findInvitation(invitation)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('can be tried again with the right account at once, and with the same one when it is invited', async () => {
    const { token } = await accept(world, await invite(world, { invitee_email: 'grace@gmail.com' }))
    const wrong = { ...eve, id: 'wrong', email: 'wrong@gmail.com' }
    await logInWith(world, openBrowser(world), google, wrong, { 'ext-invite': token })
    const grace = { ...eve, id: 'grace', email: 'grace@gmail.com' }
    const right = await logInWith(world, openBrowser(world), google, grace, { 'ext-invite': token })
    expect(await codeOf(world, right)).toBe('in')
    await passMinutes(world, 2)
    expect(await find(world, wrong.email)).toBeUndefined()
    expect(await find(world, grace.email)).toBeDefined()
    const later = await accept(world, await invite(world, { invitee_email: wrong.email }))
    const page = await logInWith(world, openBrowser(world), google, wrong, { 'ext-invite': later.token })
    expect(await codeOf(world, page)).toBe('in')
    await passMinutes(world, 2)
    expect(await find(world, wrong.email)).toBeDefined()
  })

  it('keeps the profile that was refused with another address and is invited since', async () => {
    const { token } = await accept(world, await invite(world, { invitee_email: 'ada@gmail.com' }))
    const late = { ...eve, id: 'late', email: 'late@gmail.com' }
    await logInWith(world, openBrowser(world), google, late, { 'ext-invite': token })
    await invite(world, { invitee_email: late.email })
    await passMinutes(world, 2)
    expect(await find(world, late.email)).toBeDefined()
  })
})

describe('a refused social login, where an application is excepted', () => {
  const world = useGateWorld()
  beforeEach(() => world.reset())

  it('S50 whose session then passes there, within the minute, keeps its profile', async () => {
    const browser = openBrowser(world)
    await logInWith(world, browser, google, eve)
    const page = await logInSilently(world, browser, { client_id: 'funnel' })
    expect(await outcomeOf(world, page)).toMatchObject({ outcome: 'in' })
    expect(await find(world)).toMatchObject({
      logins_count: 1,
      app_metadata: { guestlist_passed_at: expect.any(String) },
    })
    await passMinutes(world, 2)
    expect(await find(world)).toBeDefined()
    // Still nobody's guest elsewhere.
    const again = await logInSilently(world, browser)
    expect(await outcomeOf(world, again)).toMatchObject({ code: 'invitation_required' })
  })

  it.each([
    ['a session', async () => undefined],
    [
      'a refresh token, and no session any more',
      async (browser: ReturnType<typeof openBrowser>) => {
        await browser.open(`${world.tenant.url}/v2/logout?client_id=portal`)
      },
    ],
  ])('S69 keeps it also when the mark of that was lost, as long as it has %s', async (holding, end) => {
    const browser = openBrowser(world)
    const account = { ...eve, id: `eve ${holding}`.replaceAll(' ', '-'), email: 'lost@gmail.com' }
    await logInWith(world, browser, google, account)
    await world.tenant.control.setSwitches({ metadataWriteFails: true })
    const scope = 'openid offline_access'
    const page = await browser.open(authorizeUrl(world, { client_id: 'funnel', scope }))
    const outcome = await outcomeOf(world, page)
    const code = outcome.outcome === 'in' ? outcome.code : ''
    const { refresh_token = '' } = await exchange(world, code, 'funnel')
    await end(browser)
    expect(await find(world, account.email)).toMatchObject({ app_metadata: {}, logins_count: 1 })
    await passMinutes(world, 2)
    expect(await find(world, account.email)).toBeDefined()
    expect(await listed(world)).toContain(`google-oauth2|${account.id}`)
    expect(await refresh(world, refresh_token, 'funnel')).toMatchObject({ status: 200 })
  })

  it.each([
    ['tells that it has neither session nor refresh token', true, false],
    ['does not tell', false, true],
  ])(
    'S69 is removed where the tenant %s, and is kept where not (kept: %s)',
    async (_, sessionEndpoints, isKept) => {
      await world.tenant.control.setSwitches({ sessionEndpoints })
      const browser = openBrowser(world)
      const account = { ...eve, id: `eve-${isKept}`, email: 'gone@gmail.com' }
      await logInWith(world, browser, google, account)
      await browser.open(`${world.tenant.url}/v2/logout?client_id=portal`)
      await passMinutes(world, 2)
      expect((await find(world, account.email)) !== undefined).toBe(isKept)
      expect(await listed(world)).toContain(`google-oauth2|${account.id}`)
    },
  )

  it('S50 is marked once, and not at all where it passed for another reason', async () => {
    const browser = openBrowser(world)
    await logInWith(world, browser, google, eve, { client_id: 'funnel' })
    const first = await find(world)
    expect(first?.app_metadata).toMatchObject({ guestlist_passed_at: expect.any(String) })
    await logInSilently(world, browser, { client_id: 'funnel' })
    expect((await find(world))?.app_metadata).toEqual(first?.app_metadata)
    const admitted = { guestlist: { admitted: true } }
    await world.tenant.control.addUser({
      connection: google,
      email: 'ada@gmail.com',
      provider_user_id: '7',
      app_metadata: admitted,
    })
    const ada = { id: '7', name: 'Ada', email: 'ada@gmail.com' }
    await logInWith(world, openBrowser(world), google, ada, { client_id: 'funnel' })
    expect((await find(world, ada.email))?.app_metadata).toEqual(admitted)
  })
})
