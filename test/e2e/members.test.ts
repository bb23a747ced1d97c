import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../local-tenant/state/state.ts'
import { newVisitor } from '../../scripts/browser/visitor.ts'
import { arrive, textOf } from './invitee.ts'
import { findFaults, findOverflow, showIn, type View, views } from './page-quality.ts'
import { logIn, signUp } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld({ keepsState: true })
const [telephone, , desk] = views

beforeAll(async () => {
  const { service, urls } = world.stack
  await service.stop()
  await service.start({
    TERMS_URL: `${urls.portal}/terms`,
    TERMS_VERSION: '2026-10',
    REQUIRED_USER_FIELDS: 'given_name,phone_number,user_metadata.team',
  })
})

/** The page is good to look at and to use in this view. */
async function check(page: Page, name: string, ...shown: readonly View[]): Promise<void> {
  for (const view of shown) {
    await showIn(page, view)
    expect(await findFaults(page)).toEqual([])
    await world.screenshot(page, `${name}-${view.width}-${view.colorScheme}`)
  }
}

async function userWith(email: string): Promise<User> {
  const [user] = await world.usersWith(email)
  if (!user) throw new TypeError(`nobody with ${email}`)
  return user
}

describe('a member', () => {
  it('agrees and fills in before joining, joins, and changes a field on the page of the account', async () => {
    const email = 'member@acme.example'
    await world.invite(email, { roles: ['Editor'] })
    const { link } = await world.mailTo(email)
    const { page } = await world.visitor()
    await page.goto(link)
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.getByRole('heading', { name: 'Before you join' }).waitFor()
    await page.getByLabel('First name').fill('Grace')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('To join, agree to the terms.').first().waitFor()
    // The browser begins with all that is wrong, each leads to its field, and what was right is still there.
    expect(await page.locator('.error-summary:focus').count()).toBe(1)
    await page.getByRole('link', { name: /^Phone number: / }).click()
    expect(await page.locator('#field-phone_number:focus').count()).toBe(1)
    expect(await page.getByLabel('First name').inputValue()).toBe('Grace')
    await check(page, 'joining-wrong', telephone, desk)
    await page.getByLabel('Phone number').fill('+41 79 000 00 00')
    await page.getByLabel('Team').fill('Compilers')
    await page.getByLabel('I’ve read and agree to the terms').check()
    expect(await world.usersWith(email)).toEqual([])
    await page.getByRole('button', { name: 'Continue' }).click()
    await signUp(page)
    await arrive(page, world.stack.urls.portal)
    expect(await userWith(email)).toMatchObject({
      given_name: 'Grace',
      user_metadata: { phone_number: '+41790000000', team: 'Compilers' },
    })

    await page.goto(`${world.stack.urls.service}/`)
    // The session at the tenant is still there.
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Your profile' }).waitFor()
    expect(await textOf(page)).toMatch(/Editor.*You agreed to version 2026-10 of the terms/)
    const download = page.getByRole('link', { name: 'Download your data' })
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()])
    expect(file.suggestedFilename()).toBe('guestlist-account.json')
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
      account: { email },
      profile: { given_name: 'Grace' },
      invitations: [{ roles: ['Editor'], terms: { version: '2026-10' } }],
    })
    await check(page, 'account', telephone, desk)
    await page.getByLabel('Last name').fill('Hopper')
    await page.getByLabel('Team').fill('Navy')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Changes saved.').waitFor()
    expect(await userWith(email)).toMatchObject({
      family_name: 'Hopper',
      user_metadata: { phone_number: '+41790000000', team: 'Navy' },
    })
    await page.goto(`${world.stack.urls.service}/account?lang=de`)
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('link', { name: 'Anmelden' }).waitFor()
    // Here and at the tenant: the next one has to log in.
    await page.getByRole('link', { name: 'Anmelden' }).click()
    await page.waitForURL(/\/u\/login/)
  })

  it('does all of it without JavaScript, and gets to a new password by mail', async () => {
    const email = 'plain@acme.example'
    await world.invite(email)
    const { link } = await world.mailTo(email)
    const { page: watched } = await world.visitor()
    const browser = watched.context().browser()
    if (!browser) throw new TypeError('no browser')
    const { page, problems, context } = await newVisitor(browser, world.stack.urls.service, {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    })
    await page.goto(link)
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('Fill this in.').first().waitFor()
    expect(await findOverflow(page)).toEqual([])
    await page.getByLabel('First name').fill('Ada')
    await page.getByLabel('Phone number').fill('+44 20 7946 0000')
    await page.getByLabel('Team').fill('Engines')
    await page.getByLabel('I’ve read and agree to the terms').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await signUp(page)
    await arrive(page, world.stack.urls.portal)
    await page.goto(`${world.stack.urls.service}/my-account`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    if (/\/u\/login/.test(page.url())) await logIn(page, { email })
    await page.getByLabel('Nickname').fill('Countess')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Changes saved.').waitFor()
    expect(await userWith(email)).toMatchObject({ nickname: 'Countess', given_name: 'Ada' })
    await page.getByRole('button', { name: 'Send me the link' }).click()
    await page.getByText('A link to choose a new password is on its way').waitFor()
    expect(await findOverflow(page)).toEqual([])
    await context.close()
    expect(problems).toEqual([])
  })
})
