import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSignedIn } from './admin/administrators.ts'
import { type Browser, openBrowser } from './browser.ts'
import { share } from './invitee/invitee-flow.ts'
import { everyPermission, startTestService, type TestService } from './test-service.ts'

const SIZE = 120_000
/** Node refuses more (16 KiB for all headers and the address together). */
const HEADER_SIZE = 12_000
const MAX_CPU_MS = 50

let service: TestService
let browser: Browser
let handle: string
let linkHandle: string
let asRoot: Browser
let formToken: string
let token: string
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-heavy-'))
  // Nothing is to be quick because it is refused as one press too many.
  const presses = {
    per_invitation_per_hour: null,
    per_invitation_and_ip_per_hour: null,
    per_link_per_hour: null,
    per_link_and_ip_per_hour: null,
    per_ip_per_minute: null,
    wrong_codes_per_ip_per_hour: null,
  }
  const POLICY_FILE = join(folder, 'policy.json')
  await writeFile(POLICY_FILE, JSON.stringify({ limits: { presses } }))
  service = await startTestService({ POLICY_FILE })
  browser = openBrowser(service.app)
  const { link } = await service.invite()
  handle = browser.fieldsOf(await browser.get(link)).invitation ?? ''
  linkHandle = browser.fieldsOf(await browser.get((await share(service)).link)).invitation ?? ''
  asRoot = await openSignedIn(service)
  formToken = asRoot.fieldsOf(await asRoot.get('/admin/invitations/new')).form_token ?? ''
  token = await service.tenant.issueAccessToken({ permissions: [...everyPermission] })
})
afterAll(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** What expressions and loops stumble over: one of these over and over, and something at the end that fits none. */
/** As many letters as can be told apart: Punycode (RFC 3492) takes the square of their number. */
const manyLetters = Array.from({ length: 20_000 }, (_, n) => String.fromCharCode(0x4e00 + n)).join('')
const patterns = [
  manyLetters,
  ...'a0 \n\t.-@<>"\',;&=%+/:\\[{(\u00e9\u200b\u202e\u3002\ud83d\ude00\u0000',
  ...['\r\n', '\ud800', 'xn--', '::', 'a.', 'a-', 'a@a.a,', '"a" <', '<a@a.a>\n', 'a b ', '%41', 'a=1&'],
  ...['[{"', '{"a":', '\\"', 'eyJ', 'www.', '://', '<!--', 'app_metadata.'],
]
const fill = (pattern: string, size: number) =>
  `${pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size)}!\u0001`
/** A header has bytes only. */
const fillHeader = (pattern: string) => fill(pattern, HEADER_SIZE).replace(/[^\t\u0020-\u007e]/g, '?')

/** A request that is made already: only the answer is measured. */
type Send = () => Response | Promise<Response>

const call =
  (path: string, init: RequestInit): Send =>
  () =>
    service.app.request(path, init)

/** CPU of this process for one request, the least of some tries: another test's garbage is none of its. */
async function cpuMsOf(send: Send): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 8 && least > MAX_CPU_MS; tries++) {
    const before = process.cpuUsage()
    await (await send()).text()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1_000)
  }
  return least
}

async function slowOf(prepare: (pattern: string) => Send): Promise<unknown[]> {
  await cpuMsOf(prepare('a'))
  const slow: unknown[] = []
  for (const pattern of patterns) {
    const cpuMs = await cpuMsOf(prepare(pattern))
    if (cpuMs > MAX_CPU_MS) slow.push([pattern, Math.round(cpuMs)])
  }
  return slow
}

const ours = { 'sec-fetch-site': 'same-origin', origin: 'null' }
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...ours, ...headers },
    body: new URLSearchParams(fields).toString(),
  })
const cookies = () => ({ cookie: [...asRoot.cookies].map(pair => pair.join('=')).join('; ') })
const postAdmin = (path: string, fields: Record<string, string>) =>
  post(path, { form_token: formToken, ...fields }, cookies())
/** The most that a public form may have. */
const short = (pattern: string) => fill(pattern, pattern === manyLetters ? 6_000 : 10_000)

