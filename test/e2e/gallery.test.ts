import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Locale, locales } from '../../contract/locale.ts'
import { launchBrowser } from '../../scripts/browser/launch-browser.ts'
import { messagesFor } from '../../service/messages/messages.ts'
import { type Gallery, openGallery } from './gallery/gallery.ts'
import type { ShownPage } from './gallery/recorder.ts'
import { lookAtAll } from './gallery/viewer.ts'
import {
  findBarriers,
  findLostSigns,
  findOverflow,
  findOverflowAt,
  findUnseenFocus,
  showIn,
  type View,
  views,
  widenLetters,
  widths,
} from './page-quality.ts'

const directory = mkdtempSync(join(tmpdir(), 'guestlist-gallery-'))
let browser: Browser
let gallery: Gallery

beforeAll(async () => {
  browser = await launchBrowser(join(directory, 'browser'))
})
afterEach(() => gallery.close())
afterAll(async () => {
  await browser?.close()
  rmSync(directory, { recursive: true })
})

async function open(locale: Locale): Promise<readonly ShownPage[]> {
  gallery = await openGallery(locale)
  return gallery.pages
}

/** Barriers in some sizes and lights. */
async function findIn(page: Page, shown: ShownPage, chosen: readonly View[]): Promise<string[]> {
  const faults: string[] = []
  for (const view of chosen) {
    await showIn(page, view)
    const found = await findBarriers(page)
    faults.push(...found.map(fault => `${view.width} px, ${view.colorScheme}: ${fault}`))
    await keepPicture(page, `${shown.name}-${view.width}-${view.colorScheme}`)
  }
  return faults
}

/** The reference of the API is in English, and has no scripts. */
function isForPeople({ route }: ShownPage): boolean {
  return route !== 'GET /api'
}

/** One of those pages that differ in nothing but their words. */
function toDistinct(shown: readonly ShownPage[]): ShownPage[] {
  return [...new Map(shown.map(one => [toSkeleton(one.page.html), one])).values()]
}

/** The elements of a page, what they look like and what is said of them, without the words. */
function toSkeleton(html: string): string {
  const tags = html.match(/<[a-z][^>]*>/g) ?? []
  return tags
    .map(tag => tag.replace(/ (?:href|value|content|datetime|src|action|id|for)="[^"]*"/g, ''))
    .join('')
}

/** Keeps a picture, when pictures are wanted (GUESTLIST_SCREENS=<directory>). */
async function keepPicture(page: Page, name: string): Promise<void> {
  const directory = process.env.GUESTLIST_SCREENS
  if (!directory) return
  mkdirSync(directory, { recursive: true })
  await page.screenshot({ path: join(directory, `${name.replace(/\W+/g, '-')}.png`), fullPage: true })
}

const [telephone, telephoneAtNight, desk, deskAtNight] = views

/** Routes that lead on, or answer a program, a form or a frame: none is a page of its own. */
const noPages: Readonly<Record<string, string>> = {
  'GET /': 'leads to /account',
  'GET /my-account': 'leads to /account',
  'GET /account/sign-in': 'leads to the tenant',
  'POST /account/sign-out': 'leads to the tenant',
  'POST /account/password': 'leads to /account, whose notices are pages of the gallery',
  'GET /account/data.json': 'is a file',
  'GET /admin': 'leads to the first area',
  'GET /admin/sign-in/begin': 'leads to the tenant',
  'POST /admin/sign-out': 'leads to the tenant',
  'POST /admin/invitations/new/check': 'answers a script',
  'POST /admin/invitations/new/preview': 'is the mail itself, in a frame that runs nothing',
  'POST /admin/invitations/bulk-operations': 'leads to its page',
  'POST /admin/invitations/bulk-operations/:id/stop': 'leads to its page',
  'GET /admin/imports/:id/failed.csv': 'is a file',
  'GET /admin/invitations/export': 'is a file',
  'GET /i/:token/:rest{[\\s\\S]+}': 'is the page of the link, without what a mail program put behind it',
}

describe('the gallery', () => {
  it('has a page of every route, and every page that has words of its own', async () => {
    const pages = await open('en')
    const seen = new Set(pages.map(({ route }) => route))
    expect(gallery.routes.filter(route => !seen.has(route) && !(route in noPages))).toEqual([])
    expect(Object.keys(noPages).filter(route => seen.has(route) || !gallery.routes.includes(route))).toEqual(
      [],
    )
    const headings = new Set(pages.map(({ page }) => /<h1[^>]*>([^<]*)</.exec(page.html)?.[1]?.trim()))
    const titles = [...listTitles(messagesFor('en').notices), ...listTitles(messagesFor('en').invitee.closed)]
    const ofFrames = [...listTitles(messagesFor('en').adminFrame), ...listTitles(messagesFor('en').members)]
    expect([...titles, ...ofFrames].filter(title => !headings.has(title))).toEqual([])
  })
})

describe('a form that has to be filled in again', () => {
  it('says so in the title first, and leads to each of several mistakes from above', async () => {
    const again = (await open('de')).filter(({ page }) => page.html.includes('aria-invalid="true"'))
    expect(again.length).toBeGreaterThan(5)
    const faults = again.flatMap(({ name, page: { html } }) => {
      const wrong = [...html.matchAll(/<(?:input|textarea|select)[^>]* aria-invalid="true"[^>]*>/g)]
      const ids = wrong.map(([tag]) => / id="([^"]+)"/.exec(tag)?.[1])
      const lost = ids.length > 1 ? ids.filter(id => !html.includes(`<a href="#${id}"`)) : []
      return [
        ...(/<title>Fehler: /.test(html) ? [] : [`${name}: the title`]),
        ...lost.map(id => `${name}: ${id}`),
      ]
    })
    expect(faults).toEqual([])
  })
})

/** Headings in some words: what is called so, and all that is in something called `titles`. */
function listTitles(words: object, isAll = false): string[] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return isAll || name === 'title' ? [value] : []
    return typeof value === 'object' && value !== null ? listTitles(value, name === 'titles') : []
  })
}

describe('every page', () => {
  it('is for everybody: barriers, keyboard, enlarged, in the reader’s own colours, at rest', {
    timeout: 240_000,
  }, async () => {
    const look = async (page: Page, shown: ShownPage) => [
      ...(await findIn(page, shown, [telephone, deskAtNight])),
      ...(await findOverflowAt(page, widths)),
      ...(await findUnseenFocus(page)),
      ...(await findLostSigns(page)),
    ]
    expect(await lookAtAll(browser, { shown: toDistinct(await open('en')), look })).toEqual([])
  })

  it('is for everybody before its scripts run', { timeout: 240_000 }, async () => {
    const look = async (page: Page, shown: ShownPage) => [
      ...(await findIn(page, shown, [telephoneAtNight, desk])),
      ...(await findOverflow(page)),
    ]
    const shown = toDistinct(await open('en')).filter(isForPeople)
    expect(await lookAtAll(browser, { shown, look, hasScripts: false })).toEqual([])
  })

  it.each(locales.filter(locale => locale !== 'en'))(
    'fits on any screen in %s',
    async locale => {
      const look = async (page: Page, shown: ShownPage) => {
        if (locale === 'ja') await widenLetters(page)
        return [
          ...(await findOverflowAt(page, [320, 1280])),
          ...((await page.locator('html').getAttribute('lang')) === shown.locale ? [] : ['another language']),
        ]
      }
      const shown = (await open(locale)).filter(isForPeople)
      expect(await lookAtAll(browser, { shown, look })).toEqual([])
    },
    180_000,
  )
})
