import { join } from 'node:path'
import nock from 'nock'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { newVisitor } from '../../scripts/browser/visitor.ts'
import { signIn } from '../service/http/admin/administrators.ts'
import { openBrowser } from '../service/http/browser.ts'
import { findFaults, showIn, views } from './page-quality.ts'
import { type PageServer, startPageServer } from './page-server.ts'

let server: PageServer
let browser: Browser

beforeAll(async () => {
  server = await startPageServer()
  browser = await launchBrowser(join(inject('directory'), 'browser'))
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** A browser that has the session of an administrator. */
async function openAdministrator() {
  const { service, origin } = server
  const signedIn = openBrowser(service.app, { origin })
  await signIn(service, signedIn)
  const visitor = await newVisitor(browser, origin)
  const cookies = [...signedIn.cookies].map(([name, value]) => ({ name, value, url: origin }))
  await visitor.context.addCookies(cookies)
  return visitor
}

it('the table, its tabs and pages, and a form with a mistake are for everybody, on any screen', async () => {
  const { service, origin } = server
  for (let n = 0; n < 60; n++) await service.invite({ invitee: { email: `guest-${n}@example.com` } })
  const { page, problems } = await openAdministrator()
  const faults: string[] = []
  const look = async (name: string) => {
    for (const view of views) {
      await showIn(page, view)
      const found = await findFaults(page)
      faults.push(...found.map(fault => `${name} at ${view.width} ${view.colorScheme}: ${fault}`))
      const directory = process.env.GUESTLIST_SCREENS
      if (directory)
        await page.screenshot({ path: join(directory, `${name}-${view.width}-${view.colorScheme}.png`) })
    }
  }
  await page.goto(`${origin}/admin/invitations?sort=recipient&order=oldest`)
  await page.getByRole('link', { name: 'Next page' }).click()
  await page.getByLabel('Select guest-9@example.com').check()
  await look('table')
  await page.getByLabel('Select all that match').check()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('heading', { name: 'Revoke 60 invitations?' }).waitFor()
  await page.goto(`${origin}/admin/invitations/new`)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  expect(await page.locator('#addresses-entry:focus').count()).toBe(1)
  await look('invite-mistake')
  const button = page.getByRole('button', { name: 'Send invitations' })
  const before = await button.boundingBox()
  await page.keyboard.type('someone@example.com')
  await page.keyboard.press('Tab')
  await page.getByText('1 can be invited, 0 can’t.').waitFor()
  // Whoever presses it while the address is checked still hits it.
  expect(await button.boundingBox()).toEqual(before)
  expect([...faults, ...problems]).toEqual([])
})