const forms: [what: string, prepare: (pattern: string) => Send][] = [
  ['the handle of an invitation', pattern => post('/i/accept', { invitation: short(pattern) })],
  ['an address for a link', pattern => post('/i/address', { invitation: linkHandle, email: short(pattern) })],
  [
    'an address that is one but for its domain',
    p => post('/i/address', { invitation: linkHandle, email: `a@${short(p)}` }),
  ],
  ['an address with a code', pattern => post('/i/code', { email: short(pattern), code: '00000-00000' })],
  ['a code', pattern => post('/i/code', { email: 'a@example.com', code: short(pattern) })],
  ['a language', pattern => post('/i/renew', { invitation: handle, locale: short(pattern) })],
  ['a step of declining', pattern => post('/i/decline', { invitation: handle, confirmed: short(pattern) })],
  ['nothing but 120 kB', pattern => post('/i/accept', { a: fill(pattern, SIZE) })],
  ['addresses to invite', p => postAdmin('/admin/invitations/new', { addresses: fill(p, SIZE), nonce: 'x' })],
  ['addresses to check', p => postAdmin('/admin/invitations/new/check', { addresses: fill(p, SIZE) })],
  [
    'a message',
    p => postAdmin('/admin/invitations/new', { addresses: 'a@example.com', message: fill(p, SIZE) }),
  ],
  ['a message to look at', p => postAdmin('/admin/invitations/new/preview', { message: fill(p, SIZE) })],
  [
    'metadata',
    p => postAdmin('/admin/invitations/new', { addresses: 'a@example.com', app_metadata: fill(p, SIZE) }),
  ],
  [
    'permissions',
    p => postAdmin('/admin/invitations/new', { addresses: 'a@example.com', permissions: fill(p, SIZE) }),
  ],
  ['a domain', p => postAdmin('/admin/invitations/new', { kind: 'domain', domain: fill(p, SIZE) })],
  [
    'where it leads',
    p => postAdmin('/admin/invitations/new', { addresses: 'a@example.com', result_url: fill(p, SIZE) }),
  ],
  [
    'selected rows',
    p =>
      postAdmin('/admin/invitations/selected', { id: fill(p, SIZE), action: 'extend', query: fill(p, SIZE) }),
  ],
  ['a form without a session', p => post('/admin/invitations/new', { addresses: fill(p, SIZE) })],
]

const bodies: typeof forms = [
  ['an invitation', p => call('/api/invitations', json(fill(p, 60_000)))],
  ['one that is too long', p => call('/api/invitations', json(fill(p, SIZE)))],
  ['an address', p => call('/api/invitations', json({ invitee: { email: short(p) } }))],
  ['a domain', p => call('/api/invitations', json({ kind: 'domain', domain: short(p) }))],
  [
    'a name',
    p => call('/api/invitations', json({ invitee: { email: 'a@example.com' }, profile: { name: short(p) } })),
  ],
  [
    'a picture',
    p =>
      call(
        '/api/invitations',
        json({ invitee: { email: 'a@example.com' }, profile: { picture: `https://${fill(p, 19_000)}` } }),
      ),
  ],
  [
    'a message',
    p => call('/api/invitations', json({ invitee: { email: 'a@example.com' }, message: short(p) })),
  ],
  [
    'a language',
    p => call('/api/invitations', json({ invitee: { email: 'a@example.com' }, locale: short(p) })),
  ],
  [
    'metadata',
    p =>
      call(
        '/api/invitations',
        json({ invitee: { email: 'a@example.com' }, app_metadata: { [short(p)]: short(p) } }),
      ),
  ],
  [
    'names of fields',
    p =>
      call(
        '/api/invitations',
        json(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`${n}${p.slice(0, 4)}`, n]))),
      ),
  ],
]

const json = (body: unknown) => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const csv = (body: string, type = 'text/csv') => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': type },
  body,
})

/** Files are read row by row, however long they are: they cost more for each row, and never more for each byte. */
const files: [what: string, prepare: (pattern: string, size: number) => Send][] = [
  ['one line', (p, size) => call('/api/imports', csv(fill(p, size)))],
  ['columns', (p, size) => call('/api/imports', csv(`email,${fill(p, size)}\na@example.com,x\n`))],
  ['lines', (p, size) => call('/api/imports', csv(`email,name\n${fill(p, size)}\n`))],
  ['objects', (p, size) => call('/api/imports', csv(`${fill(p, size)}\n`, 'application/x-ndjson'))],
  [
    'names in an object',
    (p, size) =>
      call(
        '/api/imports?ignore_unknown_columns=true',
        csv(`${JSON.stringify({ email: 'a@example.com', [fill(p, size)]: 1 })}\n`, 'application/x-ndjson'),
      ),
  ],
]

