import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAssets } from '../../../service/http/assets/assets.ts'
import { startTestService, type TestService } from './test-service.ts'

const { stylesheet, scripts } = createAssets()

let service: TestService

beforeEach(async () => {
  service = await startTestService()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const pages = ['/i', '/api', '/signed-out', '/refused', '/callback', '/joined', '/nowhere']
const machines = [
  '/api/invitations/inv_1',
  '/openapi.json',
  '/actions/admission',
  '/health/live',
  '/api/nowhere',
]

describe('every answer', () => {
  test.each([...pages, ...machines, stylesheet, scripts['local-time']])(
    '%s has strict headers',
    async path => {
      const { headers } = await service.app.request(path)
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('x-powered-by')).toBeNull()
    },
  )

  test.each([...pages, ...machines])('%s is kept nowhere', async path => {
    expect((await service.app.request(path)).headers.get('cache-control')).toBe('no-store')
  })
})

describe('pages', () => {
  test('/i/code may send its form to us, and nothing else', async () => {
    const page = await service.app.request('/i/code')
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(await page.text()).not.toMatch(/<style|style=|<script(?! src="\/assets\/)/)
  })

  test.each(pages)('%s may load and run files of ours, and send nothing', async path => {
    const page = await service.app.request(path)
    expect(page.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    const scripts = path === '/api' ? '' : "script-src 'self'; "
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'self'; ${scripts}img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
    )
  })

  test.each(pages)(
    '%s has a language, a title, one heading in one main part, and no inline style',
    async path => {
      const html = await (await service.app.request(path)).text()
      expect(html).toMatch(/^<!doctype html><html lang="en">/)
      expect(html).toMatch(/<title>[^<]+ · Acme<\/title>/)
      for (const once of [/<main/g, /<h1/g, /<header/g]) expect(html.match(once)).toHaveLength(1)
      expect(html).not.toMatch(/<style|style=|<script(?! src="\/assets\/)/)
    },
  )

  test('the page with the button lets its form lead to us and to the log-in only', async () => {
    const { link } = await service.invite()
    const answer = await service.app.request((await service.app.request(link)).headers.get('location') ?? '')
    expect(answer.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://login.acme.example;",
    )
  })

  test('a name that somebody else chose is text, whatever is in it', async () => {
    const named = await startTestService({ ORGANIZATION_NAME: '<b>"Acme" & \'Co\'</b>' })
    const html = await (await named.app.request('/signed-out')).text()
    expect(html).not.toContain('<b>')
    expect(html).toContain('&lt;b&gt;')
    await named.close()
  })
})

describe('the stylesheet', () => {
  test('may be kept for ever, because its name changes with its content', async () => {
    const answer = await service.app.request(stylesheet)
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await service.app.request('/assets/guestlist.000000000000.css')).status).toBe(404)
    expect(await (await service.app.request('/signed-out')).text()).toContain(`href="${stylesheet}"`)
  })

  test('loads nothing from elsewhere', async () => {
    expect(await (await service.app.request(stylesheet)).text()).not.toMatch(/url\(|@import/)
  })
})

describe('an unknown path', () => {
  test('is a page for people and a code for machines', async () => {
    const page = await service.app.request('/nowhere')
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('Page not found')
    expect(await service.api('/api/nowhere')).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found', message: expect.any(String), request_id: expect.any(String) } },
    })
  })
})
