import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashSecret } from '../../../../service/ledger/engine/hash-secret.ts'
import { type Browser, openBrowser, type Page } from '../browser.ts'
import { startTestService, type TestService } from '../test-service.ts'
import { handOut, makeUser, redeem, share, tokenOfShop } from './invitee-flow.ts'

const TERMS = { TERMS_URL: 'https://acme.example/terms', TERMS_VERSION: '2026-10' }
const FIELDS = {
  USER_FIELDS: 'given_name,family_name,nickname,picture,phone_number,user_metadata.team',
  REQUIRED_USER_FIELDS: 'given_name,phone_number,user_metadata.team',
}

let service: TestService
let browser: Browser
beforeEach(async () => {
  service = await startTestService({ ...TERMS, ...FIELDS })
})
beforeEach(() => {
  browser = openBrowser(service.app)
  service.management.users.splice(1)
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

let count = 0
/** Invites an address of its own by a back end that names the inviter. */
async function invite(fields: Record<string, unknown> = {}) {
  const email = `grace${++count}@example.com`
  const body = { invitee: { email }, inviter: { name: 'Ada Lovelace' }, ...fields }
  const answer = await service.api('/api/invitations', { body, token: await tokenOfShop(service) })
  const id = String(answer.body.id)
  await service.worker.drain()
  return { id, email, link: await service.linkOf(id) }
}

const filledIn = {
  'field.given_name': 'Grace',
  'field.phone_number': '+41 79 000 00 00',
  'field.user_metadata.team': 'Compilers',
  terms: 'agreed',
}
const press = async (link: string) => browser.press(await browser.get(link), 'Accept invitation')
const goOn = (page: Page, typed: Record<string, string>) => browser.press(page, 'Continue', typed)
const handoffsOf = async (id: string) => {
  const { body } = await service.api(`/api/invitations/${id}/history`)
  const events = body.events as { type: string; after: Record<string, unknown> }[]
  return events.filter(({ type }) => type === 'opened').map(({ after }) => after)
}
const toCarriers = (url: string) => {
  const { searchParams } = new URL(url)
  return { url, handoff: searchParams.get('ext-invite') ?? '', state: searchParams.get('state') ?? '' }
}

describe('the page between Accept and the log-in', () => {
  test('asks for the terms and for what is required, and for nothing else', async () => {
    const page = await press((await invite()).link)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Before you join')
    expect(Object.keys(browser.fieldsOf(page)).sort()).toEqual([
      ...['field.given_name', 'field.phone_number', 'field.user_metadata.team', 'invitation', 'joining'],
    ])
    expect(page.html).toContain('href="https://acme.example/terms" target="_blank" rel="noopener noreferrer"')
    expect(page.text).toContain('version 2026-10')
    // Nobody's box is ticked for them.
    expect(page.html).toMatch(/<input type="checkbox"[^>]*>/)
    expect(page.html).not.toContain('checked')
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://login.acme.example",
    )
  })

  test('goes on to the log-in when all is there, with no trace of it in the address', async () => {
    const page = await goOn(await press((await invite()).link), filledIn)
    expect(page.url).toMatch(/^https:\/\/login\.acme\.example\/authorize\?/)
    expect(page.url).not.toMatch(/Grace|Compilers|41790000000|2026-10/)
  })

  test.each([
    ['the terms', { terms: '' }, 'To join, agree to the terms.', 'terms'],
    ['a field', { 'field.given_name': ' ' }, 'Fill this in.', 'field-given_name'],
    ['a number', { 'field.phone_number': '079' }, 'phone number with a country code', 'field-phone_number'],
    [
      'a text',
      { 'field.user_metadata.team': 'a\u202eb' },
      'invisible characters',
      'field-user_metadata-team',
    ],
    ['a name', { 'field.given_name': 'Win at evil.example' }, 'web address', 'field-given_name'],
    ['markup', { 'field.given_name': '<b>Grace' }, 'web address', 'field-given_name'],
  ])('shows what is wrong with %s beside it, and keeps the rest', async (_, typed, sentence, id) => {
    const { id: invitation, link } = await invite()
    const { terms, ...others } = { ...filledIn, ...typed }
    const page = await goOn(await press(link), { ...others, ...(terms && { terms }) })
    expect(page.status).toBe(422)
    expect(page.html).toContain('<title>Error: Before you join')
    expect(page.html).toMatch(new RegExp(`id="${id}-error">[^<]*${sentence}`))
    expect(page.html).not.toMatch(/<b>Grace|<script>/)
    expect(page.html.includes(' checked')).toBe(terms !== '')
    expect(page.html.match(/autofocus/g)).toHaveLength(1)
    if (!('field.user_metadata.team' in typed))
      expect(browser.fieldsOf(page)['field.user_metadata.team']).toBe('Compilers')
    expect(await handoffsOf(invitation)).toEqual([])
    expect((await goOn(page, filledIn)).url).toContain('/authorize?')
  })

  test('is prefilled with what the inviter knows, for whoever holds the message', async () => {
    const known = { profile: { given_name: 'Grace' }, user_metadata: { team: 'Navy' } }
    const { link } = await invite(known)
    const page = await press(link)
    expect(browser.fieldsOf(page)).toMatchObject({
      'field.given_name': 'Grace',
      'field.phone_number': '',
      'field.user_metadata.team': 'Navy',
    })
    // The link of a number leads on for whoever was shown it, who learns nobody's name from it.
    const byPhone = { ...known, invitee: { phone_number: '+493012345689' } }
    const shown = await press((await handOut(service, byPhone)).link)
    expect(browser.fieldsOf(shown)).toMatchObject({ 'field.given_name': '', 'field.user_metadata.team': '' })
  })

  test('speaks the language of the invitation', async () => {
    const { link } = await invite({ locale: 'de' })
    const page = await browser.submit(await browser.get(link))
    expect(page.html).toContain('<html lang="de">')
    expect(page.text).toContain('Bevor Sie beitreten')
  })

  test('is reached by a code, and through a link for many', async () => {
    await invite({ invitee: { email: 'code@example.com' } })
    const { code } = service.mailTo('code@example.com')
    const entered = await browser.press(await browser.get('/i/code'), 'Open the invitation', {
      email: 'code@example.com',
      code,
    })
    expect((await browser.press(entered, 'Accept invitation')).text).toContain('Before you join')

    const shared = await browser.get((await share(service)).link)
    await browser.press(shared, 'Send me my invitation', { email: 'many@example.com' })
    await service.backgroundTasks.settled()
    await service.worker.drain()
    const { link } = service.mailTo('many@example.com')
    const page = await press(link)
    expect(page.text).toContain('Before you join')
    expect((await goOn(page, filledIn)).url).toContain('/authorize?')
  })

  test('shows what has become of an invitation that was withdrawn while it was being filled in', async () => {
    const { id, link } = await invite()
    const page = await press(link)
    await service.api(`/api/invitations/${id}`, { method: 'DELETE' })
    expect((await goOn(page, filledIn)).text).not.toContain('Before you join')
    expect(await handoffsOf(id)).toEqual([])
  })

  test('is not there where nothing is asked for, nor where all fields are optional', async () => {
    const calm = await startTestService({ USER_FIELDS: 'given_name,user_metadata.team' })
    const visitor = openBrowser(calm.app)
    const page = await visitor.submit(await visitor.get((await calm.invite()).link))
    expect(page.url).toContain('/authorize?')
    await calm.close()
  })
})

describe('what was agreed to and filled in', () => {
  test('is recorded with version and time before any account exists, in history without a value', async () => {
    const { id, link } = await invite()
    await goOn(await press(link), filledIn)
    expect(await handoffsOf(id)).toEqual([
      {
        generation: 1,
        client_id: 'guestlist-client',
        terms_version: '2026-10',
        terms_agreed_at: new Date(service.clock.now()).toISOString(),
        fields: ['given_name', 'phone_number', 'user_metadata.team'],
      },
    ])
    expect(service.management.users).toHaveLength(1)
    expect(service.logLines.join('\n')).not.toMatch(/Compilers|\+4179/)
  })

  test('ends up in the profile and in user_metadata of the new account, and leaves the ledger then', async () => {
    const { id, email, link } = await invite({
      profile: { given_name: 'G.', family_name: 'Hopper' },
      user_metadata: { team: 'Navy' },
    })
    const { url } = await goOn(await press(link), filledIn)
    const user = makeUser(service, email)
    // As the Action has written it at the login.
    user.userMetadata = { team: 'Navy' }
    expect((await redeem(service, user, toCarriers(url))).body.outcome).toBe('redeemed')
    const [redemption] = await service.ledger.findRedemptionsOfInvitation(id)
    const ref = redemption?.handoff_ref ?? ''
    expect((await service.ledger.findHandoff({ ref }))?.answers).toContain('Compilers')
    await service.clock.advance(5_000)
    await service.worker.drain()
    expect(user.profile).toEqual({ given_name: 'Grace', family_name: 'Hopper' })
    expect(user.userMetadata).toEqual({ team: 'Compilers', phone_number: '+41790000000' })
    expect(await service.ledger.findHandoff({ ref })).toMatchObject({
      answers: null,
      terms_version: '2026-10',
    })
  })

  test('overwrites nothing that a member of longer standing has', async () => {
    const { link } = await invite({ invitee: { email: 'old@example.com' } })
    const user = makeUser(service, 'old@example.com', {
      createdAt: new Date(service.clock.now() - 86_400_000),
      emailVerified: true,
      profile: { given_name: 'Amazing' },
      userMetadata: { team: 'Cobol' },
    })
    const { url } = await goOn(await press(link), filledIn)
    expect((await redeem(service, user, toCarriers(url), { passes: true })).body.outcome).toBe('redeemed')
    await service.clock.advance(5_000)
    await service.worker.drain()
    expect(user.profile).toEqual({ given_name: 'Amazing' })
    expect(user.userMetadata).toEqual({ team: 'Cobol', phone_number: '+41790000000' })
  })

  test('is erased with the invitation', async () => {
    const { id, link } = await invite()
    const { url } = await goOn(await press(link), filledIn)
    const key = { stateHash: hashSecret(toCarriers(url).state) }
    expect((await service.ledger.findHandoff(key))?.answers).toContain('Compilers')
    await service.api(`/api/invitations/${id}/erase`, { method: 'POST', body: {} })
    expect((await service.ledger.findHandoff(key))?.answers).toBeNull()
  })

  test('is shown on the page of the account: who invited, which roles, which terms', async () => {
    const { email, link } = await invite({ roles: ['Editor'] })
    const { url } = await goOn(await press(link), filledIn)
    const user = makeUser(service, email)
    await redeem(service, user, toCarriers(url))
    await service.clock.advance(5_000)
    await service.worker.drain()
    const visitor = openBrowser(service.app)
    const begun = await visitor.get('/account/sign-in')
    const page = await visitor.get(service.tenant.logIn(begun.url, user.userId))
    expect(page.text).toMatch(/Invited by Ada Lovelace , joined on \d+ \w+ \d{4}/)
    expect(page.text).toContain('Editor')
    expect(page.text).toMatch(/You agreed to version 2026-10 of the terms on/)
    // An account that was deleted and made again under the same id is another one.
    user.createdAt = new Date(service.clock.now() + 60_000)
    user.appMetadata = { guestlist: { admitted: true } }
    expect((await visitor.get('/account')).text).toContain('You didn’t join through an invitation')
  })
})
