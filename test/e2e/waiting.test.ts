import { setTimeout as delay } from 'node:timers/promises'

import { beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, arrive, heading, portalView, rolesClaim, textOf } from './invitee.ts'
import { continueWithGoogle, formError, logIn, signUp, testPassword } from './universal-login.ts'
import { useWorld } from './world.ts'

// In these journeys a minute passes: for the service, which the last tests start again with a clock that is ahead. So
// what happens here stays until the end of the file.
const world = useWorld({ keepsState: true })
const uninvited = { name: 'Ursula Uninvited', email: 'uninvited@gmail.com' }
const clockAhead = new URL('clock-ahead.mjs', import.meta.url)
const shortTtlSeconds = 60
let aheadMs = 0

/** From now on it is later for the service than for everybody else. */
async function putAhead(ms: number): Promise<void> {
  if (ms === aheadMs) return
  aheadMs = ms
  const { service } = world.stack
  await service.stop()
  await service.start({
    NODE_OPTIONS: `--import ${clockAhead}`,
    GUESTLIST_TEST_CLOCK_AHEAD_MS: String(aheadMs),
  })
}

beforeAll(async () => {
  await world.invite('late@acme.example', { inviter: { name: 'Ada Admin' }, ttl_sec: shortTtlSeconds })
})

describe('people with Google', () => {
  it('3. invited, signs up with Google: in, same grants', async () => {
    const { stack } = world
    const id = await world.invite('hopper@gmail.com', {
      roles: ['Editor'],
      app_metadata: { team: 'Compilers' },
    })
    const { page } = await world.visitor()
    await acceptInvitation(page, (await world.mailTo('hopper@gmail.com')).link)
    await continueWithGoogle(page, { name: 'Grace Hopper', email: 'hopper@gmail.com' })
    await arrive(page, stack.urls.portal)
    const { idToken, accessToken } = await portalView(page)
    expect(idToken).toMatchObject({ email: 'hopper@gmail.com', [rolesClaim]: ['Editor'] })
    expect(idToken.sub).toMatch(/^google-oauth2\|/)
    expect(accessToken[rolesClaim]).toEqual(['Editor'])
    const [user] = await world.usersWith('hopper@gmail.com')
    expect(user?.app_metadata).toMatchObject({ team: 'Compilers', guestlist: { admitted: true } })
    expect(await world.rolesOf(user?.user_id ?? '')).toEqual(['Editor'])
    const { body } = await world.api.read(id)
    expect(body).toMatchObject({ status: 'accepted', redemptions: [{ user_id: user?.user_id }] })
  })

  it('6. invited as A, comes in with B: refused, told which is which, switches account, then succeeds with the same link', async () => {
    const { urls } = world.stack
    const id = await world.invite('a@gmail.com', { roles: ['Viewer'] })
    const { link } = await world.mailTo('a@gmail.com')
    const { page } = await world.visitor()
    // With a password first: the form says it.
    await acceptInvitation(page, link)
    await signUp(page, { email: 'b@gmail.com' })
    expect(await formError(page)).toContain('This invitation is for another address.')
    expect(await world.usersWith('b@gmail.com')).toEqual([])
    // With Google: a page says it, and leads to another account, which Google really lets one choose.
    await continueWithGoogle(page, { name: 'Bea', email: 'b@gmail.com' })
    await page.waitForURL(/\/refused/)
    const text = await textOf(page)
    expect(text).toContain('b@gmail.com')
    expect(text).toContain('a@gmail.com')
    await world.screenshot(page, 'refused-other-address')
    expect((await world.api.read(id)).body).toMatchObject({ status: 'pending', uses: 0 })
    await page.getByRole('link', { name: 'Use another account' }).click()
    expect(page.url()).toBe(`${urls.service}/i`)
    await acceptInvitation(page, link)
    await continueWithGoogle(page, { name: 'Anna', email: 'a@gmail.com' })
    await arrive(page, urls.portal)
    expect((await portalView(page)).idToken).toMatchObject({
      email: 'a@gmail.com',
      [rolesClaim]: ['Viewer'],
    })
    expect((await world.api.read(id)).body).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('6. … with an account of their own as B: logged in without the grant, told, and succeeds as A', async () => {
    const { management, urls } = world.stack
    await management.call('POST', '/users', {
      connection: 'Username-Password-Authentication',
      email: 'bob@acme.example',
      password: testPassword,
      email_verified: true,
      app_metadata: { guestlist: { admitted: true } },
    })
    const id = await world.invite('alice@acme.example', { roles: ['Viewer'] })
    const { page } = await world.visitor()
    await acceptInvitation(page, (await world.mailTo('alice@acme.example')).link)
    await page.getByRole('link', { name: 'Log in' }).click()
    await logIn(page, { email: 'bob@acme.example' })
    await page.waitForURL(/\/callback/)
    expect(await textOf(page)).toContain('bob@acme.example')
    expect(await textOf(page)).toContain('alice@acme.example')
    const [bob] = await world.usersWith('bob@acme.example')
    expect(await world.rolesOf(bob?.user_id ?? '')).toEqual([])
    expect((await world.api.read(id)).body).toMatchObject({ status: 'pending', uses: 0 })
    await page.getByRole('link', { name: 'Use another account' }).click()
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await signUp(page)
    await arrive(page, urls.portal)
    expect((await world.api.read(id)).body).toMatchObject({ status: 'accepted' })
  })

  it('4. not invited, Google: the page that explains; S69 the profile stays where an excepted application may have let it pass', async () => {
    const visitor = await world.visitor()
    await visitor.page.goto(`${world.stack.urls.portal}/login`)
    await continueWithGoogle(visitor.page, uninvited)
    await visitor.page.waitForURL(/\/refused/)
    expect(await textOf(visitor.page)).toContain('You need an invitation to join')
    await world.screenshot(visitor.page, 'refused-not-invited')
    const remains = async (email: string) => (await world.usersWith(email)).length
    // The tenant has an excepted application, and tells that this person has a session: nothing proves that they
    // never passed (docs/adr/0037).
    await putAhead(91_000)
    await delay(1_500)
    for (const email of [uninvited.email, 'hopper@gmail.com', 'a@gmail.com', 'bob@acme.example'])
      expect(await remains(email), email).toBe(1)
    // Whoever was refused as B went on as A in the same browser, which ended B's only session.
    expect(await remains('b@gmail.com')).toBe(0)
    // The same person may come back, and hears the same.
    const { page } = await world.visitor()
    await page.goto(`${world.stack.urls.portal}/login`)
    await continueWithGoogle(page, uninvited)
    await page.waitForURL(/\/refused/)
    await page.getByRole('link', { name: 'Back to the app' }).click()
    expect(await heading(page)).toBe('You are not logged in')
    expect(page.url().startsWith(world.stack.urls.portal)).toBe(true)
  })
})

describe('7. the link', () => {
  it('7. expired: what to do next', async () => {
    const { link } = await world.mailTo('late@acme.example')
    await putAhead((shortTtlSeconds + 1) * 1000)
    const { page } = await world.visitor()
    await page.goto(link)
    expect(await heading(page)).toBe('This invitation has expired')
    expect(await textOf(page)).toContain('Ask Ada Admin for a new one.')
    await world.screenshot(page, 'expired')
  })
})
