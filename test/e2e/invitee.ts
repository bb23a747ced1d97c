import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** What the Portal shows of somebody who is logged in. */
export interface PortalView {
  idToken: Record<string, unknown>
  accessToken: Record<string, unknown>
}

/** The claim in which this tenant tells roles. */
export const rolesClaim = 'https://guestlist.example/roles'

/** Opens the link of a mail and presses Accept; the next page is Universal Login's. */
export async function acceptInvitation(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept invitation' }).click()
  await page.waitForURL(/\/u\/(login|signup)/)
}

/** Waits for "You’re in", and goes on to the page that the invitation leads to. */
export async function arrive(page: Page, application: string): Promise<void> {
  await page.getByRole('heading', { name: 'You’re in' }).waitFor()
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(url => url.href === `${application}/`)
}

/** The same, but lets the page go on by itself, which takes three seconds. */
export async function arriveByWaiting(page: Page, application: string): Promise<void> {
  await page.getByRole('heading', { name: 'You’re in' }).waitFor()
  await page.waitForURL(url => url.href === `${application}/`)
}

/** The claims that the Portal got, decoded. */
export async function portalView(page: Page): Promise<PortalView> {
  const [idToken, accessToken] = await Promise.all(
    ['#id-token', '#access-token'].map(async selector => {
      const text = await page.locator(selector).textContent()
      return JSON.parse(text ?? '') as Record<string, unknown>
    }),
  )
  expect(idToken).toBeDefined()
  return { idToken: idToken ?? {}, accessToken: accessToken ?? {} }
}

/** The one heading of a page. */
export async function heading(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
}

/** All that a page says. */
export async function textOf(page: Page): Promise<string> {
  const text = (await page.getByRole('main').textContent()) ?? ''
  return text.replace(/\s+/g, ' ').trim()
}
