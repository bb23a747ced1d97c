import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renderInvitationMail } from '../../../service/mail/invitation-mail.ts'
import { pageTemplates } from '../../../service/templates/page-templates.ts'
import { createTemplates } from '../../../service/templates/templates.ts'
import { openSignedIn } from '../http/admin/administrators.ts'
import { openBrowser } from '../http/browser.ts'
import { startTestService, type TestService } from '../http/test-service.ts'
import { describeTemplates } from './describe-templates.ts'

let folder: string
let service: TestService | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guestlist-templates-'))
})
afterEach(async () => {
  await service?.close()
  service = undefined
  rmSync(folder, { recursive: true, force: true })
})
afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

function write(files: Record<string, string>): void {
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source)
}

/** The service with these files in its folder, and a browser. */
async function start(files: Record<string, string>) {
  write(files)
  service = await startTestService({ TEMPLATES_DIR: folder })
  return { service, browser: openBrowser(service.app) }
}

const inviter = { name: 'Ada <b>Lovelace</b> & "Co"' }
const message = 'Hi <script>alert(1)</script>\n{{ link }} & more'

describe('a page', () => {
  test('shows the template in our frame, and its buttons work', async () => {
    const { service, browser } = await start({
      'invitation.liquid':
        '<h1>Howdy {{ recipient }}</h1>{% for role in roles %}<i>{{ role }}</i>{% endfor %}{{ expires }}{{ form }}',
    })
    const { link } = await service.invite({ roles: ['Editor', 'Viewer'] })
    const page = await browser.get(link)
    expect(page.html).toContain(
      '<main class="card"><h1>Howdy grace@example.com</h1><i>Editor</i><i>Viewer</i>',
    )
    expect(page.html).toMatch(/<time datetime="[^"]+" data-local="long"/)
    expect((await browser.press(page, 'Accept invitation')).url).toContain('/authorize?')
  })

  test('has a template for one language only', async () => {
    const { browser } = await start({ 'signed-out.de.liquid': '<h1>Tschüss</h1>' })
    expect((await browser.get('/signed-out?ui_locales=de')).text).toContain('Tschüss')
    expect((await browser.get('/signed-out?ui_locales=fr')).text).toContain('Vous êtes déconnecté')
  })

  test('has the frame of the operator: everything that a page needs is in it', async () => {
    const { browser } = await start({
      'layout.liquid':
        '<html lang="{{ lang }}">{{ head }}<body id="{{ template }}"><main>{{ content }}</main>{{ languages }}</body></html>',
      'style.css': 'h1 { color: rebeccapurple }',
    })
    const page = await browser.get('/signed-out')
    expect(page.html).toContain('<title>You’re signed out · Acme</title>')
    expect(page.html).toContain('<body id="signed-out"><main><h1>You’re signed out</h1>')
    expect(page.html).toContain('hreflang="ja"')
    const [, stylesheet = ''] = /href="(\/assets\/guestlist[^"]+)"/.exec(page.html) ?? []
    expect((await browser.get(stylesheet)).html).toContain('rebeccapurple')
  })

  test('S38 what an inviter wrote is text in every template, whatever is done to it', async () => {
    const tricks = [
      '',
      ' | upcase',
      ' | append: "<b>"',
      ' | join: "<hr>"',
      ' | split: "" | join: ""',
      ' | json',
    ]
    const { service, browser } = await start({
      'invitation.liquid': `${tricks.map(trick => `{{ inviter${trick} }}{{ message${trick} }}`).join('')}{{ form }}`,
    })
    const row = await service.ledger.findInvitation((await service.invite()).id)
    if (!row) throw new TypeError('no invitation')
    const stored = { ...row, id: `${row.id}-stored`, invitee_email: 'stored@example.com' }
    await service.ledger.createInvitation({ ...stored, inviter_name: inviter.name, message }, { mail: false })
    const page = await browser.get(await service.linkOf(stored.id))
    const main = /<main[^>]*>([\s\S]*?)<form/.exec(page.html)?.[1] ?? ''
    expect(main).toContain('Ada')
    expect(main).not.toMatch(/[<>]|\{\{/)
  })

  test('is shown as ours when its template fails, and the log says so', async () => {
    const { service, browser } = await start({
      'signed-out.liquid': '{% for i in (1..99999999) %}{{ i }}{% endfor %}',
    })
    expect((await browser.get('/signed-out')).text).toContain('You’re signed out')
    expect(service.logLines.join('\n')).toContain('"template_failed"')
  })

  test.each(Object.keys(pageTemplates))('%s can be replaced: its page says its name', async name => {
    const pages = ['notices', 'log-in-notices', 'closed-invitation-page', 'joined-page']
    const more = [
      'invitation-page',
      'seen-link-page',
      'link-page',
      'code-page',
      'refusal-page',
      'joining-page',
      'decline-page',
    ]
    const members = ['account-page', 'member-notice'].map(file => `members/${file}`)
    const administrators = ['admin-page', 'notice-pages'].map(file => `admin/frame/${file}`)
    const files = [...[...pages, ...more].map(file => `pages/${file}`), ...members, ...administrators]
    const code = files.map(file =>
      readFileSync(new URL(`../../../service/http/${file}.tsx`, import.meta.url), 'utf8'),
    )
    expect(code.join('\n')).toMatch(new RegExp(`(\\(|: |\\?\\? )'${name}'`))
  })
})

