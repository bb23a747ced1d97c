import { describe, expect, it } from 'vitest'
import { acceptInvitation, heading } from './invitee.ts'
import { logIn, signUp, testPassword } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()

describe('the Funnel, an application with an open gate', () => {
  it('8. an address and an order left, invited, signed in with an older password account: the order is there, unforgeably; ordinary sign-up needs no invitation', async () => {
    const { management, urls } = world.stack
    await management.call('POST', '/users', {
      connection: 'Username-Password-Authentication',
      email: 'customer@shop.example',
      password: testPassword,
      email_verified: true,
      app_metadata: { guestlist: { admitted: true } },
      // What users can write themselves is no order.
      user_metadata: { order: 'FORGED-1' },
    })
    const { page } = await world.visitor()
    await page.goto(urls.funnel)
    await page.getByRole('link', { name: 'Log in' }).click()
    await logIn(page, { email: 'customer@shop.example' })
    expect(await page.getByRole('main').textContent()).toContain('You have no order here yet.')
    await page.getByRole('button', { name: 'Log out' }).click()

    await page.getByLabel('Email address').fill('customer@shop.example')
    await page.getByLabel('Order number').fill('A-1001')
    await world.screenshot(page, 'funnel')
    await page.getByRole('button', { name: 'Send me the link' }).click()
    expect(await heading(page)).toBe('Check your mail')

    const { link } = await world.mailTo('customer@shop.example')
    // The Funnel takes the handoff at its own log-in, and gets its customer back at once.
    const passed = page.waitForRequest(request => request.url().startsWith(`${urls.funnel}/login?`))
    await acceptInvitation(page, link)
    expect(new URL((await passed).url()).searchParams.get('login_hint')).toBe('customer@shop.example')
    await logIn(page)
    await page.waitForURL(`${urls.funnel}/`)
    expect(await page.locator('#order').textContent()).toBe('A-1001')
    await world.screenshot(page, 'funnel-order')
    const [user] = await world.usersWith('customer@shop.example')
    expect(user?.app_metadata).toMatchObject({ order: 'A-1001' })
  })

  it('8. … ordinary sign-up there needs no invitation, and opens no other application', async () => {
    const { urls } = world.stack
    const { page } = await world.visitor()
    await page.goto(urls.funnel)
    await page.getByRole('link', { name: 'Sign up' }).click()
    await signUp(page, { email: 'passerby@shop.example' })
    expect(await heading(page)).toContain('Hello')
    expect(await world.usersWith('passerby@shop.example')).toHaveLength(1)
    await page.goto(`${urls.portal}/login`)
    expect(await page.getByRole('main').textContent()).toContain('You need an invitation to join')
  })
})
