import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import type { Visitor } from '../../scripts/browser/visitor.ts'
import { acceptInvitation, arrive, heading, portalView, rolesClaim, textOf } from './invitee.ts'
import { dumpLedger } from './ledger-dump.ts'
import {
  continueWithGoogle,
  formError,
  logIn,
  prefilledEmail,
  signUp,
  testPassword,
} from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()
const ledger = () => dumpLedger(join(inject('directory'), 'guestlist.db'))

async function seedMember(email: string): Promise<string> {
  const { user_id } = await world.stack.management.call<{ user_id: string }>('POST', '/users', {
    connection: 'Username-Password-Authentication',
    email,
    password: testPassword,
    email_verified: true,
    app_metadata: { guestlist: { admitted: true } },
  })
  return user_id
}

/** Lets the log-in come back to no page at all; `stop` ends that. Playwright's routes do not see redirects. */
async function interceptCallback({ context, page }: Visitor) {
  const session = await context.newCDPSession(page)
  const caught = new Promise<string>(resolve => {
    session.on('Fetch.requestPaused', ({ request, requestId }) => {
      resolve(request.url)
      void session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    })
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/callback?*' }] })
  return { caught, stop: () => session.detach() }
}

/** Accepts and goes as far as Universal Login; resolves with the address that carries the handoff. */
async function acceptAndWatch(page: Page, link: string): Promise<URL> {
  const authorize = page.waitForRequest(request => request.url().includes('ext-invite='))
  await acceptInvitation(page, link)
  return new URL((await authorize).url())
}

describe('security cases that need a browser', () => {
  it('S18 wrong account, wrong code, wrong browser never consume nor delete the invitation or the invitee', async () => {
    const memberId = await seedMember('member@acme.example')
    const id = await world.invite('guest@acme.example', { roles: ['Editor'] })
    const { link } = await world.mailTo('guest@acme.example')
    const isUntouched = async () => {
      expect((await world.api.read(id)).body).toMatchObject({ status: 'pending', uses: 0 })
    }
    const { page } = await world.visitor()
    // Wrong account.
    await acceptInvitation(page, link)
    await page.getByRole('link', { name: 'Log in' }).click()
    await logIn(page, { email: 'member@acme.example' })
    await page.waitForURL(/\/callback/)
    expect(await world.rolesOf(memberId)).toEqual([])
    await isUntouched()
    // Wrong browser: the address of one is finished in another.
    const other = await world.visitor()
    await other.page.goto(page.url())
    expect(await heading(other.page)).toBe('We couldn’t continue')
    await isUntouched()
    // Wrong code.
    await other.page.goto(link)
    const address = await acceptAndWatch(other.page, link)
    const callback = new URL(`${world.stack.urls.service}/callback`)
    callback.search = `code=wrong&state=${address.searchParams.get('state')}`
    await other.page.goto(callback.href)
    expect(await heading(other.page)).not.toBe('You’re in')
    await isUntouched()
    // The right person still joins.
    await acceptInvitation(other.page, link)
    await signUp(other.page)
    await arrive(other.page, world.stack.urls.portal)
  })

  it('S19 GET and HEAD never change state, nor does a page by itself, nor a form of somebody else', async () => {
    const { urls } = world.stack
    await world.invite('guest@acme.example', { roles: ['Editor'] })
    const { link } = await world.mailTo('guest@acme.example')
    const { page, context } = await world.visitor()
    await page.goto(link)
    const before = ledger()
    expect(before.invitations).toHaveLength(1)
    const cookies = (await context.cookies(urls.service)).map(({ name, value }) => `${name}=${value}`)
    for (const path of [link, `${urls.service}/i`, `${urls.service}/i/accept`, `${urls.service}/callback`])
      for (const method of ['GET', 'HEAD'])
        await fetch(path, { method, headers: { cookie: cookies.join('; ') }, redirect: 'manual' })
    // Whatever the page does by itself, it has had the time.
    await page.waitForTimeout(1_500)
    const handle = await page.locator('input[name=invitation]').inputValue()
    const forged = await fetch(`${urls.service}/i/accept`, {
      method: 'POST',
      headers: {
        cookie: cookies.join('; '),
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ invitation: handle }),
      redirect: 'manual',
    })
    expect(forged.status).toBe(403)
    expect(ledger()).toEqual(before)
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.waitForURL(/\/u\/signup/)
    expect(ledger()).not.toEqual(before)
  })

  it('S20 a browser that used an invitation cannot use it again through a kept cookie or session', async () => {
    const { urls } = world.stack
    const id = await world.invite('guest@acme.example', { roles: ['Editor'] })
    const { link } = await world.mailTo('guest@acme.example')
    const { page, context } = await world.visitor()
    const address = await acceptAndWatch(page, link)
    const kept = await context.cookies(urls.service)
    expect(kept.length).toBeGreaterThan(0)
    await signUp(page)
    await arrive(page, urls.portal)
    const after = (await world.api.read(id)).body
    await page.getByRole('button', { name: 'Log out' }).click()
    // The cookies of before, on the invitation's own page.
    await context.addCookies(kept)
    await page.goto(`${urls.service}/i`)
    expect(await heading(page)).toBe('You’ve already joined')
    // The log-in of before, as somebody new.
    await page.goto(address.href)
    await signUp(page, { email: 'second@acme.example' })
    expect(await formError(page)).not.toBe('')
    expect(await world.usersWith('second@acme.example')).toEqual([])
    await continueWithGoogle(page, { name: 'Second', email: 'second@gmail.com' })
    await page.waitForURL(/\/refused/)
    expect((await world.api.read(id)).body).toEqual(after)
  })

  it("S45 a crafted /authorize with somebody else's handoff and a live session joins nobody to anything", async () => {
    const { stack } = world
    const victimId = await seedMember('victim@acme.example')
    const id = await world.invite('mallory@acme.example', { roles: ['Editor'] })
    const mallory = await world.visitor()
    const address = await acceptAndWatch(mallory.page, (await world.mailTo('mallory@acme.example')).link)
    const handoff = address.searchParams.get('ext-invite') ?? ''
    const victim = await world.visitor()
    await victim.page.goto(`${stack.urls.portal}/login`)
    await logIn(victim.page, { email: 'victim@acme.example' })
    // Through Mallory's own request, without the parts that ask for a password; through the Portal's.
    for (const name of ['prompt', 'screen_hint', 'login_hint']) address.searchParams.delete(name)
    await victim.page.goto(address.href)
    expect(await heading(victim.page)).not.toBe('You’re in')
    const begun = await victim.context.request.get(`${stack.urls.portal}/login`, { maxRedirects: 0 })
    await victim.page.goto(`${begun.headers().location}&ext-invite=${handoff}`)
    expect((await portalView(victim.page)).idToken[rolesClaim] ?? []).toEqual([])
    expect(await world.rolesOf(victimId)).toEqual([])
    expect(ledger().redemptions).toEqual([])
    // Both attempts have reached the ledger: it was the rules that refused them.
    expect(ledger().refusals).toHaveLength(2)
    expect((await world.api.read(id)).body).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('S52 a role removed in the tenant is gone from the next token', async () => {
    const { management, urls } = world.stack
    await world.invite('guest@acme.example', { roles: ['Editor', 'Viewer'] })
    const { page } = await world.visitor()
    await acceptInvitation(page, (await world.mailTo('guest@acme.example')).link)
    await signUp(page)
    await arrive(page, urls.portal)
    const [user] = await world.usersWith('guest@acme.example')
    const roles = await management.call<{ id: string; name: string }[]>('GET', '/roles')
    const editor = roles.filter(({ name }) => name === 'Editor').map(({ id }) => id)
    const path = `/users/${encodeURIComponent(user?.user_id ?? '')}/roles`
    await management.call('DELETE', path, { roles: editor })
    await page.goto(`${urls.portal}/login`)
    const { idToken, accessToken } = await portalView(page)
    expect(idToken[rolesClaim]).toEqual(['Viewer'])
    expect(accessToken[rolesClaim]).toEqual(['Viewer'])
  })

  it("S58 the invitee's callback cannot be completed in another browser, twice, or for another user, and never touches an administrator's session", async () => {
    const { administrator, urls } = world.stack
    const id = await world.invite('guest@acme.example', { roles: ['Editor'] })
    const { link } = await world.mailTo('guest@acme.example')
    // An administrator, logged in, in another browser.
    const admin = await world.visitor()
    await admin.page.goto(`${urls.portal}/login`)
    await logIn(admin.page, administrator)
    const adminCookies = await admin.context.cookies()
    const invitee = await world.visitor()
    await acceptInvitation(invitee.page, link)
    const callback = await interceptCallback(invitee)
    await signUp(invitee.page)
    const address = await callback.caught
    await admin.page.goto(address)
    expect(await heading(admin.page)).toBe('We couldn’t continue')
    expect(await admin.context.cookies()).toEqual(adminCookies)
    // In the browser that began it: once.
    await callback.stop()
    await invitee.page.goto(address)
    await arrive(invitee.page, urls.portal)
    const after = (await world.api.read(id)).body
    expect(after).toMatchObject({ status: 'accepted' })
    await invitee.page.goto(address)
    expect(await heading(invitee.page)).toBe('We couldn’t continue')
    expect((await world.api.read(id)).body).toEqual(after)
    await admin.page.goto(`${urls.portal}/login`)
    expect((await portalView(admin.page)).idToken).toMatchObject({ email: administrator.email })
  })

  it('S58 … for another user: whoever else logs in on the way gets nothing', async () => {
    const { page } = await world.visitor()
    const memberId = await seedMember('member@acme.example')
    const id = await world.invite('guest@acme.example', { roles: ['Editor'] })
    await acceptInvitation(page, (await world.mailTo('guest@acme.example')).link)
    expect(await prefilledEmail(page)).toBe('guest@acme.example')
    await page.getByRole('link', { name: 'Log in' }).click()
    await logIn(page, { email: 'member@acme.example' })
    await page.waitForURL(/\/callback/)
    expect(await textOf(page)).toContain('This invitation is for another address')
    expect(await world.rolesOf(memberId)).toEqual([])
    expect((await world.api.read(id)).body).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('S58 … in a browser that is on its own way: that way is left alone', async () => {
    const { urls } = world.stack
    await world.invite('one@acme.example')
    const id = await world.invite('two@acme.example')
    const [one, two] = [await world.visitor(), await world.visitor()]
    await acceptInvitation(one.page, (await world.mailTo('one@acme.example')).link)
    const callback = await interceptCallback(one)
    await signUp(one.page)
    await acceptInvitation(two.page, (await world.mailTo('two@acme.example')).link)
    const otherTab = await two.context.newPage()
    await otherTab.goto(await callback.caught)
    expect(await heading(otherTab)).toBe('We couldn’t continue')
    await signUp(two.page)
    await arrive(two.page, urls.portal)
    expect((await world.api.read(id)).body).toMatchObject({ status: 'accepted' })
  })
})
