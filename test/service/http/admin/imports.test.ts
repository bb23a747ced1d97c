import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locales } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../../service/messages/messages.ts'
import type { Browser, Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const eve = {
  userId: 'auth0|eve',
  name: 'Eve',
  email: 'eve@acme.example',
  permissions: ['create:invitations', 'read:invitations'],
}

let service: TestService
let browser: Browser
beforeEach(async () => {
  service = await startTestService()
  makePerson(service, eve)
  browser = await openSignedIn(service)
})
afterEach(() => service.close())
beforeEach(() => {
  service.mails.length = 0
})

/** Uploads a file through the form of the page, as a browser does. */
async function upload(csv: string, fields: Record<string, string> = {}, who = browser): Promise<Page> {
  const page = await who.get('/admin/imports')
  const action = /action="(\/admin\/imports\?[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  return send(action, toForm({ locale: 'en', message: '', ...fields }, csv), who)
}

/** Sends a form with a file; a page that it leads to is opened. */
async function send(action: string, body: FormData, who = browser): Promise<Page> {
  const cookie = [...who.cookies].map(pair => pair.join('=')).join('; ')
  const headers = { cookie, 'sec-fetch-site': 'same-origin', origin: 'null' }
  const url = new URL(action, 'https://guestlist.example').href
  const response = await service.app.request(url, { method: 'POST', headers, body })
  const location = response.headers.get('location')
  if (location) return who.get(location)
  const html = await response.text()
  const text = html.replace(/<[^>]+>/g, ' ')
  return { status: response.status, url, headers: response.headers, html, text }
}

function toForm(fields: Record<string, string>, csv: string): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new File([csv], 'class 5b.csv', { type: 'text/csv' }))
  return form
}

const pathOf = (page: Page) => new URL(page.url).pathname

describe('/admin/imports', () => {
  test('leads from the file over what was found to invitations, their results, and a mail', async () => {
    const preview = await upload('email,name\nada@school.example,Ada\nnobody,No\n', { roles: 'Editor' })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('class 5b.csv')
    expect(preview.text).toContain('Waiting for confirmation')
    expect(preview.text).toMatch(/3\s*nobody\s*Invalid\s*Invalid address \(email\)/)
    // Of what is ready there is no reason, and its cell says that it is empty.
    expect(preview.text).toMatch(/2\s*ada@school\.example\s*Ready\s*–/)
    expect(preview.html).not.toContain('http-equiv="refresh"')
    expect(service.mails).toEqual([])

    const running = await browser.press(preview, 'Invite 1')
    // Without a script the page comes again by itself.
    expect(running.html).toContain('http-equiv="refresh"')
    expect(running.text).toContain('0 of 1 invited')
    await service.worker.drain()
    const done = await browser.get(pathOf(preview))
    expect(done.text).toContain('Finished')
    expect(done.html).not.toContain('http-equiv="refresh"')
    const [invitation] = await service.ledger.listInvitations({
      filter: {},
      take: 1,
      now: service.clock.now(),
    })
    expect(done.html).toContain(`/admin/invitations/${invitation?.id}`)
    expect(JSON.parse(invitation?.roles ?? '')).toEqual(['Editor'])

    const notice = service.mails.find(({ category }) => category === 'import_notice')
    expect(notice).toMatchObject({
      to: 'ada@acme.example',
      subject: 'Your import is finished: class 5b. csv',
    })
    expect(notice?.text).toContain('Invited: 1. Failed: 0. Invalid rows: 1.')
    expect(notice?.text).toContain(`https://guestlist.example${pathOf(preview)}`)
    const file = await browser.get(`${pathOf(preview)}/failed.csv`)
    expect(file.html).toContain('nobody,No,3,invalid_address,email')
  })

  test('lists what there is, so that whoever comes back finds it', async () => {
    const preview = await upload('email\nback@school.example\n')
    const list = await browser.get('/admin/imports')
    expect(list.html).toContain(`href="${pathOf(preview)}"`)
    const cancelled = await browser.press(await browser.get(pathOf(preview)), 'Cancel import')
    expect(cancelled.text).toContain('Cancelled')
    expect(cancelled.text).toContain('Not invited')
  })

  test.each([
    ['email,rolse\na@x.example,1\n', 'Some columns mean nothing here.', 'Column: rolse.'],
    ['email\n"a@x.example\n', 'A quotation mark opens here and is never closed', 'Line 2.'],
    ['email\n', 'The file has no rows.', ''],
  ])('says what is wrong with a file, and keeps nothing of it: %j', async (csv, sentence, where) => {
    const before = (await service.ledger.listImports({ take: 99 })).length
    const page = await upload(csv)
    expect(page.status).toBe(422)
    expect(page.text).toContain(sentence)
    expect(page.text).toContain(where)
    expect(await service.ledger.listImports({ take: 99 })).toHaveLength(before)
  })

  test('S33 shows nobody what is not theirs, and takes no file without the token of the session', async () => {
    const preview = await upload('email\nmine@school.example\n')
    const other = await openSignedIn(service, eve)
    for (const rest of ['', '/failed.csv']) expect((await other.get(pathOf(preview) + rest)).status).toBe(404)
    expect((await other.get('/admin/imports')).html).not.toContain(pathOf(preview))
    const forged = await send('/admin/imports', toForm({}, 'email\na@x.example\n'))
    expect(forged.status).toBe(403)
  })

  test('speaks every language', async () => {
    const preview = await upload('email\nwords@school.example\nnobody\n')
    for (const locale of locales) {
      const page = await browser.get(`${pathOf(preview)}?lang=${locale}`)
      const messages = messagesFor(locale).imports
      expect(page.html).toContain(`<html lang="${locale}"`)
      for (const text of [messages.statuses.previewed, messages.states.malformed, messages.confirm('1')])
        expect(page.text).toContain(text)
    }
    await browser.get('/admin/imports?lang=en')
  })
})
