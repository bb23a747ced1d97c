import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const bob = {
  userId: 'auth0|bob',
  name: 'Bob',
  email: 'bob@acme.example',
  permissions: ['read:invitations', 'update:invitations', 'delete:invitations'],
}

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService()
  makePerson(service, bob)
})
beforeEach(async () => {
  browser = await openSignedIn(service)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

const pathOf = (id: string, more = '') => `/admin/invitations/${id}${more}`

describe('the page of an invitation', () => {
  test('says everything about it, and what happened to it and through whom', async () => {
    const { id } = await service.invite({
      roles: ['Editor'],
      message: 'Come <i>in</i>',
      app_metadata: { order: 7 },
    })
    const page = await browser.get(pathOf(id))
    for (const text of ['grace@example.com', 'Editor', 'app_metadata.order', 'Come <i', 'No one yet.', id])
      expect(page.text).toContain(text)
    expect(page.html).not.toContain('<i>in')
    expect(page.text).toMatch(/History Created by you .* Email sent by the service/)
  })

  test('S34 has no link, whatever is asked of it', async () => {
    const { id, link } = await service.invite()
    for (const more of ['', '?done=link', '/edit', '/resend', '/link', '/revoke'])
      expect((await browser.get(pathOf(id, more))).html).not.toContain(link.slice(-20))
  })

  test('S33 of somebody else is not there, and neither is anything that could be done with it', async () => {
    const { id } = await service.invite()
    const bobs = await openSignedIn(service, bob)
    for (const more of ['', '/edit', '/resend', '/extend', '/link', '/revoke', '/erase']) {
      const mine = await bobs.get(pathOf(id, more))
      const none = await bobs.get(pathOf('inv_none', more))
      expect(mine.status).toBe(404)
      expect(mine.text).toBe(none.text)
    }
    const { form_token = '' } = bobs.fieldsOf(await bobs.get('/admin/invitations'))
    const html = `<form action="${pathOf(id, '/revoke')}"><button>Go</button></form>`
    const press = { status: 200, url: '', headers: new Headers(), html, text: '' }
    expect((await bobs.press(press, 'Go', { form_token })).status).toBe(404)
    expect((await service.ledger.findInvitation(id))?.status).toBe('pending')
  })
})

describe('with one invitation', () => {
  test('each thing is asked for, done once, and said', async () => {
    const { id, link } = await service.invite()
    await service.clock.advance(120_000)
    const extended = await browser.press(await browser.get(pathOf(id, '/extend')), 'Extend', {
      ttl: '2592000',
    })
    expect(extended.text).toContain('1 invitation extended.')
    const row = await service.ledger.findInvitation(id)
    expect((row?.expires_at ?? 0) - service.clock.now()).toBe(30 * 86_400_000)
    const resent = await browser.press(await browser.get(pathOf(id, '/resend')), 'Resend')
    expect(resent.text).toContain('1 invitation resent.')
    expect((await openBrowser(service.app).get(link)).text).toContain('newer')
    const revoked = await browser.press(await browser.get(pathOf(id, '/revoke')), 'Revoke')
    expect(revoked.text).toContain('1 invitation revoked.')
    expect(revoked.html).not.toContain(pathOf(id, '/resend'))
  })

  test('what the rules refuse is said on the page that asked, with nothing changed', async () => {
    const { id } = await service.invite()
    const page = await browser.get(pathOf(id, '/resend'))
    await browser.press(await browser.get(pathOf(id, '/revoke')), 'Revoke')
    const refused = await browser.press(page, 'Resend')
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Already accepted, declined or revoked.')
    expect((await service.ledger.findInvitation(id))?.generation).toBe(2)
  })

  test('S14 a new link is shown once, and every older one is dead', async () => {
    const { id, link } = await service.invite()
    const page = await browser.press(await browser.get(pathOf(id, '/link')), 'New link')
    const next = /value="(https:\/\/guestlist\.example\/i\/[\w.-]+)"/.exec(page.html)?.[1] ?? ''
    expect(next).not.toBe(link)
    expect((await openBrowser(service.app).get(next)).status).toBe(200)
    expect((await openBrowser(service.app).get(link)).text).toContain('newer')
    expect((await browser.get(pathOf(id))).html).not.toContain(next)
  })

  test('erasing needs grant:any, and takes the address out for good', async () => {
    const { id } = await service.invite({ invitee: { email: 'forget@example.com' } })
    const page = await browser.press(await browser.get(pathOf(id, '/erase')), 'Erase personal data')
    expect(page.text).toContain('Personal data of 1 invitation erased.')
    expect(page.text).toContain('Erased')
    expect(page.text).not.toContain('forget@example.com')
    const may = { ...bob, userId: 'auth0|eric', permissions: ['create:invitations', ...bob.permissions] }
    makePerson(service, may)
    const token = await service.tenant.issueAccessToken({ sub: may.userId, permissions: may.permissions })
    const own = await service.api('/api/invitations', {
      body: { invitee: { email: 'e@example.com' } },
      token,
    })
    const erics = await openSignedIn(service, may)
    expect((await erics.get(pathOf(String(own.body.id)))).text).toContain('Revoke')
    expect((await erics.get(pathOf(String(own.body.id), '/erase'))).status).toBe(404)
  })
})

describe('an edit', () => {
  test('changes what was changed on the page, and nothing else', async () => {
    const { id, link } = await service.invite({ roles: ['Editor'], message: 'Hello', locale: 'en' })
    const page = await browser.get(pathOf(id, '/edit'))
    const edited = await browser.press(page, 'Save changes', {
      email: 'grace@example.com',
      message: 'Hello again',
      locale: 'fr',
      roles: 'Editor',
      ttl: '',
    })
    expect(edited.text).toContain('Changes saved.')
    const row = await service.ledger.findInvitation(id)
    expect(row).toMatchObject({
      message: 'Hello again',
      locale: 'fr',
      roles: '["Editor"]',
      granted_by_id: null,
    })
    // Its link lives: neither address nor roles have changed.
    expect((await openBrowser(service.app).get(link)).status).toBe(200)
  })

  test('of nothing is no change: neither version nor history nor link know of it', async () => {
    const asked = {
      roles: ['Editor'],
      message: 'Hello',
      locale: 'en',
      invitee: { email: 'same@example.com' },
    }
    const { id, link } = await service.invite(asked)
    const before = await service.ledger.findInvitation(id)
    const events = await service.ledger.listEvents(id, { take: 99 })
    const page = await browser.get(pathOf(id, '/edit'))
    const fields = { email: 'same@example.com', message: 'Hello', locale: 'en', roles: 'Editor', ttl: '' }
    expect((await browser.press(page, 'Save changes', fields)).text).toContain('Changes saved.')
    expect(await service.ledger.findInvitation(id)).toEqual(before)
    expect(await service.ledger.listEvents(id, { take: 99 })).toEqual(events)
    expect((await openBrowser(service.app).get(link)).status).toBe(200)
  })

  test('of an invitation that is over by now says so, whether or not anything was changed', async () => {
    const { id } = await service.invite({ message: 'Hello', invitee: { email: 'over@example.com' } })
    const page = await browser.get(pathOf(id, '/edit'))
    await service.api(`/api/invitations/${id}/revoke`, { method: 'POST' })
    for (const message of ['Hello', 'Hello again']) {
      const fields = { email: 'over@example.com', message, locale: '', ttl: '' }
      const saved = await browser.press(page, 'Save changes', fields)
      expect(saved.status).toBe(422)
      expect(saved.text).not.toContain('Changes saved.')
    }
    expect((await service.ledger.findInvitation(id))?.message).toBe('Hello')
  })

  test('S43 of the address or the roles ends the older link', async () => {
    const { id, link } = await service.invite()
    const fields = { email: 'hopper@example.com', message: '', locale: '', roles: 'Viewer', ttl: '' }
    await browser.press(await browser.get(pathOf(id, '/edit')), 'Save changes', fields)
    const row = await service.ledger.findInvitation(id)
    expect(row).toMatchObject({ invitee_email: 'hopper@example.com', roles: '["Viewer"]' })
    expect((await openBrowser(service.app).get(link)).text).not.toContain('Accept invitation')
  })

  test('that will not do is said beside its field, which keeps what was typed, with nothing changed', async () => {
    const { id } = await service.invite({ invitee: { email: 'kept@example.com' } })
    const fields = { email: 'not an address', message: '', locale: '', ttl: '' }
    const page = await browser.press(await browser.get(pathOf(id, '/edit')), 'Save changes', fields)
    expect(page.status).toBe(422)
    expect(page.html).toMatch(/id="email-error">This address can’t be invited\./)
    expect(page.html).toMatch(/<input[^>]* id="email"[^>]* aria-invalid="true"[^>]* value="not an address"/)
    expect(page.html).toContain('<title>Error: Edit invitation')
    expect((await service.ledger.findInvitation(id))?.invitee_email).toBe('kept@example.com')
  })

  test('S32 gives no role that the editor may not grant, and takes out none that they could not put back', async () => {
    const carl = { ...bob, userId: 'auth0|carl', permissions: ['create:invitations', ...bob.permissions] }
    makePerson(service, carl)
    service.management.rolesOf.set(carl.userId, new Set(['rol_viewer']))
    const token = await service.tenant.issueAccessToken({ sub: carl.userId, permissions: carl.permissions })
    const own = await service.api('/api/invitations', {
      body: { invitee: { email: 'c@example.com' } },
      token,
    })
    const id = String(own.body.id)
    const admins = await browser.get(pathOf(id, '/edit'))
    await browser.press(admins, 'Save changes', {
      email: 'c@example.com',
      message: '',
      locale: '',
      roles: 'Editor',
    })
    const carls = await openSignedIn(service, carl)
    const page = await carls.get(pathOf(id, '/edit'))
    expect(page.html).not.toMatch(/checkbox"[^>]*value="Editor"/)
    const refused = await carls.press(page, 'Save changes', {
      email: 'c@example.com',
      message: 'Hi',
      locale: '',
      roles: 'Viewer',
    })
    expect(refused.text).toContain('You can’t grant this.')
    const kept = await carls.press(page, 'Save changes', {
      email: 'c@example.com',
      message: 'Hi',
      locale: '',
      roles: '',
    })
    expect(kept.text).toContain('Changes saved.')
    expect(await service.ledger.findInvitation(id)).toMatchObject({ roles: '["Editor"]', message: 'Hi' })
  })
})

/** What a browser would send of a form that nobody has touched: chosen ones, and texts. */
function untouched(html: string): Record<string, string> {
  const plain = (text = '') =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const tags = html.match(/<input[^>]*>/g) ?? []
  const inputs = tags.filter(tag => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag))
  const areas = [...html.matchAll(/<textarea([^>]*)>([^<]*)<\/textarea>/g)]
  const selects = [...html.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)]
  return Object.fromEntries([
    ...inputs.map(tag => [attribute(tag, 'name'), plain(attribute(tag, 'value'))]),
    ...areas.map(([, tag = '', text]) => [attribute(tag, 'name'), plain(text)]),
    ...selects.map(([, tag = '', options = '']) => [
      attribute(tag, 'name'),
      attribute(/<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? '', 'value'),
    ]),
  ])
}

describe('an invitation that has ended', () => {
  test.each(['declined', 'revoked', 'expired'])(
    'that is %s leads to the form with all that it had',
    async how => {
      const terms = {
        invitee: { email: 'grace@example.com' },
        profile: { name: 'Hopper, Grace' },
        roles: ['Editor'],
        message: 'Hello',
        app_metadata: { order: 7 },
        external_id: 'crm-1',
        ttl_sec: 3_600,
      }
      const { id } = await service.invite(terms)
      if (how === 'revoked') await service.api(`/api/invitations/${id}/revoke`, { method: 'POST' })
      if (how === 'expired') await service.clock.advance(3_700_000)
      if (how === 'declined') {
        const invitee = openBrowser(service.app)
        const asked = await invitee.press(await invitee.get(await service.linkOf(id)), 'Decline')
        await invitee.press(asked, 'Yes, decline')
      }
      browser = await openSignedIn(service)
      const page = await browser.get(pathOf(id))
      expect(page.text).toContain('Invite again')
      const form = await browser.get(`/admin/invitations/new?again=${id}`)
      const sent = await browser.press(form, 'Send invitations', untouched(form.html))
      expect(sent.text).toContain('grace@example.com')
      const { body } = await service.api('/api/invitations?status=pending')
      const [again] = body.invitations as Record<string, unknown>[]
      const { ttl_sec: _, profile: __, ...kept } = terms
      expect(again).toMatchObject({
        ...kept,
        invitee: { email: 'grace@example.com' },
        profile: { name: 'Hopper, Grace' },
      })
      expect(again?.id).not.toBe(id)
    },
  )

  test('S33 leads nobody to the form who may not see it, and one that goes on has no such way', async () => {
    const { id } = await service.invite()
    expect((await browser.get(pathOf(id))).text).not.toContain('Invite again')
    makePerson(service, { ...bob, permissions: [...bob.permissions, 'create:invitations'] })
    const bobs = await openSignedIn(service, {
      ...bob,
      permissions: [...bob.permissions, 'create:invitations'],
    })
    const mine = await bobs.get(`/admin/invitations/new?again=${id}`)
    const none = await bobs.get('/admin/invitations/new?again=inv_none')
    expect([mine.status, mine.text]).toEqual([404, none.text])
  })
})
