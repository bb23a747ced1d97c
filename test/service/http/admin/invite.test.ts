import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inheritedNames } from '../../../contract/inherited-names.ts'
import { invitationRow } from '../../ledger/ledger-rows.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { makePerson, openSignedIn, signIn } from './administrators.ts'

const FORM = '/admin/invitations/new'

let service: TestService
let browser: Browser

beforeEach(async () => {
  service = await startTestService({ RESULT_URL_ORIGINS: 'https://portal.acme.example' })
  service.management.clients.push({
    clientId: 'portal',
    name: 'Portal',
    clientMetadata: {},
    initiateLoginUri: undefined,
  })
})
beforeEach(async () => {
  browser = await openSignedIn(service)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** Fills the form in and sends it, as a browser without scripts does. */
async function send(fields: Record<string, string>, path = ''): Promise<Page> {
  const page = await browser.get(FORM)
  const { form_token = '', nonce = '' } = browser.fieldsOf(page)
  return sendFields({ form_token, nonce, ...fields }, path)
}

async function sendFields(fields: Record<string, string>, path = ''): Promise<Page> {
  const html = `<form action="${FORM}${path}"><button>Go</button></form>`
  return browser.press({ status: 200, url: FORM, headers: new Headers(), html, text: '' }, 'Go', fields)
}

async function faultOf(fields: Record<string, string>): Promise<Page> {
  const page = await send({ addresses: 'grace@metadata.example', ...fields })
  expect(page.status).toBe(422)
  expect(await rowsOf('grace@metadata.example')).toEqual([])
  return page
}

async function check(text: string, by = browser) {
  const { entries } = await checkAll(text, by)
  return entries.map(entry => [entry.text, entry.state])
}

async function checkAll(text: string, by = browser) {
  const token = by.fieldsOf(await by.get(FORM)).form_token ?? ''
  const answer = await service.app.request(`https://guestlist.example${FORM}/check`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-form-token': token,
      'sec-fetch-site': 'same-origin',
      cookie: [...by.cookies].map(pair => pair.join('=')).join('; '),
    },
    body: JSON.stringify({ text }),
  })
  return (await answer.json()) as {
    entries: { text: string; state: string; isLeftOut: boolean }[]
    note: string
    isMore: boolean
  }
}

const rowsOf = (email: string) =>
  service.ledger.listInvitations({ filter: { address: { email } }, take: 9, now: service.clock.now() })

describe('S71 metadata that is typed into the form', () => {
  test.each(inheritedNames)('cannot have the key %s, which is named beside the field', async name => {
    for (const field of ['app_metadata', 'user_metadata'])
      for (const json of [`{"${name}":{"admitted":true}}`, `{"plan":{"${name}":1}}`]) {
        const { text } = await faultOf({ [field]: json })
        expect(text).toContain(`has the value null. (${name})`)
      }
  })
})

