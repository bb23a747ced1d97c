import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRecipients, toEntry } from '../../service/http/admin/invite/read-recipients.ts'
import { openSignedIn } from '../service/http/admin/administrators.ts'
import type { Browser } from '../service/http/browser.ts'
import type { TestService } from '../service/http/test-service.ts'
import { readCase, startCaseService } from './import-case.ts'

const FORM = '/admin/invitations/new'

let service: TestService
let browser: Browser
beforeAll(async () => {
  service = await startCaseService()
  browser = await openSignedIn(service)
})
afterAll(() => service.close())

/** What the chips are for a paste, as the page's script asks. */
async function chipsOf(text: string) {
  const token = browser.fieldsOf(await browser.get(FORM)).form_token ?? ''
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  const answer = await service.app.request(`https://guestlist.example${FORM}/check`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-form-token': token,
      'sec-fetch-site': 'same-origin',
      cookie,
    },
    body: JSON.stringify({ text }),
  })
  const { entries } = (await answer.json()) as { entries: { text: string; state: string; label: string }[] }
  return entries
}

/** Sends the form without scripts; whoever is invited, with the name that they get. */
async function inviteBy(text: string): Promise<Record<string, string | null>> {
  const { form_token = '', nonce = '' } = browser.fieldsOf(await browser.get(FORM))
  const html = `<form action="${FORM}"><button>Go</button></form>`
  const page = { status: 200, url: FORM, headers: new Headers(), html, text: '' }
  const sent = await browser.press(page, 'Go', { form_token, nonce, addresses: text })
  expect(sent.status).toBe(200)
  const { body } = await service.api('/api/invitations?status=pending&take=50')
  const made = body.invitations as { id: string; invitee: { email: string }; profile: { name?: string } }[]
  for (const { id } of made) await service.api(`/api/invitations/${id}/revoke`, { method: 'POST' })
  return Object.fromEntries(made.map(({ invitee, profile }) => [invitee.email, profile.name ?? null]))
}

