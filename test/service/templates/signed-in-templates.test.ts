import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSignedIn } from '../http/admin/administrators.ts'
import { openBrowser } from '../http/browser.ts'
import { makeMember, save, signIn, startWithFields } from '../http/members/member-flow.ts'
import type { TestService } from '../http/test-service.ts'

let folder: string
let service: TestService

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guestlist-templates-'))
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})
afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

async function start(files: Record<string, string>, overrides: Record<string, string> = {}) {
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, `${name}.liquid`), source)
  service = await startWithFields({ TEMPLATES_DIR: folder, ...overrides })
}

const FRAME =
  '<html lang="{{ lang }}">{{ head }}<body id="{{ template }}">{{ sign_out }}<main>{{ content }}</main></body></html>'

describe('before joining', () => {
  test('the page is the operator’s, and its form leads on, also after a mistake', async () => {
    await start(
      {
        joining:
          '<h1>Papers</h1><p>{{ fields | join: "+" }} {{ terms_version }}{% if is_wrong %} again{% endif %}</p>{{ form }}',
      },
      { TERMS_URL: 'https://acme.example/terms', TERMS_VERSION: '7' },
    )
    const browser = openBrowser(service.app)
    const { id } = await service.invite()
    const page = await browser.press(await browser.get(await service.linkOf(id)), 'Accept invitation')
    expect(page.html).toContain('<main class="card"><h1>Papers</h1><p>First name 7</p><form')
    const again = await browser.press(page, 'Continue', { terms: 'agreed' })
    expect(again.text).toContain('First name 7 again')
    expect(again.text).toContain('Fill this in.')
    const filledIn = { 'field.given_name': 'Grace', terms: 'agreed' }
    expect((await browser.press(again, 'Continue', filledIn)).url).toContain('/authorize?')
  })
})

describe('the page of the account', () => {
  test('is the operator’s, frame and all: it saves, sends the link and signs out', async () => {
    await start({
      account: '<h1>Hello {{ name }}</h1>{{ notice }}{{ profile }}{{ password }}{{ joined }}',
      'account-layout': FRAME,
      'account-sign-in': '<h1>Come in</h1>{% for way in actions %}<a href="{{ way.href }}">x</a>{% endfor %}',
      'mail-new-password.subject': 'New key for {{ organization }}',
      'mail-new-password.text': 'Here: {{ link }} until {{ expires }}',
    })
    const user = makeMember(service, { profile: { name: '<b>Grace</b>' } })
    const browser = openBrowser(service.app)
    expect((await browser.get('/account')).html).toContain('<h1>Come in</h1><a href="/account/sign-in">')
    const { page } = await signIn(service, user.userId, browser)
    expect(page.html).toContain('<main><h1>Hello &lt;b&gt;Grace&lt;/b&gt;</h1>')
    expect(page.html).toContain('<body id="account"><form method="post" action="/account/sign-out">')
    const saved = await save(browser, page, { given_name: 'Grace' })
    expect(saved.text).toContain('Changes saved.')
    expect(service.management.users.at(-1)?.profile?.given_name).toBe('Grace')
    await browser.press(saved, 'Send me the link')
    expect(service.mails).toHaveLength(1)
    expect(service.mails[0]).toMatchObject({ subject: 'New key for Acme' })
    expect(service.mails[0]?.text).toMatch(/^Here: https:\S+ until .* UTC$/)
    expect(service.mails[0]?.html).toContain('Choose a new password')
    await browser.press(saved, 'Sign out')
    expect((await browser.get('/account')).text).toContain('Come in')
  })

  test('says in the operator’s words what stands around it', async () => {
    await start({ 'account-notice': '<p>Oh: {{ sentence }}</p>{{ content }}' })
    const browser = openBrowser(service.app)
    expect((await browser.get('/account/callback?state=x')).text).toContain('Oh: ')
  })
})

describe('administrators’ pages', () => {
  test('have the operator’s frame and contents, and their forms work', async () => {
    await start({
      'admin-layout': `${FRAME}{{ navigation }}{{ who }}`,
      'admin-invite': '<h1>Whom?</h1>{{ lead }}{{ buttons }}{{ main }}',
      'admin-sign-in': '<h1>Staff only</h1>{{ content }}',
    })
    expect((await openBrowser(service.app).get('/admin')).text).toContain('Staff only')
    const browser = await openSignedIn(service)
    const page = await browser.get('/admin/invitations/new')
    expect(page.html).toContain('<body id="admin-invite"><form class="row admin-who" method="post"')
    expect(page.html).toContain('<main><h1>Whom?</h1>')
    expect(page.html).toContain('<a href="/admin/invitations">')
    expect(page.html).toContain('Ada Lovelace')
    const sent = await browser.press(page, 'Send invitations', {
      addresses: 'new@example.com',
      kind: 'personal',
    })
    expect(sent.html).toContain('<main><h1>Whom?</h1>')
    expect(sent.text).toContain('new@example.com')
    const table = await browser.get('/admin/invitations')
    expect(table.html).toContain('<body id="admin-invitations">')
    expect(table.text).toContain('new@example.com')
    expect((await browser.get('/admin/nothing-here')).html).toContain('<body id="admin-refused">')
  })
})
