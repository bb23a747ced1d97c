import { join } from 'node:path'
import nock from 'nock'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../contract/locale.ts'
import { signIn } from '../service/http/admin/administrators.ts'
import { openBrowser } from '../service/http/browser.ts'
import { makeHistory } from './admin-history.ts'
import { launchBrowser } from './browser.ts'
import { findFaults, findOverflow, showIn, views } from './page-quality.ts'
import { type PageServer, startPageServer } from './page-server.ts'
import { newVisitor } from './visitor.ts'

const paths = [
  '/admin/overview?days=90',
  '/admin/gate',
  '/admin/policy',
  '/admin/webhooks?status=failed',
  '/admin/webhooks/1/replay',
  '/admin/audit?type=accepted',
]

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

async function keepPicture(page: Page, name: string): Promise<void> {
  const directory = process.env.GUESTLIST_SCREENS
  if (directory) await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
}

const nameOf = (path: string) => path.replace(/\W+/g, '-').slice(1)

describe('the pages that administrators look at', () => {
  it('are good on a telephone and on a desk, by day and by night, for everybody', async () => {
    const { page, context, problems } = await newVisitor(browser, server.origin)
    await enter(context)
    const faults: string[] = []
    for (const path of paths) {
      await page.goto(`${server.origin}${path}`)
      // What is folded has to fit as well.
      for (const summary of await page.locator('.chart summary').all()) await summary.click()
      for (const [index, view] of views.entries()) {
        await showIn(page, view)
        // Each size and each light once: a colour is the same on every screen.
        const found = await (index === 1 || index === 2 ? findFaults(page) : findOverflow(page))
        const name = `${nameOf(path)}-${view.width}-${view.colorScheme}`
        faults.push(...found.map(fault => `${name}: ${fault}`))
        await keepPicture(page, name)
      }
    }
    await context.close()
    expect([...faults, ...problems]).toEqual([])
  })

  it('fit a telephone in every language', async () => {
    const { page, context, problems } = await newVisitor(browser, server.origin)
    await enter(context)
    await showIn(page, views[0])
    const faults: string[] = []
    // The rest has no more words than these.
    for (const locale of locales)
      for (const path of paths.filter(path => !path.includes('replay'))) {
        await page.goto(`${server.origin}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`)
        faults.push(...(await findOverflow(page)).map(fault => `${path} ${locale}: ${fault}`))
        if (locale === 'de' || locale === 'ja') await keepPicture(page, `${nameOf(path)}-${locale}`)
      }
    await context.close()
    expect([...faults, ...problems]).toEqual([])
  })

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
    await page.getByRole('link', { name: /^Show Webhooks given up/ }).click()
    expect(new URL(page.url()).search).toBe('?status=failed')
    await page
      .getByRole('link', { name: /^Send again/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('The webhook is queued and goes out now.').waitFor()
    await page.getByRole('link', { name: 'Audit log' }).click()
    await page.getByLabel('Event').selectOption('accepted')
    await page.getByRole('button', { name: 'Filter' }).click()
    expect(new URL(page.url()).searchParams.get('type')).toBe('accepted')
    expect(await page.getByRole('row').count()).toBeGreaterThan(5)
    await context.close()
  })
})