describe('the form for inviting', () => {
  test('sends each of a pasted list its own mail, and says so of each', async () => {
    const pasted =
      'Grace Hopper <grace@navy.example>, alan@bletchley.example\n"Lovelace, Ada" <countess@example.org>;alan@bletchley.example\nnobody'
    const page = await send({
      addresses: pasted,
      roles: 'Editor',
      message: 'Welcome aboard!',
      application: 'portal',
    })
    expect(page.status).toBe(200)
    expect(page.text).toContain('3 invitations are on their way.')
    expect(page.text).toContain('1 address wasn’t invited.')
    expect(page.text).toMatch(/nobody Not invited This address can’t be invited/)
    service.mails.length = 0
    await service.worker.drain()
    expect(service.mails.map(({ to }) => to).sort()).toEqual([
      'alan@bletchley.example',
      'countess@example.org',
      'grace@navy.example',
    ])
    expect(service.mails[0]?.subject).toBe('Ada Lovelace invited you to Portal at Acme')
    expect(await rowsOf('grace@navy.example')).toMatchObject([
      {
        roles: '["Editor"]',
        message: 'Welcome aboard!',
        client_id: 'portal',
        inviter_id: 'auth0|ada',
        locale: 'en',
      },
    ])
    expect(page.html).not.toMatch(/\/i\/ey/)
  })

  test('says why an address was not invited, and leaves what it has', async () => {
    const { id } = await service.invite({ invitee: { email: 'twice@example.com' } })
    const page = await send({ addresses: 'twice@example.com' })
    expect(page.text).toContain('Already invited')
    expect(await rowsOf('twice@example.com')).toMatchObject([{ id, status: 'pending' }])
    const again = await send({ addresses: 'twice@example.com', on_live: 'replace' })
    expect(again.text).toContain('1 invitation is on its way.')
    expect((await service.ledger.findInvitation(id))?.status).toBe('revoked')
  })

  test('S34 shows a link to hand out once, with a code for cameras', async () => {
    const page = await send({ addresses: 'link@example.com', delivery: 'link' })
    const link = /value="(https:\/\/guestlist\.example\/i\/[\w.-]+)"/.exec(page.html)?.[1] ?? ''
    expect((await openBrowser(service.app).get(link)).text).toContain('Ada Lovelace')
    expect(page.html).toMatch(/<svg class="qr"[^>]*viewBox="0 0 \d+ \d+"/)
    const [row] = await rowsOf('link@example.com')
    const shown = await browser.get(`/admin/invitations/${row?.id}`)
    expect(shown.text).toContain('link@example.com')
    expect(shown.html).not.toContain(link)
    expect(shown.html).not.toMatch(/\/i\/ey/)
  })

  test('makes links for several people, and for those of one domain', async () => {
    const shared = await send({ kind: 'shared', max_uses: '25', roles: 'Viewer' })
    expect(shared.text).toContain('1 link is ready.')
    await service.clock.advance(1000)
    const domain = await send({ kind: 'domain', domain: 'acme.example', max_uses: '5' })
    expect(domain.text).toContain('Anyone at acme.example')
    const rows = await service.ledger.listInvitations({
      filter: { inviterId: 'auth0|ada' },
      take: 99,
      now: 0,
    })
    expect(rows.filter(({ kind }) => kind !== 'personal')).toMatchObject([
      { kind: 'domain', domain: 'acme.example', max_uses: 5 },
      { kind: 'shared', max_uses: 25, roles: '["Viewer"]' },
    ])
  })

  test('invites phone numbers by link, and says that it cannot write to them', async () => {
    const mail = await send({ addresses: '+41 79 000 00 01' })
    expect(mail.text).toContain('1 address wasn’t invited.')
    const link = await send({ addresses: '+41 79 000 00 01', delivery: 'link' })
    expect(link.text).toContain('1 link is ready.')
  })

  test('sent twice, invites once', async () => {
    const { form_token = '', nonce = '' } = browser.fieldsOf(await browser.get(FORM))
    const fields = { form_token, nonce, addresses: 'once@example.com', on_live: 'replace' }
    await Promise.all([sendFields(fields), sendFields(fields)])
    await sendFields(fields)
    expect(await rowsOf('once@example.com')).toHaveLength(1)
  })

  test('sent twice, with something else in it the second time, invites once and says that it did not again', async () => {
    const { form_token = '', nonce = '' } = browser.fieldsOf(await browser.get(FORM))
    const fields = { form_token, nonce, addresses: 'changed@example.com', on_live: 'replace' }
    await sendFields({ ...fields, message: 'One' })
    const again = await sendFields({ ...fields, message: 'Two' })
    expect(again.text).toContain('Someone else changed it at the same time. Try again.')
    expect((await rowsOf('changed@example.com')).map(({ message }) => message)).toEqual(['One'])
  })

  test.each([
    [{ addresses: ' ' }, 'Enter at least one address.'],
    [{ kind: 'domain', domain: '' }, 'Enter a domain, like example.com.'],
    [{ kind: 'shared', max_uses: '0' }, 'Enter a whole number from 1 to 100,000.'],
    [
      { addresses: Array.from({ length: 201 }, (_, n) => `p${n}@example.com`).join('\n') },
      'Up to 200 addresses',
    ],
  ])('asks again for what is missing in %j, and keeps the rest', async (fields, sentence) => {
    const page = await send({ message: 'Kept <b>', ...fields } as unknown as Record<string, string>)
    expect(page.status).toBe(422)
    expect(page.text).toContain(sentence)
    expect(page.html).toContain('Kept &lt;b&gt;')
    expect(page.html).toContain('<title>Error: Invite people')
  })

  test('offers the roles that the person may grant, and grants no others', async () => {
    const carl = {
      userId: 'auth0|carl',
      name: 'Carl',
      email: 'carl@acme.example',
      permissions: ['create:invitations'],
    }
    makePerson(service, carl)
    service.management.rolesOf.set(carl.userId, new Set(['rol_viewer']))
    browser = openBrowser(service.app)
    const page = await signIn(service, browser, { ...carl, path: FORM })
    expect(page.html).toContain('value="Viewer"')
    expect(page.html).not.toContain('value="Editor"')
    // Nor links for many.
    expect(page.html).not.toContain('name="kind"')
    const refused = await send({ addresses: 'x@example.com', roles: 'Editor' })
    expect(refused.text).toContain('You can’t grant this.')
    expect(await rowsOf('x@example.com')).toEqual([])
    await send({ kind: 'shared', addresses: 'x@example.com', max_uses: '5' })
    const own = await service.ledger.listInvitations({ filter: { inviterId: carl.userId }, take: 9, now: 0 })
    expect(own.filter(({ kind }) => kind !== 'personal')).toEqual([])
  })

  test('is closed to those who may not invite', async () => {
    const rita = {
      userId: 'auth0|rita',
      name: 'Rita',
      email: 'rita@acme.example',
      permissions: ['read:invitations'],
    }
    makePerson(service, rita)
    const reader = await openSignedIn(service, rita)
    expect(await reader.get(FORM)).toMatchObject({ status: 403 })
    expect((await reader.get('/admin/invitations')).html).not.toContain(FORM)
  })
})