describe('a paste', () => {
  it.each([
    ['paste-outlook-last-first.txt', { 'rosa@example.org': 'Vidal, Rosa', 'bo@example.org': 'Okafor, Bo' }],
    ['paste-outlook-plain-text.txt', { 'rosa@example.org': 'Rosa Vidal', 'bo@example.org': null }],
    ['paste-spreadsheet-columns.txt', { 'rosa@example.org': 'Rosa Vidal', 'bo@example.org': 'Bo Okafor' }],
    ['paste-quoted.txt', { 'rosa@example.org': null, 'bo@example.org': null }],
    [
      'paste-full-width.txt',
      {
        'rosa@example.org': null,
        'bo@example.org': null,
        'cy@example.org': null,
        'di@example.org': null,
      },
    ],
  ])('of %s invites everybody in it, by their whole names', async (file, people) => {
    const text = readCase(file).toString()
    expect(await inviteBy(text)).toEqual(people)
    const chips = await chipsOf(text)
    expect(chips.map(({ state }) => state)).toEqual(Object.keys(people).map(() => 'ok'))
  })

  it.each<[string, Record<string, string | null>]>([
    ['Vidal, Rosa <rosa@example.org>', { 'rosa@example.org': 'Vidal, Rosa' }],
    ['"Vidal, Rosa" <rosa@example.org>', { 'rosa@example.org': 'Vidal, Rosa' }],
    [
      'Vidal, Rosa <rosa@example.org>, Okafor, Bo <bo@example.org>',
      { 'rosa@example.org': 'Vidal, Rosa', 'bo@example.org': 'Okafor, Bo' },
    ],
    [
      'rosa@example.org, Bo Okafor <bo@example.org>',
      { 'rosa@example.org': null, 'bo@example.org': 'Bo Okafor' },
    ],
    ['Rosa <rosa@example.org> Bo <bo@example.org>', { 'rosa@example.org': 'Rosa', 'bo@example.org': 'Bo' }],
    ["'rosa@example.org' <rosa@example.org>", { 'rosa@example.org': null }],
    ['Rosa Vidal [mailto:rosa@example.org]', { 'rosa@example.org': 'Rosa Vidal' }],
    ['Rosa\tVidal\trosa@example.org\tPorto', { 'rosa@example.org': 'Rosa Vidal' }],
    ['rosa@example.org\tRosa Vidal\tPorto', { 'rosa@example.org': 'Rosa Vidal' }],
    [
      'Vidal、Rosa＜rosa＠example.org＞；bo@example.org',
      { 'rosa@example.org': 'Vidal, Rosa', 'bo@example.org': null },
    ],
    ['“rosa@example.org” „bo@example.org“', { 'rosa@example.org': null, 'bo@example.org': null }],
    [
      '1. rosa@example.org\n2) bo@example.org\n• cy@example.org',
      {
        'rosa@example.org': null,
        'bo@example.org': null,
        'cy@example.org': null,
      },
    ],
    ['rosa@example.org / bo@example.org', { 'rosa@example.org': null, 'bo@example.org': null }],
    ['"Rosa \\"Ro\\" Vidal" <rosa@example.org>', { 'rosa@example.org': 'Rosa "Ro" Vidal' }],
    [
      '\u200brosa@example.org\u200b, \u202abo@example.org\u202c',
      { 'rosa@example.org': null, 'bo@example.org': null },
    ],
    ['"rosa@example.org, bo@example.org"', { 'rosa@example.org': null, 'bo@example.org': null }],
    ['mailto:rosa@example.org?subject=Hi', { 'rosa@example.org': null }],
    ['Rosa Vidal rosa@example.org', { 'rosa@example.org': 'Rosa Vidal' }],
    [
      'To: Rosa Vidal <rosa@example.org>\nKopie: Bo Okafor <bo@example.org>',
      { 'rosa@example.org': 'Rosa Vidal', 'bo@example.org': 'Bo Okafor' },
    ],
    ['>> rosa@example.org\n> bo@example.org', { 'rosa@example.org': null, 'bo@example.org': null }],
    ['[Rosa Vidal](mailto:rosa@example.org)', { 'rosa@example.org': 'Rosa Vidal' }],
    ['SMTP:rosa@example.org;smtp:bo@example.org', { 'rosa@example.org': null, 'bo@example.org': null }],
    ["'rosa@example.org','bo@example.org'", { 'rosa@example.org': null, 'bo@example.org': null }],
    ['Write to rosa@example.org.', {}],
  ])('of %j invites whom it means', async (text, people) => {
    expect(await inviteBy(text)).toEqual(people)
  })

  it.each([
    [
      'Please invite rosa@example.org and bo@example.org',
      ['Please invite rosa@example.org', 'and bo@example.org'],
    ],
    ['rosa vidal@example.org', ['rosa vidal@example.org']],
    ['Rosa Vidal\t(no address)\nbo@example.org', ['Rosa Vidal (no address)']],
    ['Alice, Bo <bo@example.org>, Cy <cy@example.org>, Rosa <>', ['Alice', 'Rosa <>']],
    ['rosa@example', ['rosa@example']],
    ['Rosa <rosa at example.org>', ['"Rosa" <rosa at example.org>']],
  ])('of %j marks what is no address, so that nobody is lost without a word', async (text, marked) => {
    const chips = await chipsOf(text)
    expect(chips.flatMap(chip => (chip.state === 'malformed' ? [chip.text] : []))).toEqual(marked)
  })

  it('says of an address with something invisible within what is wrong', async () => {
    expect(await chipsOf('ro\u200bsa@example.org')).toMatchObject([
      { state: 'invisible', label: 'Has an invisible character' },
    ])
  })

  it('for any names and separators: every address is there once, and what is written is read as the same again', () => {
    const name = fc.constantFrom(
      'Rosa',
      'Rosa Vidal',
      'Vidal, Rosa',
      '"Vidal, Rosa"',
      'Bo "B" Okafor',
      'وحید',
      '山田 太郎',
      "O'Neil",
      'Dr. Rosa',
      '',
    )
    const shape = fc.constantFrom(
      (who: string, address: string) => `${who} <${address}>`,
      (who: string, address: string) => `${who}<mailto:${address}>`,
      (who: string, address: string) => `${who}\t${address}`,
      (who: string, address: string) => `${who} [mailto:${address}]`,
      (_who: string, address: string) => address,
      (_who: string, address: string) => `"${address}"`,
      (_who: string, address: string) => `<${address}>`,
    )
    const separator = fc.constantFrom('\n', '\r\n', '; ', ';', '；', '\r', ';\n')
    const entry = fc.record({ name, shape, separator })
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), entries => {
        const text = entries
          .map((one, at) => one.shape(one.name, `p${at}@example.org`) + one.separator)
          .join('')
        const read = readRecipients(text)
        const found = read.flatMap(({ address }) => (address && 'email' in address ? [address.email] : []))
        expect(found.toSorted()).toEqual(entries.map((_, at) => `p${at}@example.org`).toSorted())
        expect(readRecipients(read.map(toEntry).join('\n'))).toEqual(read)
      }),
      { seed: 20_261_130, numRuns: 2_000 },
    )
  })
})
