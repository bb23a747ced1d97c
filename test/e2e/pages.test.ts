import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { acceptInvitation, arrive, heading, textOf } from './invitee.ts'
import { signUp } from './universal-login.ts'
import { useWorld } from './world.ts'

const world = useWorld()

/** Somebody with a telephone. */
async function openTelephone(): Promise<Page> {
  const { page } = await world.visitor()
  await page.setViewportSize({ width: 360, height: 740 })
  return page
}

/** Makes a link for everybody with an address at acme.example. */
async function share(): Promise<string> {
  const { clientId } = world.stack.application('Portal')
  const link = { kind: 'domain', domain: 'acme.example', max_uses: 2, client_id: clientId, roles: ['Viewer'] }
  const { status, body } = await world.api.create(link)
  expect(status).toBe(201)
  return body.invitation_url ?? ''
}

/** Nothing on the page is wider than the screen. */
async function expectToFit(page: Page): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(360)
}

async function codeIn(email: string): Promise<string> {
  const { text } = await world.mailTo(email)
  return /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(text)?.[0] ?? ''
}

describe('on a telephone', () => {
  it('a link for many: the keyboard alone, a wrong address, the right one, its own message, and in', async () => {
    const page = await openTelephone()
    await page.goto(await share())
    await expectToFit(page)
    await page.keyboard.press('Tab')
    await page.keyboard.type('eve@evil-acme.example')
    await page.keyboard.press('Enter')
    await page.getByText('Only addresses at acme.example can join with this link').waitFor()
    // The browser stands in the field that is wrong, with what was typed.
    const field = page.getByLabel('Your email address')
    expect(await page.locator('#email:focus').count()).toBe(1)
    expect(await field.inputValue()).toBe('eve@evil-acme.example')
    await expectToFit(page)
    await world.screenshot(page, 'link-wrong-address')
    await field.fill('many@acme.example')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your inbox' }).waitFor()
    await world.screenshot(page, 'link-address-taken')
    await acceptInvitation(page, (await world.mailTo('many@acme.example')).link)
    await signUp(page)
    await arrive(page, world.stack.urls.portal)
    const [user] = await world.usersWith('many@acme.example')
    expect(await world.rolesOf(user?.user_id ?? '')).toEqual(['Viewer'])
  })

  it('the code from the message instead of its link', async () => {
    await world.invite('code@acme.example')
    const code = await codeIn('code@acme.example')
    const page = await openTelephone()
    await page.goto(`${world.stack.urls.service}/i`)
    await page.getByRole('link', { name: 'Enter the code from the message' }).click()
    await page.getByLabel('Your email address').fill('code@acme.example')
    await page.getByLabel('Code').fill('00000-00000')
    await page.keyboard.press('Enter')
    await page.getByText('That email and code don’t match').waitFor()
    await expectToFit(page)
    await world.screenshot(page, 'code-wrong')
    await page.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '))
    await page.getByRole('button', { name: 'Open the invitation' }).click()
    expect(await heading(page)).toBe('Join Acme')
    expect(new URL(page.url()).search).toBe('')
    expect(await textOf(page)).toContain('code@acme.example')
    await page.getByRole('button', { name: 'Accept invitation' }).click()
    await signUp(page)
    await arrive(page, world.stack.urls.portal)
  })

  it('Decline, and what the link says from then on', async () => {
    const message = 'See you on Tuesday!\nhere: the café'
    const id = await world.invite('no@acme.example', { inviter: { name: 'Ada Admin' }, message })
    const { link } = await world.mailTo('no@acme.example')
    const page = await openTelephone()
    await page.goto(link)
    expect(await page.getByRole('blockquote').textContent()).toContain('See you on Tuesday!')
    await expectToFit(page)
    await world.screenshot(page, 'invitation-telephone')
    await page.getByRole('button', { name: 'Decline' }).click()
    expect(await heading(page)).toBe('Decline this invitation?')
    await expectToFit(page)
    await page.getByRole('link', { name: 'Back to the invitation' }).click()
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.getByRole('button', { name: 'Yes, decline' }).click()
    expect(await heading(page)).toBe('You declined')
    expect(await textOf(page)).toContain('Ada Admin can see that you declined')
    await world.screenshot(page, 'declined')
    expect((await world.api.read(id)).body).toMatchObject({ status: 'declined' })
    await page.goto(link)
    expect(await heading(page)).toBe('This invitation was declined')
  })
})