const get = (path: string, headers: Record<string, string> = {}) => call(path, { headers })
const queryOf = (pattern: string) => encodeURIComponent(fill(pattern.replace('\ud800', '?'), 3_000))
const requests: typeof forms = [
  ['a path', p => get(`/${queryOf(p)}`)],
  ['a link', p => get(`/i/${queryOf(p)}`)],
  ['a link of three parts', p => get(`/i/${queryOf(p)}.${queryOf(p)}.a`)],
  ['what a page shows', p => get(`/i?view=${queryOf(p)}`)],
  ['a refusal', p => get(`/refused?refusal=${queryOf(p)}&state=${queryOf(p)}&hostname=${queryOf(p)}`)],
  ['a callback', p => get(`/callback?state=${queryOf(p)}&error_description=${queryOf(p)}`)],
  ['a search', p => get(`/admin/invitations?q=${queryOf(p)}`, cookies())],
  ['a filter', p => get(`/admin/audit?actor=${queryOf(p)}&from=${queryOf(p)}`, cookies())],
  [
    'a place in a list',
    p =>
      call(`/api/invitations?from=${queryOf(p)}`, {
        headers: { authorization: `Bearer ${token}` },
      }),
  ],
  ['a language', p => get(`/i/code?lang=${queryOf(p)}&ui_locales=${queryOf(p)}`)],
  ['Accept-Language', p => get('/i/code', { 'accept-language': fillHeader(p) })],
  ['Cookie', p => get('/i', { cookie: fillHeader(p) })],
  ['a cookie of ours', p => get('/i', { cookie: `__Host-guestlist-invitation=${fillHeader(p)}` })],
  ['X-Forwarded-For', p => post('/i/code', { email: 'a', code: 'b' }, { 'x-forwarded-for': fillHeader(p) })],
  [
    'a bracketed X-Forwarded-For',
    p => post('/i/code', { email: 'a', code: 'b' }, { 'x-forwarded-for': `[${fillHeader(p)}` }),
  ],
  ['User-Agent', p => get('/i/code', { 'user-agent': fillHeader(p) })],
  ['Authorization', p => get('/api/invitations', { authorization: `Bearer ${fillHeader(p)}` })],
  ['Authorization without a scheme', p => get('/api/invitations', { authorization: fillHeader(p) })],
  ['a key of an Action', p => post('/actions/admission', {}, { authorization: `Bearer ${fillHeader(p)}` })],
  ['Content-Type', p => post('/i/code', {}, { 'content-type': fillHeader(p) })],
  ['a boundary', p => call('/api/imports', csv('x', `multipart/form-data; boundary=${fillHeader(p)}`))],
  ['Origin', p => post('/i/code', {}, { origin: fillHeader(p) })],
  [
    'Idempotency-Key',
    p =>
      call('/api/invitations', {
        ...json({}),
        headers: { ...json({}).headers, 'idempotency-key': fillHeader(p) },
      }),
  ],
]

describe('S66 no input costs more than 50 ms of CPU', () => {
  test.each(forms)('S66 in a form: %s', async (_, prepare) => expect(await slowOf(prepare)).toEqual([]))
  test.each(bodies)('S66 in a body: %s', async (_, prepare) => expect(await slowOf(prepare)).toEqual([]))
  test.each(requests)('S66 in an address or a header: %s', async (_, prepare) =>
    expect(await slowOf(prepare)).toEqual([]),
  )
})

describe("S66 an administrator's form", () => {
  const send = (path: string, body: string, type = 'application/x-www-form-urlencoded') =>
    call(path, { method: 'POST', headers: { ...ours, ...cookies(), 'content-type': type }, body })()
  const multipart = 'multipart/form-data; boundary=x'

  test('S66 has 512 kB and 1,000 fields at most, also where files are taken', async () => {
    for (const path of [
      '/admin/invitations/new',
      '/admin/imports',
      `/admin/imports?form_token=${formToken}`,
    ]) {
      expect((await send(path, 'x'.repeat(512 * 1024 + 1))).status).toBe(413)
      expect((await send(path, '&'.repeat(1_000))).status).toBe(413)
      expect((await send(path, '&'.repeat(999))).status).not.toBe(413)
    }
  })

  test('S66 comes with a file to the one page that takes one', async () => {
    const form =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail\nz@example.com\n\r\n--x--\r\n'
    const upload = await send(`/admin/imports?form_token=${formToken}`, form, multipart)
    expect([upload.status, upload.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('/admin/imports/imp_'),
    ])
    for (const path of [
      '/admin/invitations/new',
      '/admin/invitations/selected',
      '/admin/imports/',
      '/account',
    ])
      expect([path, (await send(`${path}?form_token=${formToken}`, form, multipart)).status]).toEqual([
        path,
        403,
      ])
  })
})

describe('S66 a file costs no more than its length', () => {
  /** Four times the length costs four times as much; sixteen times would be the square. */
  test.each(files)(
    'S66 with %s',
    async (_, prepare) => {
      const slow: unknown[] = []
      await cpuMsOf(prepare('a', 100))
      for (const pattern of patterns) {
        const large = await cpuMsOf(prepare(pattern, 16_000))
        // What is quick is no square of anything.
        if (large < 100) continue
        const small = await cpuMsOf(prepare(pattern, 4_000))
        if (large > 8 * small) slow.push([pattern, small, large])
      }
      expect(slow).toEqual([])
    },
    120_000,
  )
})
