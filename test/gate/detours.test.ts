import { beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  accept,
  authorizeUrl,
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
const eve = 'eve@example.com'
const joined = 'You’ve joined'
const admitted = { app_metadata: { guestlist: { admitted: true } } }

beforeEach(() => world.reset())

const invited = (changes = {}) => invite(world, { invitee_email: ada, ...changes })
const addMember = (email: string, more = {}) =>
  world.tenant.control.addUser({ connection: 'Users', email, password, ...admitted, ...more })
const countOf = async (email: string) =>
  (await world.tenant.control.users()).filter(user => user.email === email).length
const stateOf = async (id: string) => {
  const row = await world.ledger.findInvitation(id)
  return [row?.status, row?.uses]
}
const pending = ['pending', 0]
const accepted = ['accepted', 1]

describe('already signed in as somebody else', () => {
  /** A browser in which Eve, who is a guest already, is signed in. */
  async function eveSignedIn() {
    await addMember(eve, { email_verified: true })
    const invitee = createInvitee(world)
    await logIn(world, invitee.browser, eve)
    return invitee
  }

  it('S23 the session is not what accepts: Accept asks who it is', async () => {
    const { browser, accept: press, submit } = await eveSignedIn()
    const id = await invited()
    const form = await press(id)
    expect(form.url.pathname).toBe('/u/signup')
    expect(await stateOf(id)).toEqual(pending)
    expect((await submit(form, ada)).html).toContain(joined)
    expect(await stateOf(id)).toEqual(accepted)
    // The browser is Ada's now.
    const outcome = await outcomeOf(world, await browser.open(authorizeUrl(world)))
    expect(outcome.outcome === 'in' && (await claimsOf(world, outcome.code)).email).toBe(ada)
  })

  it('S23 S18 logging in as oneself joins nobody, says which account is which, and leads to the other', async () => {
    const { browser, accept: press, submit } = await eveSignedIn()
    const id = await invited()
    const form = await press(id)
    const logInForm = await browser.open(`${world.tenant.url}/u/login${form.url.search}`)
    const told = await submit(logInForm, eve)
    for (const text of [eve, ada, 'Continue without the invitation']) expect(told.html).toContain(text)
    expect(await stateOf(id)).toEqual(pending)
    expect(await world.ledger.findRedemptionsOfInvitation(id)).toEqual([])
    const logout = /href="([^"]*\/v2\/logout[^"]*)"/.exec(told.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const invitation = await browser.open(logout)
    expect(invitation.url.href).toBe(`${world.serviceUrl}/i`)
    const again = await browser.submit(invitation, {})
    expect((await submit(again, ada)).html).toContain(joined)
    expect(await stateOf(id)).toEqual(accepted)
  })

  it('S23 S45 a crafted log-in with the handoff, in that session, joins nobody', async () => {
    const { browser } = await eveSignedIn()
    const id = await invited()
    const { token } = await accept(world, id)
    for (const params of [{ 'ext-invite': token }, { 'ext-invite': token, prompt: 'none' }]) {
      const outcome = await outcomeOf(world, await browser.open(authorizeUrl(world, params)))
      const roles = outcome.outcome === 'in' && (await claimsOf(world, outcome.code))
      expect(roles).toMatchObject({ email: eve, 'https://guestlist.example/roles': [] })
    }
    expect(await stateOf(id)).toEqual(pending)
  })
})

describe('on the tenant’s forms', () => {
  it('sign-up switched to log-in and back keeps the invitation', async () => {
    const { browser, accept: press, submit } = createInvitee(world)
    const id = await invited()
    const form = await press(id)
    await browser.open(`${world.tenant.url}/u/login${form.url.search}`)
    const back = await browser.open(`${world.tenant.url}/u/signup${form.url.search}`)
    expect((await submit(back, ada)).html).toContain(joined)
    expect(await stateOf(id)).toEqual(accepted)
  })

  it('log-in switched to sign-up and back redeems for the account that was there', async () => {
    const { browser, accept: press, submit } = createInvitee(world)
    const id = await invited()
    await addMember(ada, { email_verified: true })
    const form = await press(id)
    expect(form.url.pathname).toBe('/u/login')
    await browser.open(`${world.tenant.url}/u/signup${form.url.search}`)
    const logInForm = await browser.open(`${world.tenant.url}/u/login${form.url.search}`)
    expect((await submit(logInForm, ada)).html).toContain(joined)
    expect(await countOf(ada)).toBe(1)
    expect(await stateOf(id)).toEqual(accepted)
  })

  it('S18 another address first, and then the right one on the same form: nothing is lost on the way', async () => {
    const { accept: press, submit } = createInvitee(world)
    const id = await invited()
    const form = await press(id)
    const mistake = await submit(form, 'adda@example.com')
    expect(mistake.html).toContain(sentenceFor('address_mismatch'))
    expect(await countOf('adda@example.com')).toBe(0)
    expect((await submit(mistake, ada)).html).toContain(joined)
    expect(await stateOf(id)).toEqual(accepted)
  })

  it('the language can change half-way: each refusal is in the one that is spoken then', async () => {
    const browser = openBrowser(world)
    const french = await signUp(world, browser, eve, { ui_locales: 'fr' })
    expect(french.html).toContain(sentenceFor('invitation_required', 'fr').replaceAll("'", '&#39;'))
    const account = { name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }
    const page = await logInWith(world, browser, 'google-oauth2', account, { ui_locales: 'ja' })
    expect(page.url.searchParams.get('locale')).toBe('ja')
    // Asked for in German at the next application, in the same session.
    const german = await browser.open(authorizeUrl(world, { client_id: 'api', ui_locales: 'de' }))
    expect(german.url.searchParams.get('locale')).toBe('de')
    const state = german.url.searchParams.get('state')
    const end = await browser.open(`${world.tenant.url}/continue?state=${state}`, { 'accept-language': 'pt' })
    expect(end.url.searchParams.get('error_description')).toBe(sentenceFor('invitation_required', 'de'))
  })

  it('an invitation in one language is accepted on a form in it', async () => {
    const { browser, accept: press, submit } = createInvitee(world)
    const id = await invited({ locale: 'es' })
    const form = await press(id)
    expect(form.html).toContain('<html lang="es">')
    const changed = new URL(form.url)
    changed.searchParams.set('ui_locales', 'de')
    expect((await submit(await browser.open(changed.href), ada)).url.pathname).toBe('/joined')
    expect(await stateOf(id)).toEqual(accepted)
  })
})

describe('reloading and going back', () => {
  it('changes nothing at any step, and nobody joins twice', async () => {
    const { browser, accept: press, submit } = createInvitee(world)
    const id = await invited()
    const first = await press(id)
    // Back to the invitation, reloaded, and accepted again: the first form is still open in another tab.
    for (const _ of [1, 2]) expect((await browser.open(`${world.serviceUrl}/i`)).html).toContain('Accept')
    const second = await press(id)
    await browser.open(second.url.href)
    expect(await stateOf(id)).toEqual(pending)
    const end = await submit(second, ada)
    expect(end.html).toContain(joined)
    expect((await browser.open(end.url.href)).html).toContain(joined)
    // Back to the form that was sent, and to the one of the first try, where the address is taken by now.
    expect((await submit(second, ada)).status).toBe(400)
    expect((await submit(first, ada)).html).toContain('The user already exists')
    // Back to the callback, whose state has been used.
    const callback = await browser.open(`${world.serviceUrl}/callback?code=used&state=used`)
    expect(callback.status).toBe(400)
    expect([await countOf(ada), await stateOf(id)]).toEqual([1, accepted])
    // And to the invitation, which this browser holds no more.
    expect((await browser.open(`${world.serviceUrl}/i`)).html).not.toContain('/i/accept')
  })

  it('leaves a refusal one, and its page as it was', async () => {
    const browser = openBrowser(world)
    const account = { name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }
    const page = await logInWith(world, browser, 'google-oauth2', account)
    const pages = await Promise.all([1, 2].map(async () => (await fetch(page.url)).text()))
    expect(pages[0]).toContain(sentenceFor('invitation_required').replaceAll("'", '&#39;'))
    expect(pages[1]).toBe(pages[0])
    expect(await countOf(account.email)).toBe(1)
  })
})

describe('several browsers', () => {
  it('finish what another one began: the link is opened in one, and again in the one that is used', async () => {
    const phone = createInvitee(world)
    const id = await invited()
    await phone.accept(id)
    const laptop = createInvitee(world)
    expect((await laptop.submit(await laptop.accept(id), ada)).html).toContain(joined)
    expect([await countOf(ada), await stateOf(id)]).toEqual([1, accepted])
  })

  it('S58 do not take over from each other: a form that was carried elsewhere joins, and the end is not shown there', async () => {
    const phone = createInvitee(world)
    const id = await invited()
    const form = await phone.accept(id)
    const laptop = createInvitee(world)
    // Auth0 ties a form to its browser; what can be carried is the address that Accept led to.
    expect((await laptop.browser.open(form.url.href)).status).toBe(400)
    const { token, state } = await accept(world, id, 'guestlist')
    const guestlist = { client_id: 'guestlist', redirect_uri: `${world.serviceUrl}/callback` }
    const end = await signUp(world, laptop.browser, ada, { ...guestlist, state, 'ext-invite': token })
    expect([end.url.pathname, end.status]).toEqual(['/callback', 400])
    expect([await countOf(ada), await stateOf(id)]).toEqual([1, accepted])
    // Whose it is gets in.
    expect(await outcomeOf(world, await logIn(world, openBrowser(world), ada))).toMatchObject({
      outcome: 'in',
    })
  })

  it('S9 open the link at once and sign up at once: one account, one redemption', async () => {
    const id = await invited()
    const people = [createInvitee(world), createInvitee(world), createInvitee(world)]
    const forms = await Promise.all(people.map(person => person.accept(id)))
    const ends = await Promise.all(forms.map((form, i) => people[i]?.submit(form, ada)))
    expect(ends.filter(end => end?.html.includes(joined))).toHaveLength(1)
    // The tenant says so, or we do: whoever asks first after the winner.
    const told = ['The user already exists', sentenceFor('invitation_used')]
    const others = ends.filter(end => told.some(text => end?.html.includes(text)))
    expect(others.map(end => end?.url.pathname)).toEqual(['/u/signup', '/u/signup'])
    expect([await countOf(ada), await stateOf(id)]).toEqual([1, accepted])
  })

  it('S9 log in to one account at once: each is told that it has joined, and it has once', async () => {
    const user = await addMember(ada, { email_verified: true })
    const id = await invited()
    const people = [createInvitee(world), createInvitee(world)]
    const forms = await Promise.all(people.map(person => person.accept(id)))
    const ends = await Promise.all(forms.map((form, i) => people[i]?.submit(form, ada)))
    expect(await stateOf(id)).toEqual(accepted)
    for (const end of ends) expect(end?.html).toContain(joined)
    await world.service.worker.drain()
    expect((await world.tenant.control.snapshot()).user_roles[user.user_id]).toEqual(['rol_editor'])
  })
})