describe('an address, as it is typed', () => {
  test('is told to be malformed, twice there, invited or in already', async () => {
    await service.invite({ invitee: { email: 'open@example.com' } })
    const list = 'nobody, open@example.com, NEW@example.com, new@example.com, ada@acme.example'
    expect(await check(list)).toEqual([
      ['nobody', 'malformed'],
      ['open@example.com', 'already_invited'],
      ['NEW@example.com', 'ok'],
      ['new@example.com', 'duplicate'],
      ['ada@acme.example', 'already_member'],
    ])
  })

  test('S41 has an account or not for those alone who may learn it: the tenant is not even asked', async () => {
    const dave = {
      userId: 'auth0|dave',
      name: 'Dave',
      email: 'dave@acme.example',
      permissions: ['create:invitations'],
    }
    makePerson(service, dave)
    const other = await openSignedIn(service, { ...dave, path: FORM } as typeof dave)
    service.management.requests.length = 0
    expect(await check('ada@acme.example', other)).toEqual([['ada@acme.example', 'ok']])
    expect(service.management.requests).not.toContain('findUsersByEmail')
  })

  test('is taken as it is while the tenant does not answer', async () => {
    // What was found out ten minutes ago is not taken for what is.
    await service.clock.advance(601_000)
    await browser.get(FORM)
    service.management.isDown = true
    expect(await check('ada@acme.example')).toEqual([['ada@acme.example', 'ok']])
    service.management.isDown = false
  })

  test('is checked for pages of the session alone', async () => {
    const answer = await service.app.request(`https://guestlist.example${FORM}/check`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: [...browser.cookies].map(pair => pair.join('=')).join('; '),
      },
      body: '{"text":"ada@acme.example"}',
    })
    expect(answer.status).toBe(403)
  })
})

