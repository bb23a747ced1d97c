import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** Nobody's password anywhere. */
const tourPassword = 'Tour-of-ten-moments-1'

/** The heading that says where one is. Rejects when the page does not come. */
export async function see(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

/** Opens a link, or looks at what is open, and presses Accept. */
export async function accept(page: Page, link?: string): Promise<void> {
  if (link) await page.goto(link)
  await page.getByRole('button', { name: 'Accept invitation' }).click()
}

/** Fills the sign-up or log-in form of Universal Login, whose address is there already. */
export async function enterPassword(page: Page, password = tourPassword): Promise<void> {
  await page.waitForURL(/\/u\/(signup|login)/)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/** Chooses Google on Universal Login, and who to be there. */
export async function continueWithGoogle(
  page: Page,
  account: { name: string; email: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  await page.getByLabel('Name', { exact: true }).fill(account.name)
  await page.getByLabel('Google email').fill(account.email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/** Waits for "You’re in", goes on to the Portal, and checks the roles in the ID token that it got. */
export async function arrive(page: Page, { stack }: Stage, roles: readonly string[]): Promise<void> {
  await see(page, 'You’re in')
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(`${stack.urls.portal}/`)
  const claims = JSON.parse((await page.locator('#id-token').textContent()) ?? '{}')
  assert.deepEqual([...claims['https://guestlist.example/roles']].sort(), roles)
}

/** Types the code that the tenant has just mailed. */
export async function enterOneTimeCode(page: Page, { stack }: Stage, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  const field = page.getByLabel('Enter the code')
  await field.waitFor()
  const mail = (await stack.control.mails()).find(({ to, via }) => to === email && via === 'tenant')
  await field.fill(/\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/** Signs one of the demo's people in to the administration. */
export async function signInToAdmin(page: Page, { scene, stack }: Stage, path = '/admin'): Promise<void> {
  await page.goto(`${stack.urls.service}${path}`)
  await page.getByRole('link', { name: 'Continue to sign in' }).click()
  await logInAs(
    page,
    scene.personas.find(({ part }) => part === 'Administrator'),
  )
  await page.waitForURL(url => url.pathname.startsWith('/admin/') && !url.pathname.endsWith('/callback'))
}

/** Fills the log-in form with the address and the password of one of the demo's people. */
export async function logInAs(
  page: Page,
  persona: { email: string; password: string } | undefined,
): Promise<void> {
  assert(persona)
  await page.waitForURL(/\/u\/login/)
  await page.getByLabel('Email address').fill(persona.email)
  await enterPassword(page, persona.password)
}

/** Pastes into the field that has the focus. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement.dispatchEvent(paste)
  })()`)
}
