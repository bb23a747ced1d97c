import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import nock from 'nock'
import { afterAll, describe, expect, test } from 'vitest'
import { contrast, parseColor, toBrandCss, toRgb } from '../../../../service/http/brand/brand-color.ts'
import { readLogoFile } from '../../../../service/http/brand/logo-file.ts'
import { openBrowser } from '../browser.ts'
import { startTestService } from '../test-service.ts'

const folder = mkdtempSync(join(tmpdir(), 'guestlist-brand-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
  nock.cleanAll()
  nock.enableNetConnect()
})

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The values of a variable, by day and by night. */
const valuesOf = (css: string, name: string) =>
  [...css.matchAll(new RegExp(`--${name}: (#\\w{6});`, 'g'))].map(([, value = '']) => toRgb(value))

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'

describe('the colour of an organization', () => {
  test('for any colour, what is written on buttons and what can be pressed can be read, day and night', () => {
    const hex = fc.integer({ min: 0, max: 0xffffff }).map(value => `#${value.toString(16).padStart(6, '0')}`)
    fc.assert(
      fc.property(hex, color => {
        const css = toBrandCss(color)
        const fills = valuesOf(css, 'fill')
        for (const [index, on] of valuesOf(css, 'on-fill').entries())
          expect(contrast(fills[index] ?? on, on)).toBeGreaterThanOrEqual(4.5)
        const [day, night] = valuesOf(css, 'accent')
        for (const ground of ['#ffffff', '#eef1fb'])
          expect(contrast(day ?? [0, 0, 0], toRgb(ground))).toBeGreaterThanOrEqual(4.5)
        for (const ground of ['#181b21', '#232a3f'])
          expect(contrast(night ?? [0, 0, 0], toRgb(ground))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('stays as it is on buttons', () => {
    expect(toBrandCss('#ffd500')).toContain('--fill: #ffd500; --fill-strong: #ffdd33; --on-fill: #000000;')
    expect(toBrandCss('#0b6e4f')).toContain('--fill: #0b6e4f; --fill-strong: #09583f; --on-fill: #ffffff;')
  })

  test.each(['red', '#fff', '#12345g', '#1234567', 'url(x)', '#fff;}'])('is no colour: %s', text => {
    expect(parseColor(text)).toBeUndefined()
  })
})

describe('the logo of an organization', () => {
  test.each([
    ['logo.svg', SVG, 'image/svg+xml'],
    ['old.svg', `<?xml version="1.0"?>\n<!-- by hand -->\n${SVG}`, 'image/svg+xml'],
    ['logo.png', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
    ['logo.webp', Buffer.from('RIFF0000WEBPVP8 '), 'image/webp'],
    ['misnamed.png', SVG, 'image/svg+xml'],
  ])('%s is told by what is in it', (name, content, type) => {
    expect(readLogoFile(write(name, content))?.type).toBe(type)
  })

  test.each([
    ['a page', '<html><svg></svg></html>'],
    ['a script in it', SVG.replace('<path', '<script>alert(1)</script><path')],
    ['an event in it', SVG.replace('<path', '<path onload="alert(1)"')],
    ['far too much', `${SVG}${' '.repeat(300_000)}`],
  ])('is not taken from a file with %s', (name, content) => {
    expect(readLogoFile(write(`${name}.svg`, content))).toBeUndefined()
    expect(readLogoFile(join(folder, 'not-there.svg'))).toBeUndefined()
  })

  test('is on every page with the name of the organization, from us, and runs nothing', async () => {
    const env = { BRAND_LOGO_FILE: write('own.svg', SVG), BRAND_COLOR: '#0B6E4F' }
    const service = await startTestService(env)
    const browser = openBrowser(service.app)
    const page = await browser.get('/signed-out')
    const [, logo = ''] = /<img class="brand-logo" src="([^"]+)" alt="Acme"/.exec(page.html) ?? []
    expect(logo).toMatch(/^\/assets\/logo\.[\da-f]{12}\.svg$/)
    const answer = await browser.get(logo)
    expect(answer.html).toBe(SVG)
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    const [, stylesheet = ''] = /href="(\/assets\/guestlist[^"]+)"/.exec(page.html) ?? []
    expect((await browser.get(stylesheet)).html).toContain('--fill: #0b6e4f')
    await service.close()
  })
})
