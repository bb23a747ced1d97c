import { join } from 'node:path'
import nock from 'nock'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { signIn } from '../service/http/admin/administrators.ts'
import { openBrowser } from '../service/http/browser.ts'
import { makeHistory } from './admin-history.ts'
import { type PageServer, startPageServer } from './page-server.ts'

let server: PageServer
let browser: Browser

beforeAll(async () => {
  const endpoint = { id: 'crm', url: 'https://crm.example/hook', secret: `whsec_${'A'.repeat(32)}` }
  server = await startPageServer({ WEBHOOKS: JSON.stringify([endpoint]) })
  await makeHistory(server.service)
  browser = await launchBrowser(join(inject('directory'), 'browser'))
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Lets a browser have the session of somebody who has signed in. */
async function enter(context: BrowserContext): Promise<void> {
  const signedIn = openBrowser(server.service.app)
  await signIn(server.service, signedIn, { path: '/admin/policy' })
  const cookies = [...signedIn.cookies].map(([name, value]) => ({ name, value, url: server.origin }))
  await context.addCookies(cookies)
}

describe('the pages that administrators look at', () => {
  it('do all they do without scripts: the time, the numbers behind a chart, a filter, a webhook sent again', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    await enter(context)
    const page = await context.newPage()
    await page.goto(`${server.origin}/admin/overview`)
    await page.getByRole('link', { name: '90 days' }).click()
    expect(new URL(page.url()).search).toBe('?days=90')
    const chart = page.getByRole('figure', { name: 'By role' })
    expect(await chart.getByRole('img', { name: 'By role' }).count()).toBe(1)
    await chart.getByText('Show the numbers').click()
    expect(await chart.getByRole('rowheader', { name: 'Viewer' }).isVisible()).toBe(true)
    await page.getByRole('link', { name: /^Show Failed webhooks/ }).click()
    expect(new URL(page.url()).search).toBe('?status=failed')
    await page
      .getByRole('link', { name: /^Send again/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('Webhook queued.').waitFor()
    await page.getByRole('link', { name: 'Audit log' }).click()
    await page.getByLabel('Event').selectOption('accepted')
    await page.getByRole('button', { name: 'Apply' }).click()
    expect(new URL(page.url()).searchParams.get('type')).toBe('accepted')
    expect(await page.getByRole('row').count()).toBeGreaterThan(5)
    await context.close()
  })
})
