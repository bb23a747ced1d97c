import { beforeEach, describe, expect, it } from 'vitest'
import type { Browser, Page } from '../../local-tenant/login/testing/browser.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  authorizeUrl,
  invite,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
} from './world/person.ts'
import { refusalPage } from './world/refusal-page.ts'

/** Nobody passes without the service. */
const exceptions = { applications: [], connections: [], client_metadata: 'no_application_has_this' }
const world = useGateWorld({ since: new Date(Date.now() - 3_600_000).toISOString(), exceptions })
const ada = 'ada@example.com'
const joined = 'You’ve joined'
const isIn = { outcome: 'in', code: expect.any(String) }

beforeEach(() => world.reset())

/** Follows the button of our page. */
const pressButton = (browser: Browser, page: Page) => {
  const href = refusalPage(page).links.find(link => link.includes('/v2/logout') || link === '/i') ?? ''
  return browser.open(new URL(href.replaceAll('&amp;', '&'), page.url).href)
}

describe('the way on from our page', () => {
  it('open_invitation: the message that has just gone out has a link, which leads in', async () => {
    const link_issued_at = world.now() - 3_600_000
    const email = 'grace@gmail.com'
    const more = { connection: 'google-oauth2', link_issued_at }
    const id = await invite(world, { invitee_email: email, ...more })
    const { browser } = createInvitee(world)
    const grace = { id: 'grace', name: 'Grace', email, email_verified: 'on' }
    const page = await logInWith(world, browser, 'google-oauth2', grace)
    expect(page.url.pathname).toBe('/refused')
    expect(refusalPage(page).links[0]).not.toContain('/continue')
    await world.service.worker.drain()
    const link = /http:\S+\/i\/[\w.-]+/.exec(world.mails[0]?.text ?? '')?.[0] ?? ''
    // The provider remembers who it is.
    const end = await browser.submit(await browser.open(link), {})
    expect(end.html).toContain(joined)
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('account_removed: out of that session, and signed up afresh with the same link', async () => {
    await world.tenant.control.addUser({ connection: 'Users', email: ada, password: 'left-behind-1' })
    const id = await invite(world, { invitee_email: ada })
    const { browser, accept: press, submit } = createInvitee(world)
    const form = await press(id)
    // Whoever knows the old password logs in before the account is gone.
    const logInForm = await browser.open(`${world.tenant.url}/u/login${form.url.search}`)
    const page = await submit(logInForm, ada, 'left-behind-1')
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'account_removed' })
    expect(refusalPage(page).text).toContain('Sign up again')
    await world.service.worker.drain()
    const again = await browser.submit(await pressButton(browser, page), {})
    expect(again.url.pathname).toBe('/u/signup')
    expect((await submit(again, ada)).html).toContain(joined)
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('account_unproven: after the new password that came by mail, back to the invitation and in', async () => {
    await world.tenant.control.addUser({
      connection: 'Users',
      email: ada,
      password: 'left-behind-1',
      created_at: '2020-01-01T00:00:00.000Z',
    })
    const id = await invite(world, { invitee_email: ada })
    const { browser, accept: press, submit, ticket, resetPassword } = createInvitee(world)
    const page = await press(id)
    expect(refusalPage(page).text).toContain('Confirm your address first')
    await world.service.worker.drain()
    await resetPassword(ticket(ada), password)
    const form = await browser.submit(await pressButton(browser, page), {})
    expect(form.url.pathname).toBe('/u/login')
    expect((await submit(form, ada)).html).toContain(joined)
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('account_needs_person: nobody is led into it, and the invitation waits for an administrator', async () => {
    await world.tenant.control.addUser({
      connection: 'Users',
      email: ada,
      password,
      linked: [{ connection: 'google-oauth2', email: 'eve@gmail.com', provider_user_id: '66' }],
    })
    const id = await invite(world, { invitee_email: ada })
    const page = await createInvitee(world).accept(id)
    expect(refusalPage(page).text).toContain('Ask the person who invited you')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('login_outdated: the page ends the old session, and the next log-in is a new one', async () => {
    const user = await world.tenant.control.addUser({
      connection: 'Users',
      email: ada,
      password,
      email_verified: true,
      app_metadata: { guestlist: { admitted: true } },
    })
    const { browser } = createInvitee(world)
    expect(await outcomeOf(world, await logIn(world, browser, ada))).toEqual(isIn)
    await world.manage('PATCH', `/users/${encodeURIComponent(user.user_id)}`, {
      app_metadata: { guestlist: { admitted: true, not_before: new Date().toISOString() } },
    })
    const page = await browser.open(authorizeUrl(world))
    expect(page.url.pathname).toBe('/refused')
    expect(refusalPage(page).text).toContain('Sign in again')
    // Not by going back to the application: that denies, and the session is as old as before.
    const state = page.url.searchParams.get('state')
    const denied = await browser.open(`${world.tenant.url}/continue?state=${state}`)
    expect(await outcomeOf(world, denied)).toEqual({ outcome: 'refused', code: 'login_outdated' })
    expect((await logInSilently(world, browser)).url.searchParams.get('error')).toBe('access_denied')
    expect((await pressButton(browser, page)).url.pathname).toBe('/signed-out')
    const form = await browser.open(authorizeUrl(world))
    expect(form.url.pathname).toBe('/u/login')
    expect(await outcomeOf(world, await browser.submit(form, { email: ada, password }))).toEqual(isIn)
  })

  it('invitation_required: another account, without the one that was refused coming back', async () => {
    const browser = createInvitee(world).browser
    const eve = { name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }
    const page = await logInWith(world, browser, 'google-oauth2', eve)
    expect((await pressButton(browser, page)).url.pathname).toBe('/signed-out')
    expect((await browser.open(authorizeUrl(world))).url.pathname).toBe('/u/login')
    expect((await openBrowser(world).open(authorizeUrl(world))).url.pathname).toBe('/u/login')
  })
})