describe('what is advanced', () => {
  const advanced = {
    external_id: 'crm-7',
    result_url: 'https://portal.acme.example/welcome',
    connection: 'Username-Password-Authentication',
    on_existing_user: 'refuse',
    permissions: 'https://api.acme.example  read:reports\n\nhttps://api.acme.example write:reports',
    app_metadata: '{"plan": "pro"}',
    user_metadata: '{"colour": ["blue"]}',
  }

  test('is folded away, and reaches the invitation with the rest', async () => {
    const form = await browser.get(FORM)
    expect(form.html).toMatch(/<details class="more"><summary>Advanced/)
    expect(form.text).toContain('A full URL at one of: https://portal.acme.example')
    const page = await send({ addresses: 'advanced@example.com', ...advanced })
    expect(page.text).toContain('1 invitation is on its way.')
    expect(await rowsOf('advanced@example.com')).toMatchObject([
      {
        external_id: 'crm-7',
        result_url: 'https://portal.acme.example/welcome',
        connection: 'Username-Password-Authentication',
        on_existing_user: 'refuse',
        permissions: JSON.stringify(
          ['read:reports', 'write:reports'].map(permission_name => ({
            resource_server_identifier: 'https://api.acme.example',
            permission_name,
          })),
        ),
        app_metadata: '{"plan":"pro"}',
        user_metadata: '{"colour":["blue"]}',
      },
    ])
  })

  test.each([
    [{ app_metadata: '{"plan": pro}' }, 'Enter a JSON object'],
    [{ user_metadata: '[1]' }, 'Enter a JSON object'],
    [{ app_metadata: '{"a": [1e400]}' }, 'The number in “a.0” cannot be kept as it is.'],
    [{ user_metadata: '{"a": "\\ud83d"}' }, 'Enter a JSON object'],
    [{ app_metadata: '{"blocked": true}' }, 'A metadata key is reserved'],
    [{ user_metadata: '{"gone": null}' }, 'or has the value null'],
    [{ permissions: 'read:reports' }, 'On each line, enter the API identifier'],
    [{ result_url: 'portal' }, 'Enter a full URL'],
    [{ result_url: 'https://evil.example/' }, 'Invitations can’t lead to this address.'],
    [{ connection: 'a b' }, 'Letters, digits'],
    [{ external_id: 'x'.repeat(256) }, 'Too long.'],
    [{ message: 'see www.evil.example' }, 'A text contains something'],
    [{ roles: 'Deleted' }, 'This role doesn’t exist in the tenant.'],
    [{ application: 'gone' }, 'This application doesn’t exist in the tenant.'],
  ])('asks again for %j at its field, with nobody invited and nothing lost', async (fields, sentence) => {
    const [name = ''] = Object.keys(fields)
    const addresses = 'one@fault.example\ntwo@fault.example'
    const page = await send({ addresses, external_id: 'kept', ...fields } as unknown as Record<
      string,
      string
    >)
    expect(page.status).toBe(422)
    expect(page.text).toContain(sentence)
    expect(page.html).toContain(addresses)
    const focused = page.html.match(/<[^>]*autofocus[^>]*>/g)
    expect(focused).toEqual([expect.stringContaining(`name="${name}"`)])
    expect(focused?.[0]).toContain(`${name}-error`)
    if (name !== 'external_id') expect(page.html).toContain('value="kept"')
    expect(page.html).toMatch(/<details class="more" open[^>]*><summary>Advanced/)
    expect(await rowsOf('one@fault.example')).toEqual([])
    expect(await rowsOf('two@fault.example')).toEqual([])
  })

  test('is sent when it has been put right', async () => {
    const wrong = await send({ addresses: 'right@example.com', app_metadata: '{"blocked": 1}' })
    const { form_token = '', nonce = '' } = browser.fieldsOf(wrong)
    const fields = { form_token, nonce, addresses: 'right@example.com', app_metadata: '{"plan": 1}' }
    expect((await sendFields(fields)).text).toContain('1 invitation is on its way.')
  })

  test('S36 offers no metadata to those who may set none, and refuses it as the API does', async () => {
    const erin = {
      userId: 'auth0|erin',
      name: 'Erin',
      email: 'erin@acme.example',
      permissions: ['create:invitations'],
    }
    makePerson(service, erin)
    browser = await openSignedIn(service, { ...erin, path: FORM } as typeof erin)
    expect((await browser.get(FORM)).html).not.toContain('name="app_metadata"')
    await send({ addresses: 'none@example.com', app_metadata: '{"plan": "pro"}' })
    expect(await rowsOf('none@example.com')).toEqual([])
  })
})

test('the keyboard is in the field that is wrong', async () => {
  const page = await send({ addresses: '' })
  expect(page.status).toBe(422)
  expect(page.html.match(/<[^>]*autofocus[^>]*>/g)).toEqual([expect.stringContaining('name="addresses"')])
})

describe('a name before an address', () => {
  test('is what the account will be called, comes back from the check, and costs nobody the invitation', async () => {
    const text = '"Hopper, Grace" <g.hopper@example.com>'
    const { entries } = await checkAll(text)
    expect(entries).toMatchObject([{ text, state: 'ok' }])
    await send({
      addresses: `${text}\n${'x'.repeat(310)} <long@example.com>\n"o@example.com" <o@example.com>`,
    })
    const profileOf = async (email: string) => {
      const filter = { address: { email } }
      const [row] = await service.ledger.listInvitations({ filter, take: 1, now: service.clock.now() })
      return JSON.parse(row?.profile ?? 'null')
    }
    expect(await profileOf('g.hopper@example.com')).toEqual({ name: 'Hopper, Grace' })
    for (const email of ['long@example.com', 'o@example.com']) expect(await profileOf(email)).toEqual({})
  })
})