describe('a message', () => {
  const facts = {
    organization: 'Acme',
    inviter: inviter.name,
    message,
    application: 'Portal',
    invitee: 'ann@example.com',
    link: 'https://guestlist.example/i/token',
    expiresAt: new Date('2026-11-27T10:30:00Z'),
  }
  const file = (name: string, source: string) => ({ file: `${name}.liquid`, name, locale: undefined, source })

  test('has the subject, the page and the text of the operator', () => {
    const templates = createTemplates(
      [
        file('mail-invitation.subject', 'Come to {{ target }},\n{{ invitee }}'),
        file('mail-invitation.html', '<p>{{ inviter }}</p><a href="{{ link }}">{{ expires }}</a>'),
        file('mail-invitation.text', '{{ inviter }}: {{ link }}\n{{ content }}'),
      ],
      () => undefined,
    )
    const mail = renderInvitationMail(facts, templates)
    expect(mail.subject).toBe('Come to Portal at Acme, ann@example.com')
    expect(mail.html).toContain(
      '&amp; &quot;Co&quot;</p><a href="https://guestlist.example/i/token">27 November',
    )
    expect(mail.html).not.toMatch(/<b>|<script/)
    expect(mail.text).toContain(renderInvitationMail(facts).text)
  })

  test.each([
    ['#0b3d2e', '#ffffff'],
    ['#ffd400', '#000000'],
  ])('has a button of the colour %s with %s on it, and so has its preview', async (fill, text) => {
    service = await startTestService({ BRAND_COLOR: fill })
    await service.invite()
    await service.worker.drain()
    const button = `background:${fill};color:${text};`
    expect(service.mails[0]?.html).toContain(button)
    const browser = await openSignedIn(service)
    const form = await browser.get('/admin/invitations/new')
    expect((await browser.press(form, 'Preview', {})).html).toContain(button)
  })

  test('is ours in every part that has no template', () => {
    const templates = createTemplates([file('mail-invitation.subject', 'Hi')], () => undefined)
    expect(renderInvitationMail(facts, templates)).toEqual({ ...renderInvitationMail(facts), subject: 'Hi' })
  })
})

describe('docs/templates.md', () => {
  test('lists every template and variable that there is', () => {
    const path = new URL('../../../docs/templates.md', import.meta.url)
    const [before = ''] = readFileSync(path, 'utf8').split('<!-- list -->')
    const expected = `${before}<!-- list -->\n\n${describeTemplates()}\n`
    // GUESTLIST_WRITE_DOCS=1 writes it.
    if (process.env.GUESTLIST_WRITE_DOCS) writeFileSync(path, expected)
    expect(readFileSync(path, 'utf8')).toBe(expected)
  })
})
