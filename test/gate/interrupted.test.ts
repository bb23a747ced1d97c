import { beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import { asking, bindPostLogin, denying, goOn, ours, redirecting } from './world/other-actions.ts'
import {
  accept,
  claimsOf,
  invite,
  logIn,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  signUp,
} from './world/person.ts'

const world = useGateWorld()
const ada = 'ada@example.com'
const guest = { name: 'Guest', email: 'guest@gmail.com', email_verified: 'on' }
/** An address that nobody vouches for, and an account that no stamp is left in. */
const unproven = { name: 'Ada', email: 'ada@facebook.example' }
const rolesClaim = 'https://guestlist.example/roles'

beforeEach(() => world.reset())

async function wordFor(page: Page) {
  const outcome = await outcomeOf(world, page)
  if (outcome.outcome === 'refused') return outcome.code
  if (outcome.outcome === 'unknown') return outcome.page
  return (await claimsOf(world, outcome.code))[rolesClaim]
}

const find = async (email: string) => (await world.tenant.control.users()).find(user => user.email === email)
const statusOf = async (id: string) => {
  const row = await world.ledger.findInvitation(id)
  return [row?.status, row?.uses]
}

const addMember = () =>
  world.tenant.control.addUser({
    connection: 'Users',
    email: ada,
    password,
    email_verified: true,
    app_metadata: { guestlist: { admitted: true } },
  })

describe.each([
  ['a redirect', redirecting],
  ['a second factor', asking],
])('%s', (_, interrupting) => {
  const actions: [string, string[]][] = [
    ['before ours', [interrupting, ours]],
    ['after ours', [ours, interrupting]],
    ['between two runs of ours', [ours, interrupting, ours]],
  ]

  it.each(actions)('%s: a sign-up redeems its invitation, once', async (_, codes) => {
    await bindPostLogin(world, codes)
    const { invitation, token } = await accept(world, await invite(world, { invitee_email: ada }))
    const browser = openBrowser(world)
    // The state is the application's own: nothing else leads back to the handoff.
    const page = await signUp(world, browser, ada, { 'ext-invite': token })
    expect(page.url.searchParams.has('code')).toBe(false)
    expect(await wordFor(await goOn(world, browser, page))).toEqual(['Editor'])
    expect(await statusOf(invitation)).toEqual(['accepted', 1])
    expect((await find(ada))?.app_metadata).toEqual({ guestlist: { admitted: true, invitation } })
  })

  it.each(actions)('%s: so does a provider’s account in a login that Accept began', async (_, codes) => {
    await bindPostLogin(world, codes)
    const id = await invite(world, { invitee_email: guest.email, connection: 'google-oauth2' })
    const { token, state } = await accept(world, id)
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, 'google-oauth2', guest, { 'ext-invite': token, state })
    expect(await wordFor(await goOn(world, browser, page))).toEqual(['Editor'])
    expect(await statusOf(id)).toEqual(['accepted', 1])
  })

  it('before ours: somebody who is in already gets the grant all the same', async () => {
    await addMember()
    await bindPostLogin(world, [interrupting, ours])
    const id = await invite(world, { invitee_email: ada })
    const { browser, accept: press, submit } = createInvitee(world)
    const end = await goOn(world, browser, await submit(await press(id), ada))
    expect(end.html).toContain('You’ve joined')
    expect(await statusOf(id)).toEqual(['accepted', 1])
  })

  it('between two runs of ours: the roles are still in the tokens of somebody who is in already', async () => {
    await addMember()
    await bindPostLogin(world, [ours, interrupting, ours])
    const { token } = await accept(world, await invite(world, { invitee_email: ada }))
    const browser = openBrowser(world)
    const page = await logIn(world, browser, ada, { 'ext-invite': token })
    expect(await wordFor(await goOn(world, browser, page))).toEqual(['Editor'])
  })

  it('before ours: what the application alone has brought is lost, which uses nothing up', async () => {
    await bindPostLogin(world, [interrupting, ours])
    const { invitation, token } = await accept(world, await invite(world, { invitee_email: unproven.email }))
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, 'facebook', unproven, { 'ext-invite': token })
    expect(await wordFor(await goOn(world, browser, page))).toBe('invitation_required')
    expect(await statusOf(invitation)).toEqual(['pending', 0])
  })

  it('before ours: another Action may keep what the application has brought', async () => {
    const keeping = `exports.onExecutePostLogin = async (event, api) =>
      api.transaction.setMetadata('guestlist_handoff', event.request.query['ext-invite'])`
    await bindPostLogin(world, [keeping, interrupting, ours])
    const { invitation, token } = await accept(world, await invite(world, { invitee_email: unproven.email }))
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, 'facebook', unproven, { 'ext-invite': token })
    expect(await wordFor(await goOn(world, browser, page))).toEqual(['Editor'])
    expect(await statusOf(invitation)).toEqual(['accepted', 1])
  })

  it('S31 is not skipped by an invitation: there is no token before it', async () => {
    await bindPostLogin(world, [ours, interrupting])
    const { token } = await accept(world, await invite(world, { invitee_email: ada }))
    const browser = openBrowser(world)
    const page = await signUp(world, browser, ada, { 'ext-invite': token })
    expect(page.url.pathname).toBe(interrupting === asking ? '/u/mfa-stand-in' : '/')
    expect((await browser.open(`${world.tenant.url}/continue?state=forged`)).status).toBe(400)
    expect((await find(ada))?.app_metadata).not.toHaveProperty('guestlist.admitted')
  })

  it('S56 that is left behind loses nothing: the next plain login is admitted by the ledger', async () => {
    await bindPostLogin(world, [ours, interrupting])
    const { invitation, token } = await accept(world, await invite(world, { invitee_email: unproven.email }))
    const account = { ...unproven, id: 'one-account' }
    await logInWith(world, openBrowser(world), 'facebook', account, { 'ext-invite': token })
    expect((await find(unproven.email))?.app_metadata).toEqual({})
    const browser = openBrowser(world)
    const end = await goOn(world, browser, await logInWith(world, browser, 'facebook', account))
    expect(await wordFor(end)).toEqual(['Editor'])
    expect(await statusOf(invitation)).toEqual(['accepted', 1])
  })
})

