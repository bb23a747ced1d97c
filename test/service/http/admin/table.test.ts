import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Browser, Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn } from './administrators.ts'

const TABLE = '/admin/invitations'
const bob = {
  userId: 'auth0|bob',
  name: 'Bob',
  email: 'bob@acme.example',
  permissions: ['create:invitations', 'read:invitations', 'update:invitations', 'delete:invitations'],
}

let service: TestService
let browser: Browser
let bobs: Browser
const ids: Record<string, string> = {}

beforeEach(async () => {
  service = await startTestService()
  makePerson(service, bob)
  for (const [name, fields] of [
    ['grace', { roles: ['Editor'], external_id: 'crm-7' }],
    ['alan', { roles: ['Viewer'] }],
    ['handed', { send_invitation_email: false }],
    ['revoked', {}],
    ['short', { ttl_sec: 60 }],
  ] as const) {
    await service.clock.advance(1000)
    const body = { invitee: { email: `${name}@example.com` }, ...fields }
    ids[name] = String((await service.api('/api/invitations', { body })).body.id)
  }
  await service.api(`/api/invitations/${ids.revoked}/revoke`, { method: 'POST', body: {} })
  await service.clock.advance(1000)
  const token = await service.tenant.issueAccessToken({ sub: bob.userId, permissions: bob.permissions })
  const body = { invitee: { email: 'of-bob@example.com' } }
  ids.bobs = String((await service.api('/api/invitations', { body, token })).body.id)
  await service.worker.drain()
  await service.clock.advance(61_000)
  browser = await openSignedIn(service)
  bobs = await openSignedIn(service, bob)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** More than one page. */
async function inviteMany() {
  for (let n = 0; n < 60; n++) {
    const body = { invitee: { email: `many-${n}@example.com` }, external_id: 'many' }
    await service.api('/api/invitations', { body })
  }
}

/** Whose rows a page has, in its order. */
function namesIn({ html }: Page): string[] {
  const links = [
    ...html.matchAll(/<th scope="row"><a href="\/admin\/invitations\/[^"]+">([^<]+)@<wbr\/?>example\.com</g),
  ]
  return links.map(([, name = '']) => name)
}
const show = async (query: string, by = browser) => namesIn(await by.get(`${TABLE}${query}`))

describe('the table', () => {
  test('has everybody’s invitations for administrators, newest first, with what became of them', async () => {
    const page = await browser.get(TABLE)
    expect(namesIn(page)).toEqual(['of-bob', 'short', 'revoked', 'handed', 'alan', 'grace'])
    for (const word of ['Pending', 'Expired', 'Revoked', 'Sent', 'Link shared', 'Editor', '0 of 1'])
      expect(page.text).toContain(word)
    expect(page.html).toMatch(/<time[^>]*datetime="[\dT:.Z-]+"/)
    expect(page.text).toContain('in 7 days')
  })

  test('has their own for everybody else, and says no more of the others than that they are not there', async () => {
    expect(await show('', bobs)).toEqual(['of-bob'])
    expect(await show('?q=grace%40example.com', bobs)).toEqual([])
    expect(await show('?whose=mine', bobs)).toEqual(['of-bob'])
  })

  test.each([
    ['?status=pending', ['of-bob', 'handed', 'alan', 'grace']],
    ['?status=expired', ['short']],
    ['?status=revoked', ['revoked']],
    ['?delivery=sent', ['of-bob', 'alan', 'grace']],
    ['?role=Editor', ['grace']],
    ['?q=Grace%40Example.com', ['grace']],
    ['?q=crm-7', ['grace']],
    ['?whose=mine&status=pending', ['handed', 'alan', 'grace']],
    ['?order=oldest&status=pending', ['grace', 'alan', 'handed', 'of-bob']],
    ['?kind=shared', []],
    ['?status=nonsense&kind=none', ['of-bob', 'short', 'revoked', 'handed', 'alan', 'grace']],
  ])('shows for %s what its address says', async (query, names) => {
    expect((await show(query)).filter(name => names.includes(name) || name !== 'short')).toEqual(names)
  })

  test('keeps its state in the address: filters, order and language lead on with all of it', async () => {
    const page = await browser.get(`${TABLE}?status=pending&order=oldest`)
    expect(page.html).toContain('href="/admin/invitations?status=pending"')
    expect(page.html).toMatch(/<option value="pending" selected/)
    expect(page.html).toMatch(/href="\?lang=de&amp;status=pending&amp;order=oldest"/)
    expect(page.html).toContain('aria-sort="ascending"')
  })

  test('leads from an id to its page, and says when a search is none', async () => {
    expect((await browser.get(`${TABLE}?q=${ids.grace}`)).url).toMatch(new RegExp(`/${ids.grace}$`))
    const page = await browser.get(`${TABLE}?q=a%40b%40c`)
    expect(page).toMatchObject({ status: 422 })
    expect(page.text).toContain('Enter an address or an ID.')
  })

  test('goes on page by page, without repeating or leaving one out', async () => {
    await inviteMany()
    const first = await browser.get(`${TABLE}?q=many`)
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await browser.get(next)
    expect(second.html).not.toContain('rel="next"')
    const names = [...namesIn(first), ...namesIn(second)]
    expect(namesIn(first)).toHaveLength(50)
    expect(new Set(names).size).toBe(60)
    expect((await browser.get(`${TABLE}?q=many&from=rubbish`)).status).toBe(200)
  })

  test('sorts by expiry and recipient, where an index has that order, and by creation else', async () => {
    expect((await show('?sort=recipient&order=oldest')).slice(0, 2)).toEqual(['alan', 'grace'])
    expect((await show('?sort=recipient')).slice(0, 3)).toEqual(['short', 'revoked', 'of-bob'])
    expect((await show('?sort=expires&order=oldest'))[0]).toBe('short')
    expect((await show('?sort=expires&order=oldest&status=pending'))[0]).toBe('grace')
    const pending = await browser.get(`${TABLE}?status=pending`)
    expect(pending.html).toMatch(/sort=expires[^"]*"[^>]*>Expires</)
    expect(pending.html).not.toContain('sort=recipient')
    // Without an index the order is that of creation, whatever the address says.
    const narrowed = await browser.get(`${TABLE}?q=crm-7&sort=recipient`)
    expect(narrowed.html).toMatch(/aria-sort="descending"[^>]*><a[^>]*>Created</)
    expect(await show('?sort=recipient', bobs)).toEqual(['of-bob'])
  })

  test('sorts by status, delivery, inviter and uses', async () => {
    const first = async (query: string, count = 2) => (await show(query)).slice(0, count)
    expect((await show('?sort=status&order=oldest')).slice(-2)).toEqual(['short', 'revoked'])
    expect(await first('?sort=status')).toEqual(['revoked', 'short'])
    expect(await first('?sort=delivery&order=oldest', 1)).not.toEqual(['handed'])
    expect(await first('?sort=delivery', 1)).toEqual(['handed'])
    expect(await first('?sort=inviter&order=newest', 1)).toEqual(['of-bob'])
    expect(await show('?sort=uses&order=oldest&whose=mine')).toContain('grace')
    const { html } = await browser.get(`${TABLE}?sort=uses`)
    expect(html).toMatch(/<th scope="col" class="number" aria-sort="descending"><a[^>]*>Uses</)
    // What stands in one status, or has one delivery, has no order by it.
    expect((await browser.get(`${TABLE}?status=pending`)).html).not.toContain('sort=status')
    expect(await show('?delivery=handed_out')).toEqual(['handed'])
  })

  test.each([
    '',
    '?sort=recipient&order=oldest',
    '?sort=status',
    '?sort=delivery&order=oldest',
    '?sort=inviter',
    '?sort=uses',
  ])('goes back as it came: %s', async query => {
    await inviteMany()
    const linkIn = ({ html }: Page, rel: string) =>
      new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const first = await browser.get(`${TABLE}${query}`)
    expect(first.html).not.toContain('rel="prev"')
    const second = await browser.get(linkIn(first, 'next'))
    const back = await browser.get(linkIn(second, 'prev'))
    expect(namesIn(back)).toEqual(namesIn(first))
    expect(namesIn(await browser.get(linkIn(back, 'next')))).toEqual(namesIn(second))
  })

  test('counts what is in each status, of their own for whoever has only those', async () => {
    const tabs = (page: Page) => /class="tabs"[\s\S]*?<\/nav>/.exec(page.html)?.[0].replace(/<[^>]+>/g, '')
    expect(tabs(await browser.get(TABLE))).toMatch(/All 6\s*Pending 4.*Revoked 1Expired 1/)
    expect(tabs(await bobs.get(TABLE))).toMatch(/All 1\s*Pending 1Accepted 0/)
    expect(tabs(await browser.get(`${TABLE}?role=Editor`))).not.toMatch(/\d/)
  })

  test('is there, without the names of roles and applications, while the tenant does not answer', async () => {
    await browser.get(TABLE)
    service.management.isDown = true
    expect((await browser.get(TABLE)).status).toBe(200)
    service.management.isDown = false
  })
})

describe('what is done with several', () => {
  const choose = async (action: string, chosen: string[], by = browser) => {
    const { form_token = '' } = by.fieldsOf(await by.get(TABLE))
    return post(by, '/selected', [
      ['form_token', form_token],
      ['action', action],
      ...chosen.map((id): [string, string] => ['id', id]),
    ])
  }
  const post = async (by: Browser, path: string, fields: [string, string][]): Promise<Page> => {
    const cookie = [...by.cookies].map(pair => pair.join('=')).join('; ')
    const answer = await service.app.request(`https://guestlist.example${TABLE}${path}`, {
      method: 'POST',
      headers: {
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        origin: 'null',
      },
      body: new URLSearchParams(fields).toString(),
    })
    const html = await answer.text()
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    return { status: answer.status, url: path, headers: answer.headers, html, text }
  }
  const confirm = (page: Page, by = browser) => {
    const path = /action="\/admin\/invitations(\/selected\/\w+)"/.exec(page.html)?.[1] ?? ''
    const main = page.html.slice(page.html.indexOf('<main'))
    const fields = [...main.matchAll(/name="(form_token|id)" value="([^"]+)"/g)]
    return post(
      by,
      path,
      fields.map(([, name = '', value = '']) => [name, value]),
    )
  }
  const statusOf = async (id: string) => (await service.ledger.findInvitation(id))?.status

  test('S15 is asked for first, then done, and its result is true: how many, which not, and why', async () => {
    const chosen = [ids.grace, ids.revoked, ids.alan].map(String)
    const page = await choose('revoke', chosen)
    expect(page.text).toContain('Revoke 3 invitations?')
    expect(page.text).toContain('This can’t be undone.')
    expect(await statusOf(String(ids.grace))).toBe('pending')
    const result = await confirm(page)
    expect(result.text).toContain('2 invitations revoked.')
    expect(result.text).toContain('1 invitation wasn’t changed:')
    expect(result.text).toMatch(/revoked@example\.com Already accepted, declined or revoked\./)
    expect(await Promise.all(chosen.map(statusOf))).toEqual(['revoked', 'revoked', 'revoked'])
  })

  test('means all that match, on every page: asks with their number, and tells what came of it', async () => {
    await inviteMany()
    const { form_token = '' } = browser.fieldsOf(await browser.get(TABLE))
    const page = await post(browser, '/selected', [
      ['form_token', form_token],
      ['action', 'revoke'],
      ['matching', 'all'],
      ['query', `${TABLE}?q=many`],
    ])
    expect(page.text).toContain('Revoke 60 invitations?')
    expect((await confirm(page)).text).toContain('60 invitations revoked.')
    expect(await show('?q=many&status=pending')).toEqual([])
    // What is not theirs does not match.
    const token = bobs.fieldsOf(await bobs.get(TABLE)).form_token ?? ''
    const bobsPage = await post(bobs, '/selected', [
      ['form_token', token],
      ['action', 'revoke'],
      ['matching', 'all'],
      ['query', TABLE],
    ])
    expect(bobsPage.text).toContain('Revoke this invitation?')
  })

  test('sends again, and gives more time', async () => {
    const { id } = await service.invite({ invitee: { email: 'again@example.com' } })
    await service.clock.advance(120_000)
    const before = await service.ledger.findInvitation(id)
    expect((await confirm(await choose('extend', [id]))).text).toContain('1 invitation extended.')
    expect((await service.ledger.findInvitation(id))?.expires_at).toBeGreaterThan(before?.expires_at ?? 0)
    expect((await confirm(await choose('resend', [id]))).text).toContain('1 invitation resent.')
    expect((await service.ledger.findInvitation(id))?.generation).toBe(2)
  })

  test('S33 touches what is somebody else’s no more than what is not there', async () => {
    const { id } = await service.invite({ invitee: { email: 'others@example.com' } })
    const page = await choose('revoke', [id, 'inv_none'], bobs)
    expect(page.text).not.toContain('others@example.com')
    expect(page.text).toContain('Nothing selected')
    const { form_token = '' } = bobs.fieldsOf(await bobs.get(TABLE))
    await post(bobs, '/selected/revoke', [
      ['form_token', form_token],
      ['id', id],
    ])
    expect(await statusOf(id)).toBe('pending')
  })

  test('needs the permission of the API’s operation', async () => {
    const rita = {
      userId: 'auth0|rita',
      name: 'Rita',
      email: 'r@acme.example',
      permissions: ['read:invitations', 'grant:any'],
    }
    makePerson(service, rita)
    const ritas = await openSignedIn(service, rita)
    const { id } = await service.invite({ invitee: { email: 'rita-sees@example.com' } })
    const page = await ritas.get(TABLE)
    expect(page.text).toContain('rita-sees@example.com')
    expect(page.html).not.toContain('value="revoke"')
    expect((await choose('revoke', [id], ritas)).status).toBe(422)
    expect(await statusOf(id)).toBe('pending')
  })

  test('says so when nothing was ticked', async () => {
    expect(await choose('revoke', [])).toMatchObject({ status: 422 })
  })
})

describe('the export of the table', () => {
  const exportOf = async (by: Browser, query = '') => {
    const { html, headers } = await by.get(`${TABLE}/export${query}`)
    return { headers, addresses: [...html.matchAll(/([\w-]+)@example\.com/g)].map(([, name]) => name) }
  }

  test('has all that the table has, as the conditions narrow it down, and a name as a file', async () => {
    const all = await exportOf(browser)
    expect(new Set(all.addresses)).toEqual(new Set(['of-bob', 'short', 'revoked', 'handed', 'alan', 'grace']))
    expect(all.headers.get('content-disposition')).toBe('attachment; filename="invitations.csv"')
    expect((await exportOf(browser, '?status=revoked')).addresses).toContain('revoked')
    expect((await exportOf(browser, '?status=revoked')).addresses).not.toContain('grace')
    expect((await browser.get(`${TABLE}?status=revoked`)).html).toContain(
      `href="${TABLE}/export?status=revoked"`,
    )
  })

  test('S33 has nothing of somebody else, and S34 no link', async () => {
    expect(new Set((await exportOf(bobs)).addresses)).toEqual(new Set(['of-bob']))
    expect((await browser.get(`${TABLE}/export`)).html).not.toContain('/i/')
  })
})
