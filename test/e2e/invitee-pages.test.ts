import { join } from 'node:path'
import nock from 'nock'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { newVisitor } from '../../scripts/browser/visitor.ts'
import { openBrowser } from '../service/http/browser.ts'
import { logInWithInvitation } from '../service/http/invitee/invitee-flow.ts'
import { type PageServer, startPageServer } from './page-server.ts'

let server: PageServer
let browser: Browser
let link: string

beforeAll(async () => {
  server = await startPageServer()
  link = (await server.service.invite()).link
  browser = await launchBrowser(join(inject('directory'), 'browser'))
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('the page of an invitation', () => {
  it("says until when it is open in the reader's own time zone", async () => {
    const options = { timezoneId: 'Asia/Tokyo', locale: 'de' }
    const { page, context } = await newVisitor(browser, server.origin, options)
    await page.goto(link)
    const time = page.locator('time')
    const at = new Date((await time.getAttribute('datetime')) ?? '')
    const hour = new Intl.DateTimeFormat('de', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })
    expect(await time.textContent()).toContain(hour.format(at))
    expect(await time.textContent()).not.toContain('UTC')
    expect(await time.getAttribute('title')).toContain('UTC')
    await context.close()
  })

  it('says it in UTC where no script runs', async () => {
    const { page, context } = await newVisitor(browser, server.origin, { javaScriptEnabled: false })
    await page.goto(link)
    expect(await page.locator('time').textContent()).toMatch(/ at \d\d:\d\d UTC$/)
    await context.close()
  })

  it('is shown in the language that the reader chooses on it, and so are the pages after it', async () => {
    const { page, context } = await newVisitor(browser, server.origin, { locale: 'fr' })
    await page.goto(link)
    expect(await page.getByRole('button').first().textContent()).toBe('Accepter l’invitation')
    await page.getByRole('link', { name: '日本語' }).click()
    expect(await page.getByRole('button').first().textContent()).toBe('招待を承諾する')
    await page.goto(`${server.origin}/signed-out`)
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
    await context.close()
  })

  it('can be read and answered with the keyboard alone', async () => {
    const { page, context } = await newVisitor(browser, server.origin)
    await page.goto(link)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Accept invitation')
    const { outlineStyle } = await page.locator(':focus').evaluate(element => {
      const style = (
        globalThis as unknown as { getComputedStyle(of: unknown): { outlineStyle: string } }
      ).getComputedStyle(element)
      return { outlineStyle: style.outlineStyle }
    })
    expect(outlineStyle).toBe('solid')
    await context.close()
  })
})

describe('somebody who has joined', () => {
  it('sees the wait end on the same page, and is led on unless a key says to stay', async () => {
    const { service, origin } = server
    const asked = openBrowser(service.app, { origin })
    const { callback } = await logInWithInvitation(service, asked, {
      fields: { invitee: { email: 'joan@example.com' } },
      login: 'joan@example.com',
    })
    const { url } = await asked.get(callback)
    const { page, context, problems } = await newVisitor(browser, origin)
    await context.route('https://www.acme.example/welcome', route => route.fulfill({ body: 'Welcome' }))
    await page.goto(url)
    await page
      .getByRole('heading', { name: 'Almost there' })
      .evaluate('document.title = "kept"; window.kept = true')
    await service.worker.drain()
    await page.getByRole('heading', { name: 'You’re in' }).waitFor()
    expect(await page.evaluate('window.kept')).toBe(true)
    expect(await page.title()).toBe('You’re in · Acme')
    await page.waitForURL('https://www.acme.example/welcome')

    await page.clock.install()
    await page.goto(url)
    await page.keyboard.press('Tab')
    await page.clock.runFor(60_000)
    expect(page.url()).toBe(url)
    expect(await page.locator(':focus').textContent()).toContain('Continue')
    await context.close()
    expect(problems).toEqual([])
  })
})
