import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutLink } from '../../service/http/invitee/open-routes.tsx'
import { openBrowser } from '../service/http/browser.ts'
import type { TestService } from '../service/http/test-service.ts'
import { readCase, startCaseService } from './import-case.ts'

let service: TestService
let link: string
beforeAll(async () => {
  service = await startCaseService()
  link = (await service.invite({ invitee: { email: 'rosa@example.org' } })).link
})
afterAll(() => service.close())

/** The remark behind the first one is for people. */
const suffixes = readCase('link-suffixes.txt')
  .toString()
  .trim()
  .split('\n')
  .map(line => line.split(' ')[0] ?? '')

const open = async (address: string) => openBrowser(service.app).get(address)

describe('a link', () => {
  it('has its suffixes from the file', () => {
    expect(suffixes).toHaveLength(16)
    expect(suffixes).toContain('&data=05')
  })

  it.each([
    ...suffixes,
    ').',
    '%22%3E',
    '")',
    '&gt;',
    '&quot;&gt;',
    '%E2%80%9D',
    '»',
    '、',
    '！',
    '**',
    '__',
    '_*',
    '-',
    '~',
    '|',
    '\\',
    '!',
    '?',
    '?utm_source=mail&x=1',
    '%3Futm_source=mail',
    '%0A',
    '%0D%0A--',
    '%20Rosa',
    '%253E',
    '%E2%80',
    '%C2%A0',
    '%EF%BB%BF',
    '//',
    '/)',
    '/?x=1',
    '%2F',
    '.html',
    '=3D',
    '@',
    '+',
  ])('opens with %j behind it', async suffix => {
    const page = await open(`${link}${suffix}`)
    expect(page).toMatchObject({ status: 200, url: 'https://guestlist.example/i' })
    expect(page.text).toContain('Accept invitation')
  })

  it.each(['%E2%80%8B', '%20', '%3C', '%22', '(', '%EF%BB%BF'])(
    'opens with %j before its token',
    async prefix => {
      const page = await open(link.replace('/i/', `/i/${prefix}`))
      expect(page).toMatchObject({ status: 200, url: 'https://guestlist.example/i' })
    },
  )

  it.each(['A', '0', 'x.', '_a', 'AA', '%41', '-1'])(
    'is refused with %j behind it, which may be a letter of a token',
    async suffix => {
      expect((await open(`${link}${suffix}`)).status).toBe(404)
    },
  )

  it('is refused with any letter within it changed, left out or put in', async () => {
    const token = new URL(link).pathname.slice('/i/'.length)
    const letter = fc.constantFrom(...'Aa0_-.~*%')
    const kind = fc.constantFrom('changed', 'left out', 'put in')
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), letter, kind, async (at, put, how) => {
        fc.pre(how !== 'changed' || token[at] !== put)
        // At the very end, a sign that is no letter is put behind the link and not into it.
        fc.pre(at < token.length - 1)
        const end = how === 'put in' ? at : at + 1
        const other = `${token.slice(0, at)}${how === 'left out' ? '' : put}${token.slice(end)}`
        fc.pre(at > 0 || how !== 'put in' || /\w/.test(put))
        const page = await open(`https://guestlist.example/i/${other}`)
        expect([other, page.status]).toEqual([other, 404])
      }),
      { seed: 20_261_130, numRuns: 150 },
    )
  })

  it('is not looked for in what is none', () => {
    for (const text of [
      '',
      '.',
      '...',
      'code',
      'a.b.c',
      'x'.repeat(100_000),
      '.'.repeat(100_000),
      `${'a.'.repeat(50_000)}`,
    ])
      expect(cutLink(text)).toBe(text)
  })
})
