import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Locale, locales } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../../service/messages/messages.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { share } from './invitee-flow.ts'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
})
beforeEach(() => {
  browser = openBrowser(service.app)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

let count = 0
const invite = (fields: Record<string, unknown> = {}) =>
  service.invite({ invitee: { email: `reader-${++count}@example.com` }, ...fields })

const languageOf = ({ html }: Page) => /<html lang="(\w+)">/.exec(html)?.[1]

describe('the language of a page', () => {
  test("is the invitation's, whatever the browser says", async () => {
    const { link } = await invite({ locale: 'ja' })
    const page = await browser.get(link, { 'accept-language': 'de-AT,de;q=0.9' })
    expect(languageOf(page)).toBe('ja')
    expect(page.text).toContain(messagesFor('ja').invitee.invitation.accept)
  })

  test("is the one that a link asks for, else the browser's, else English", async () => {
    const headers = { 'accept-language': 'nl, pt-BR;q=0.8, fr;q=0.5' }
    expect(languageOf(await browser.get('/signed-out?ui_locales=fr-CA%20en', headers))).toBe('fr')
    expect(languageOf(await browser.get('/signed-out', headers))).toBe('pt')
    expect(languageOf(await browser.get('/signed-out', { 'accept-language': 'nl, *' }))).toBe('en')
  })

  test('is above all the one that was chosen on a page, also on the pages after it and at the log-in', async () => {
    const { link } = await invite({ locale: 'ja' })
    await browser.get(link)
    const page = await browser.get('/i?lang=es')
    expect(languageOf(page)).toBe('es')
    expect(browser.cookies.get('__Host-guestlist-language')).toBe('es')
    const { url } = await browser.press(page, messagesFor('es').invitee.invitation.accept)
    expect(new URL(url).searchParams.get('ui_locales')).toBe('es')
    expect(languageOf(await browser.get('/nowhere'))).toBe('es')
  })

  test('stays that of the invitation on the pages behind its buttons', async () => {
    const declining = await browser.get((await invite({ locale: 'fr' })).link)
    expect(languageOf(await browser.press(declining, messagesFor('fr').invitee.invitation.decline))).toBe(
      'fr',
    )
    const shared = await browser.get((await share(service, { locale: 'de' })).link)
    const taken = await browser.press(shared, messagesFor('de').invitee.link.submit, {
      email: 'many@example.com',
    })
    expect(languageOf(taken)).toBe('de')
    expect(taken.text).toContain(messagesFor('de').notices.addressTaken.next)
  })

  test.each(['xx', '', '<script>', 'de,fr'])('is not chosen by what is no language: %s', async lang => {
    const page = await browser.get(`/signed-out?lang=${encodeURIComponent(lang)}`)
    expect(languageOf(page)).toBe('en')
    expect(page.headers.get('set-cookie')).toBeNull()
  })

  test('is kept in a cookie that says nothing else and ends with the browser', async () => {
    const { headers } = await service.app.request('/signed-out?lang=de')
    expect(headers.get('set-cookie')).toBe(
      '__Host-guestlist-language=de; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
  })

  test('S37 is offered by links that repeat nothing but what the page is made of', async () => {
    const page = await browser.get('/signed-out?code=secret&state=secret')
    expect(page.html).not.toContain('secret')
    expect(page.html.match(/href="\?lang=\w\w"/g)).toHaveLength(locales.length)
  })
})

/** What a page says, sentence by sentence, without what is the same in all languages. */
function linesOf({ html }: Page): string[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
  return main
    .replace(/<time[\s\S]*?<\/time>/g, '')
    .split(/<[^>]+>/)
    .map(line => line.trim())
    .filter(line => /\p{L}{4}/u.test(line))
}

const sameByRight = [/@/, /^Acme$/, /^Invitation$/, /^Code$/, /^(Editor|Viewer)$/, /^navy\.example$/]

describe('every page', () => {
  const visits: [string, (locale: Locale) => Promise<Page>][] = [
    ['an invitation', async locale => browser.get((await invite({ locale, roles: ['Editor'] })).link)],
    ['a link for many', async locale => browser.get((await share(service, { locale })).link)],
    ...['/i/code', '/i', '/i/forged', '/signed-out', '/refused', '/callback', '/joined', '/nowhere'].map(
      (path): [string, (locale: Locale) => Promise<Page>] => [
        path,
        l => browser.get(`${path}?ui_locales=${l}`),
      ],
    ),
    [
      'a revoked invitation',
      async locale => {
        const { id, link } = await invite({ locale })
        await service.api(`/api/invitations/${id}`, { method: 'DELETE' })
        return browser.get(link)
      },
    ],
  ]

  test.each(visits)('%s has no English in the other languages', async (_, visit) => {
    const english = linesOf(await visit('en'))
    expect(english.length).toBeGreaterThan(1)
    for (const locale of locales.filter(other => other !== 'en')) {
      browser = openBrowser(service.app)
      const page = await visit(locale)
      expect(languageOf(page)).toBe(locale)
      const left = linesOf(page).filter(
        line => english.includes(line) && !sameByRight.some(right => right.test(line)),
      )
      expect({ locale, left }).toEqual({ locale, left: [] })
    }
  })
})

describe('an invitation by mail', () => {
  test.each(locales)('is written in %s, the language of the invitation', async locale => {
    await invite({ invitee: { email: 'reader@example.com' }, locale, inviter: undefined })
    const { mail } = service.mailTo('reader@example.com')
    expect(mail.html).toContain(`<html lang="${locale}">`)
    expect(mail.html).toContain(messagesFor(locale).mail.invitation.open)
    expect(mail.text).toContain(messagesFor(locale).mail.invitation.unexpected)
  })
})