describe('a long list', () => {
  test('is checked against the ledger to its end, and says what was not looked up', async () => {
    await service.invite({ invitee: { email: 'last@example.com' } })
    const many = Array.from({ length: 600 }, (_, n) => `one-of-many-${n}@example.com`)
    const answer = await checkAll([...many, 'last@example.com'].join('\n'))
    expect(answer.entries).toHaveLength(601)
    expect(answer.entries.at(-1)).toMatchObject({ state: 'already_invited' })
    // Of so many, those that can be sent together are looked up, and a few at a time.
    expect(answer.note).toContain('Checking whether 590 of them have accounts.')
    expect((await checkAll('one@example.com')).note).toBe('')
  })

  test('is looked up further each time it is asked about, until all is known', async () => {
    const list = [...Array.from({ length: 30 }, (_, n) => `fifty-${n}@example.com`), 'ada@acme.example'].join(
      '\n',
    )
    service.management.requests.length = 0
    const notes = []
    for (let answer = await checkAll(list); ; answer = await checkAll(list)) {
      notes.push(answer.note)
      if (answer.isMore) continue
      expect(answer.entries.at(-1)).toMatchObject({ state: 'already_member', isLeftOut: false })
      break
    }
    expect(notes).toHaveLength(4)
    expect(notes.at(-1)).toBe('')
    const asked = service.management.requests.filter(name => name === 'findUsersByEmail')
    expect(asked).toHaveLength(31)
    // And again after ten minutes.
    await service.clock.advance(601_000)
    expect((await checkAll(list)).isMore).toBe(true)
  })

  test('says what was not looked up while the tenant does not answer, and does not go on asking', async () => {
    await browser.get(FORM)
    service.management.isDown = true
    const answer = await checkAll('unknown-1@example.com\nunknown-2@example.com')
    service.management.isDown = false
    expect(answer).toMatchObject({ isMore: false })
    expect(answer.note).toContain('2 of them weren’t checked for an account')
  })

  test('S41 says who has joined before to those who may know, and of their own invitations to inviters', async () => {
    const frank = {
      userId: 'auth0|frank',
      name: 'Frank',
      email: 'frank@acme.example',
      permissions: ['create:invitations'],
    }
    makePerson(service, frank)
    const { ledger, clock } = service
    for (const [address, inviter_id] of [
      ['of-frank@example.com', frank.userId],
      ['of-ada@example.com', 'auth0|ada'],
    ] as const) {
      const joined = { status: 'accepted', uses: 1, accepted_at: clock.now(), inviter_id } as const
      const row = invitationRow({ id: `inv_${address}`, invitee_email: address, ...joined })
      await ledger.createInvitation(row, { mail: false })
    }
    const list = 'of-frank@example.com, of-ada@example.com'
    const other = await openSignedIn(service, { ...frank, path: FORM } as typeof frank)
    expect((await check(list, other)).map(([, state]) => state)).toEqual(['joined', 'ok'])
    expect((await check(list)).map(([, state]) => state)).toEqual(['joined', 'joined'])
  })
})

describe('the preview', () => {
  test('is the mail itself, in its language, in a document that runs and loads nothing', async () => {
    const fields = {
      addresses: 'grace@navy.example',
      language: 'de',
      message: 'Hallo!',
      application: 'portal',
    }
    const page = await send(fields, '/preview')
    expect(page.html).toContain('<html lang="de">')
    expect(page.text).toContain('Hallo!')
    expect(page.text).toContain('Ada Lovelace')
    expect(page.text).toContain('grace@navy.example')
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
    )
    expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(await rowsOf('grace@navy.example')).toHaveLength(0)
  })

  test('S38 shows what somebody writes as text', async () => {
    const page = await send(
      { addresses: 'g@example.com', message: '<script>x</script> www.evil.example' },
      '/preview',
    )
    expect(page.html).not.toContain('<script')
    expect(page.html).not.toContain('www.evil.example')
  })
})