describe('an Action behind ours that denies', () => {
  it.each([false, true])(
    'S56 takes nothing of what was redeemed (metadata of earlier Actions lost: %s)',
    async denyDropsEarlierMetadata => {
      await world.tenant.control.setSwitches({ denyDropsEarlierMetadata })
      await bindPostLogin(world, [ours, denying])
      const id = await invite(world, { invitee_email: ada })
      const { accept: press, submit, browser } = createInvitee(world)
      const page = await submit(await press(id), ada)
      expect(page.url.searchParams.get('error')).toBe('access_denied')
      // Nobody else's sentence is ours to repeat.
      expect(page.html).not.toContain('not today')
      expect(await statusOf(id)).toEqual(['accepted', 1])
      await bindPostLogin(world, [ours])
      world.ahead.ms += 5_000
      await world.service.worker.drain()
      expect(await wordFor(await logIn(world, openBrowser(world), ada))).toEqual(['Editor'])
      expect((await browser.open(`${world.serviceUrl}/i`)).html).toContain('accepted')
    },
  )
})

describe('the way back from our page', () => {
  const mallory = { name: 'Mallory', email: 'mallory@gmail.com', email_verified: 'on' }
  const continueUrl = (search: string) => `${world.tenant.url}/continue${search}`

  async function refuse() {
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, 'google-oauth2', mallory)
    expect(page.url.pathname).toBe('/refused')
    return { browser, state: page.url.searchParams.get('state') ?? '' }
  }

  it('ends in a refusal, whatever is brought along, and can be gone once', async () => {
    const { browser, state } = await refuse()
    const { token } = await accept(world, await invite(world, { invitee_email: ada }))
    const forged = new URLSearchParams({
      state,
      'ext-invite': token,
      guestlist_refusal: 'none',
      admitted: 'true',
    })
    const end = await browser.open(continueUrl(`?${forged}`))
    expect(end.url.searchParams.get('error')).toBe('access_denied')
    expect(await wordFor(end)).toBe('invitation_required')
    expect((await browser.open(continueUrl(`?state=${state}`))).status).toBe(400)
  })

  it('is not there with a state that nobody gave out, nor in another browser', async () => {
    const { state } = await refuse()
    expect((await openBrowser(world).open(continueUrl('?state=forged'))).status).toBe(400)
    expect((await openBrowser(world).open(continueUrl(`?state=${state}`))).status).toBe(400)
  })

  it('does not lead past an Action behind ours, nor back into one before it', async () => {
    await bindPostLogin(world, [redirecting, ours, redirecting])
    const browser = openBrowser(world)
    const survey = await logInWith(world, browser, 'google-oauth2', mallory)
    const { token } = await accept(world, await invite(world, { invitee_email: ada }))
    // Somebody else's handoff, on the way back to another Action.
    const refused = await browser.open(continueUrl(`${survey.url.search}&ext-invite=${token}`))
    expect(await wordFor(refused)).toBe('address_mismatch')
    const end = await browser.open(continueUrl(`?state=${refused.url.searchParams.get('state')}`))
    expect(end.url.searchParams.get('error')).toBe('access_denied')
    expect(end.url.host).toBe('app.test')
  })
})
