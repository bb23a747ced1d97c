import { beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { useGateWorld } from './gate-world.ts'
import {
  accept,
  askForToken,
  authorizeUrl,
  claimsOf,
  invite,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  signUp,
} from './person.ts'

const world = useGateWorld({
  enterprise_domains: { 'acme-oidc': ['acme.example'] },
})
const rolesClaim = 'https://guestlist.example/roles'
const google = 'google-oauth2'

beforeEach(() => world.reset())

const stateOf = async (id: string) => {
  const row = await world.ledger.findInvitation(id)
  return [row?.status, row?.uses]
}

async function wordFor(page: Parameters<typeof outcomeOf>[1]) {
  const outcome = await outcomeOf(world, page)
  if (outcome.outcome === 'refused') return outcome.code
  if (outcome.outcome === 'unknown') return outcome.page
  return (await claimsOf(world, outcome.code))[rolesClaim]
}

/** An address of its own per test: the ledger remembers the others. */
let number = 0
const at = (domain: string) => {
  number += 1
  return `guest${number}@${domain}`
}

describe('S22 accepting compares the invited address with the verified one of the session', () => {
  const editor = ['Editor']
  const unproven = 'address_unproven'

  it.each<[string, string, string, string | undefined, string[] | string]>([
    ['a Gmail address at Google', google, 'gmail.com', 'on', editor],
    ['a Gmail address that Google does not vouch for', google, 'gmail.com', undefined, unproven],
    ['an address elsewhere that Google has verified', google, 'example.com', 'on', unproven],
    ['an address that Facebook says nothing about', 'facebook', 'gmail.com', undefined, unproven],
    ['an address that Facebook calls verified', 'facebook', 'gmail.com', 'on', unproven],
    ['an address that a provider of its own calls verified', 'my-provider', 'gmail.com', 'on', unproven],
    ['an address of a company, at the company', 'acme-oidc', 'acme.example', undefined, editor],
    ['S47 an address outside of it, which the company asserts', 'acme-oidc', 'gmail.com', 'on', unproven],
    ['an address at a company that is not listed', 'acme-saml', 'acme.example', 'on', unproven],
  ])('handed out: %s', async (_, connection, domain, email_verified, expected) => {
    const email = at(domain)
    const { invitation, token } = await accept(
      world,
      await invite(world, { invitee_email: email, delivery: 'handed_out' }),
    )
    const account = { name: 'Guest', email, email_verified }
    const page = await logInWith(world, openBrowser(world), connection, account, { 'ext-invite': token })
    expect(await wordFor(page)).toEqual(expected)
    expect(await stateOf(invitation)).toEqual(expected === unproven ? ['pending', 0] : ['accepted', 1])
  })

  it('a database account needs its address confirmed, and the invitation waits for that', async () => {
    const email = at('example.com')
    const id = await invite(world, { invitee_email: email, delivery: 'handed_out' })
    const { token } = await accept(world, id)
    expect(await wordFor(await signUp(world, openBrowser(world), email, { 'ext-invite': token }))).toBe(
      unproven,
    )
    expect(await stateOf(id)).toEqual(['pending', 0])
    await world.manage('PATCH', `/users/${encodeURIComponent(await idOf(email))}`, { email_verified: true })
    const again = await openBrowser(world)
    const form = await again.open(authorizeUrl(world, { 'ext-invite': (await accept(world, id)).token }))
    expect(await wordFor(await again.submit(form, { email, password }))).toEqual(editor)
    expect(await stateOf(id)).toEqual(['accepted', 1])
  })
})

async function idOf(email: string) {
  return (await world.tenant.control.users()).find(user => user.email === email)?.user_id ?? ''
}

describe('S30 a refusal is a code and a status that nothing turns into a success', () => {
  const required = sentenceFor('invitation_required')
  const mallory = () => ({ name: 'Mallory', email: at('gmail.com'), email_verified: 'on' })

  it('on the sign-up form: a 400 with the sentence, the code in the tenant’s log, and no account', async () => {
    const email = at('example.com')
    const page = await signUp(world, openBrowser(world), email)
    expect([page.status, page.html.includes(required)]).toEqual([400, true])
    expect(await idOf(email)).toBe('')
    const { logs } = await world.tenant.control.snapshot()
    expect(JSON.stringify(logs)).toContain('guestlist: refused invitation_required')
  })

  it('at the sign-up API: a 400', async () => {
    const email = at('example.com')
    const response = await fetch(`${world.tenant.url}/dbconnections/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: 'portal', connection: 'Users', email, password }),
    })
    expect(response.status).toBe(400)
    expect(await response.json()).not.toHaveProperty('_id')
    expect(await idOf(email)).toBe('')
  })

  it('at the token endpoint: a 403 without a token', async () => {
    const email = at('example.com')
    await world.tenant.control.addUser({ connection: 'Users', email, password })
    const answer = await askForToken(world, {
      grant_type: 'password',
      username: email,
      password,
      scope: 'openid',
    })
    expect(answer).toEqual({ status: 403, error: 'access_denied', error_description: required })
  })

  it('on our page: a 403, and behind it access_denied at the application, never a code', async () => {
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, google, mallory())
    expect((await fetch(page.url)).status).toBe(403)
    const end = await browser.open(`${world.tenant.url}/continue?state=${page.url.searchParams.get('state')}`)
    expect(Object.fromEntries(end.url.searchParams)).toEqual({
      error: 'access_denied',
      error_description: required,
      state: 'state-of-the-application',
    })
  })
})

describe('S31 S60 what an invitation asks for beside a login is not walked past', () => {
  const needing = (email: string, changes: object) => {
    // Sent some time ago, so that it may go out again.
    const link_issued_at = world.now() - 3_600_000
    return invite(world, { invitee_email: email, link_issued_at, ...changes })
  }
  const account = (email: string) => ({ name: 'Guest', email, email_verified: 'on' })

  it('S31 a required connection is required also of whoever strips it from the address', async () => {
    const email = at('gmail.com')
    const id = await needing(email, { connection: 'facebook' })
    const { token } = await accept(world, id)
    const form = await signUp(world, openBrowser(world), email, { 'ext-invite': token })
    expect(await wordFor(form)).toBe('connection_mismatch')
    expect(await idOf(email)).toBe('')
    const params = { 'ext-invite': token }
    const page = await logInWith(world, openBrowser(world), google, account(email), params)
    expect(await wordFor(page)).toBe('connection_mismatch')
    expect(await stateOf(id)).toEqual(['pending', 0])
    const right = await logInWith(world, openBrowser(world), 'facebook', account(email), params)
    expect(await wordFor(right)).toEqual(['Editor'])
  })

  it.each([
    ['a connection', { connection: google }],
    ['another connection', { connection: 'acme-oidc' }],
    ['an organization', { organization: 'org_1' }],
  ])(
    'S60 with %s: straight to the application is no way in; the invitation is sent again',
    async (_, step) => {
      const email = at('gmail.com')
      const id = await needing(email, step)
      const page = await logInWith(world, openBrowser(world), google, account(email))
      expect(await wordFor(page)).toBe('open_invitation')
      expect(await stateOf(id)).toEqual(['pending', 0])
      await world.service.worker.drain()
      expect(world.mails.map(({ to, category }) => [to, category])).toEqual([[email, 'invitation']])
      // Its link then leads on; an earlier handoff does not.
      expect(await world.ledger.findInvitation(id)).toMatchObject({ generation: 2 })
    },
  )

  it('S60 nor is a code by mail, which proves the address and nothing else', async () => {
    const email = at('gmail.com')
    const id = await needing(email, { connection: google })
    const browser = openBrowser(world)
    const form = await browser.open(authorizeUrl(world, { connection: 'email' }))
    const asked = await browser.submit(form, { email })
    const [mail] = await world.tenant.control.mails()
    const page = await browser.submit(asked, { code: /\d{6}/.exec(mail?.text ?? '')?.[0] ?? '' })
    expect(await wordFor(page)).toBe('invitation_required')
    expect(await stateOf(id)).toEqual(['pending', 0])
  })

  it('S60 one that asks for nothing more lets in whoever has proven its address', async () => {
    const email = at('gmail.com')
    const id = await needing(email, {})
    const page = await logInWith(world, openBrowser(world), google, account(email))
    expect(await wordFor(page)).toEqual(['Editor'])
    expect(await stateOf(id)).toEqual(['accepted', 1])
  })
})
