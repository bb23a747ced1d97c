import { beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../contract/refusal.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  accept,
  askForToken,
  authorizeUrl,
  claimsOf,
  invite,
  logIn,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  signUp,
} from './world/person.ts'

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

describe('S22 S61 with a link that was handed out nobody accepts, and an address counts that the login itself proves', () => {
  const editor = ['Editor']
  const nothing = 'invitation_required'

  it.each<[string, string, string, string | undefined, string[] | string]>([
    ['a Gmail address at Google', google, 'gmail.com', 'on', editor],
    ['a Gmail address that Google does not vouch for', google, 'gmail.com', undefined, nothing],
    ['an address elsewhere that Google has verified', google, 'example.com', 'on', nothing],
    ['an address that Facebook says nothing about', 'facebook', 'gmail.com', undefined, nothing],
    ['an address that Facebook calls verified', 'facebook', 'gmail.com', 'on', nothing],
    ['an address that a provider of its own calls verified', 'my-provider', 'gmail.com', 'on', nothing],
    ['an address of a company, at the company', 'acme-oidc', 'acme.example', undefined, editor],
    ['S47 an address outside of it, which the company asserts', 'acme-oidc', 'gmail.com', 'on', nothing],
    ['an address at a company that is not listed', 'acme-saml', 'acme.example', 'on', nothing],
  ])('%s', async (_, connection, domain, email_verified, expected) => {
    const email = at(domain)
    const id = await invite(world, { invitee_email: email, delivery: 'handed_out' })
    await expect(accept(world, id)).rejects.toThrow('not accepted: invitation_required')
    const account = { name: 'Guest', email, email_verified }
    const page = await logInWith(world, openBrowser(world), connection, account)
    expect(await wordFor(page)).toEqual(expected)
    expect(await stateOf(id)).toEqual(expected === nothing ? ['pending', 0] : ['accepted', 1])
  })

  it('a database account gets nothing by its password, confirmed or not: the message goes out, and the invitation waits', async () => {
    const email = at('example.com')
    const id = await invite(world, { invitee_email: email, delivery: 'handed_out' })
    expect(await wordFor(await signUp(world, openBrowser(world), email))).toBe(nothing)
    const user = await world.tenant.control.addUser({ connection: 'Users', email, password })
    expect(await wordFor(await logIn(world, openBrowser(world), email))).toBe(nothing)
    expect(await stateOf(id)).toEqual(['pending', 0])
    const confirmed = { email_verified: true }
    await world.manage('PATCH', `/users/${encodeURIComponent(user.user_id)}`, confirmed)
    expect(await wordFor(await logIn(world, openBrowser(world), email))).toBe('open_invitation')
    expect(await stateOf(id)).toEqual(['pending', 0])
    // Nor does that send it: the link that was shown does, to the mailbox.
    await world.settle()
    expect(world.mails).toEqual([])
    const shown = createInvitee(world)
    await shown.browser.submit(await shown.open(id), {})
    await world.settle()
    expect(world.mails.map(({ to, category }) => [to, category])).toEqual([[email, 'invitation']])
  })
})

describe('S61 the link of a telephone number, which somebody was shown,', () => {
  const joined = 'You’ve joined'
  const phones = {
    name: 'Phones',
    strategy: 'auth0',
    options: {
      attributes: { phone_number: { identifier: { active: true }, signup: { status: 'required' } } },
    },
  }
  const phone = () => {
    number += 1
    return `+4915${String(number).padStart(9, '0')}`
  }

  it('leads to a code that goes to the number, and to nothing else', async () => {
    const invited = phone()
    const changes = { invitee_email: null, invitee_phone_number: invited, delivery: 'handed_out' } as const
    const id = await invite(world, changes)
    const { browser, accept: press } = createInvitee(world)
    const form = await press(id)
    expect(form.html).toContain(invited)
    const asked = await browser.submit(form, { phone_number: invited })
    const [sms] = await world.tenant.control.sms()
    const end = await browser.submit(asked, { code: /\d{6}/.exec(sms?.text ?? '')?.[0] ?? '' })
    expect(end.html).toContain(joined)
    expect(await stateOf(id)).toEqual(['accepted', 1])
  })

  it.each([
    ['with a custom domain', {}],
    ['without one', { customDomain: false }],
    ['without the state', { stateInPreRegistration: false }],
  ])('admits no sign-up with a password, %s', async (_, switches) => {
    await world.tenant.control.addConnection(phones)
    await world.tenant.control.setSwitches(switches)
    const invited = phone()
    const changes = { invitee_email: null, invitee_phone_number: invited, delivery: 'handed_out' } as const
    const id = await invite(world, changes)
    const { token, state } = await accept(world, id)
    const browser = openBrowser(world)
    const params = { screen_hint: 'signup', connection: 'Phones', 'ext-invite': token, state }
    const form = await browser.open(authorizeUrl(world, params))
    const page = await browser.submit(form, { phone_number: invited, password })
    expect(await wordFor(page)).toBe('connection_mismatch')
    expect((await world.tenant.control.users()).map(user => user.phone_number)).not.toContain(invited)
    expect(await stateOf(id)).toEqual(['pending', 0])
  })

  it('S45 S62 joins nobody by a session, to whose owner the one who was shown it sends his own log-in', async () => {
    const invited = phone()
    const app_metadata = { guestlist: { admitted: true } }
    await world.tenant.control.addUser({ connection: 'sms', phone_number: invited, app_metadata })
    const { browser } = createInvitee(world)
    const form = await browser.open(authorizeUrl(world, { connection: 'sms' }))
    const asked = await browser.submit(form, { phone_number: invited })
    const sms = (await world.tenant.control.sms()).find(({ to }) => to === invited)
    const page = await browser.submit(asked, { code: /\d{6}/.exec(sms?.text ?? '')?.[0] ?? '' })
    expect((await outcomeOf(world, page)).outcome).toBe('in')
    const changes = { invitee_email: null, invitee_phone_number: invited, delivery: 'handed_out' } as const
    const id = await invite(world, changes)
    const { token } = await accept(world, id)
    for (const prompt of [{}, { prompt: 'none' }])
      await browser.open(authorizeUrl(world, { connection: 'sms', 'ext-invite': token, ...prompt }))
    expect(await stateOf(id)).toEqual(['pending', 0])
  })

  it('is not redeemed with a password, though the account has proven the number before', async () => {
    await world.tenant.control.addConnection(phones)
    const invited = phone()
    const account = { connection: 'Phones', phone_number: invited, phone_verified: true, password }
    await world.tenant.control.addUser(account)
    const changes = { invitee_email: null, invitee_phone_number: invited, delivery: 'handed_out' } as const
    const id = await invite(world, changes)
    const { token } = await accept(world, id)
    const browser = openBrowser(world)
    const form = await browser.open(authorizeUrl(world, { connection: 'Phones', 'ext-invite': token }))
    const page = await browser.submit(form, { phone_number: invited, username: invited, password })
    expect(await wordFor(page)).toBe('connection_mismatch')
    expect(await stateOf(id)).toEqual(['pending', 0])
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
