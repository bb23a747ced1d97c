import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import nock from 'nock'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { locales } from '../../contract/locale.ts'
import { launchBrowser } from './browser.ts'
import { makeStates, type State } from './invitee-states.ts'
import { findFaults, findOverflow, showIn, views } from './page-quality.ts'
import { type PageServer, startPageServer } from './page-server.ts'
import { newVisitor } from './visitor.ts'

let server: PageServer
let browser: Browser
let states: State[]

beforeAll(async () => {
  server = await startPageServer()
  states = await makeStates(server)
  browser = await launchBrowser(join(inject('directory'), 'browser'))
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Opens a state; what else the page needs to be seen is done there. */
async function show(page: Page, { url, act }: State): Promise<void> {
  await page.goto(url)
  await act?.(page)
}

/** Keeps a picture, when pictures are wanted (GUESTLIST_SCREENS=<directory>). */
async function keepPicture(page: Page, name: string): Promise<void> {
  const directory = process.env.GUESTLIST_SCREENS
  if (!directory) return
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: true })
}

const mainStates = ['invitation', 'link-wrong', 'code-wrong', 'closed-expired', 'refusal']

describe('every page of the invitees', () => {
  it('is good on a telephone and on a desk, by day and by night, for everybody', async () => {
    const { page, context, problems } = await newVisitor(browser, server.origin)
    const faults: string[] = []
    for (const state of states) {
      await show(page, state)
      for (const view of views) {
        await showIn(page, view)
        const name = `${state.name}-${view.width}-${view.colorScheme}`
        faults.push(...(await findFaults(page)).map(fault => `${name}: ${fault}`))
        await keepPicture(page, name)
      }
    }
    await context.close()
    expect([...faults, ...problems]).toEqual([])
  })

  it.each(locales.filter(locale => locale !== 'en'))(
    'fits in %s, on the smallest telephone',
    async locale => {
      const options = { locale, viewport: { width: 360, height: 740 } }
      const { page, context, problems } = await newVisitor(browser, server.origin, options)
      const faults: string[] = []
      for (const state of states.filter(({ name }) => mainStates.includes(name))) {
        await show(page, state)
        faults.push(...(await findFaults(page)).map(fault => `${state.name}: ${fault}`))
        faults.push(...((await page.locator('html').getAttribute('lang')) === locale ? [] : ['language']))
        await keepPicture(page, `${state.name}-${locale}`)
      }
      await context.close()
      expect([...faults, ...problems]).toEqual([])
    },
  )

  it('does without scripts; the time then says its zone', async () => {
    const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }
    const { page, context, problems } = await newVisitor(browser, server.origin, options)
    const faults: string[] = []
    for (const state of states) {
      await show(page, state)
      faults.push(...(await findOverflow(page)).map(fault => `${state.name}: ${fault}`))
    }
    await page.goto(states[0]?.url ?? '')
    expect(await page.locator('time').textContent()).toMatch(/ at \d\d:\d\d UTC$/)
    await context.close()
    expect([...faults, ...problems]).toEqual([])
  })
})

describe('the page of an invitation', () => {
  it("says until when it is open in the reader's own time zone", async () => {
    const options = { timezoneId: 'Asia/Tokyo', locale: 'de' }
    const { page, context } = await newVisitor(browser, server.origin, options)
    await page.goto(states[0]?.url ?? '')
    const time = page.locator('time')
    const at = new Date((await time.getAttribute('datetime')) ?? '')
    const hour = new Intl.DateTimeFormat('de', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' })
    expect(await time.textContent()).toContain(hour.format(at))
    expect(await time.textContent()).not.toContain('UTC')
    expect(await time.getAttribute('title')).toContain('UTC')
    await context.close()
  })

  it('is shown in the language that the reader chooses on it, and so are the pages after it', async () => {
    const { page, context } = await newVisitor(browser, server.origin, { locale: 'fr' })
    await page.goto(states[0]?.url ?? '')
    expect(await page.getByRole('button').first().textContent()).toBe('Accepter l’invitation')
    await page.getByRole('link', { name: '日本語' }).click()
    expect(await page.getByRole('button').first().textContent()).toBe('招待を承諾する')
    await page.goto(`${server.origin}/signed-out`)
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
    await context.close()
  })

  it('can be read and answered with the keyboard alone', async () => {
    const { page, context } = await newVisitor(browser, server.origin)
    await page.goto(states[1]?.url ?? '')
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
