import { beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import type { Switches } from '../../local-tenant/state/switches.ts'
import { database } from './world/gate-tenant.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee, type Invitee } from './world/invitee.ts'
import {
  askForToken,
  authorizeUrl,
  claimsOf,
  exchange,
  logIn,
  logInSilently,
  logInWith,
  openBrowser,
  outcomeOf,
  refresh,
  signUp,
} from './world/person.ts'

const victim = 'ada@example.com'
const ownersPassword = 'owners-password-1'
const rolesClaim = 'https://guestlist.example/roles'
const joined = 'You’ve joined'
const CODE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/
const since = '2026-01-01T00:00:00.000Z'

/** Somebody who invites through the API, sees the links that it answers with, and owns browsers of his own. */
interface Inviter {
  id: string
  /** The link that he was shown last. */
  link: string
  me: Invitee
  /** Asks the API; `path` comes after the invitation's address. */
  ask(
    method: string,
    path?: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }>
}

async function invites(world: GateWorld): Promise<Inviter> {
  const { config, serviceUrl } = world
  const grant = { grant_type: 'client_credentials', audience: config.apiAudience }
  const token = (await askForToken(world, grant, 'api')) as { access_token?: string }
  const send = async (method: string, url: string, body?: object) => {
    const headers = { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const response = await fetch(`${serviceUrl}/api/invitations${url}`, init)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const made = await send('POST', '', {
    invitee: { email: victim },
    send_invitation_email: false,
    on_live_invitation: 'replace',
    roles: ['Editor'],
    app_metadata: { workspace: 'compilers' },
  })
  if (made.status !== 201) throw new TypeError(`not invited: ${JSON.stringify(made.body)}`)
  const id = String(made.body.id)
  const ask: Inviter['ask'] = (method, path = '', body) => send(method, `/${id}${path}`, body)
  return { id, link: String(made.body.invitation_url), me: createInvitee(world), ask }
}

/** Sends fields as a form of the page that is open would. */
function post({ browser }: Invitee, page: Page, action: string, fields: Record<string, string>) {
  return browser.submit({ ...page, html: `<form action="${action}"></form>` }, fields)
}

const handlesOf = (page: Page) =>
  [...page.html.matchAll(/name="invitation" value="([^"]+)"/g)].map(([, handle = '']) => handle)

type Attack = (world: GateWorld, inviter: Inviter) => Promise<unknown>

/** Whatever somebody can do who has the link, and an API, and a tenant where he may sign up. */
const attacks: Record<string, Attack> = {
  async 'Accept, with every handle of the page'(_, { me, link }) {
    const page = await me.browser.open(link)
    for (const invitation of handlesOf(page))
      for (const action of ['/i/accept', '/i/decline'])
        await post(me, page, action, { invitation, joining: '1', confirmed: '1' })
  },
  async 'the API, which shows him no link of a message and believes him no delivery'(_, { ask, link }) {
    const answers = [
      await ask('GET'),
      await ask('GET', '/history'),
      await ask('PATCH', '', { message: 'Hello' }),
      await ask('PATCH', '', { delivered_by_client: true }),
      await ask('POST', '/link', { delivered_by_client: true }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 403])
    expect(JSON.stringify(answers)).not.toMatch(/\/i\/[\w-]|eyJ/)
    expect(link).toContain('/i/eyJ')
  },
  async 'guessing the code'(_, { me, link }) {
    const page = await me.browser.open(link)
    const [invitation = ''] = handlesOf(page)
    for (let n = 0; n < 7; n++) await post(me, page, '/i/send/code', { invitation, code: `AAAAA-AAAA${n}` })
  },
  async 'signing up with a password'(world) {
    return signUp(world, openBrowser(world), victim)
  },
  async 'signing up with what he has in place of a handoff'(world, { me, link }) {
    const [, token = ''] = link.split('/i/')
    const [handle = ''] = handlesOf(await me.browser.open(link))
    for (const params of [{ state: token }, { state: handle }, { 'ext-invite': token.slice(0, 255) }])
      await signUp(world, openBrowser(world), victim, params)
  },
  async 'signing up with a passkey'(world) {
    await world.tenant.control.setSwitches({ identifierFirst: true })
    const browser = openBrowser(world)
    const url = authorizeUrl(world, { screen_hint: 'signup', connection: 'Passkeys', prompt: 'login' })
    const enrollment = await browser.submit(await browser.open(url), { email: victim })
    await browser.submit(enrollment, { choice: 'passkey' })
    await world.tenant.control.setSwitches({ identifierFirst: false })
  },
  async 'a code by mail, which goes to the mailbox'(world) {
    const browser = openBrowser(world)
    const form = await browser.open(authorizeUrl(world, { connection: 'email' }))
    const asked = await browser.submit(form, { email: victim })
    return browser.submit(asked, { code: '000000' })
  },
  async 'providers that say whatever he wants'(world) {
    for (const connection of ['facebook', 'my-provider', 'acme-saml']) {
      const account = { name: 'Ada', email: victim, email_verified: 'on' }
      await logInWith(world, openBrowser(world), connection, account)
    }
  },
  async 'the mails of the tenant itself, to a mailbox that he does not read'(world) {
    const browser = openBrowser(world)
    const { url } = await browser.open(authorizeUrl(world, { prompt: 'login' }))
    const path = `/u/reset-password/request?state=${url.searchParams.get('state')}`
    await browser.submit(await browser.open(`${world.tenant.url}${path}`), { email: victim })
  },
  async 'logging in with his password'(world) {
    return logIn(world, openBrowser(world), victim)
  },
}

/** What of all that may be seen afterwards: nobody has a grant, and nothing about the address is taken for proven. */
async function harmOf(world: GateWorld, { id }: Inviter) {
  const { users, user_roles } = await world.tenant.control.snapshot()
  const his = users.filter(({ email }) => email === victim)
  return {
    status: (await world.ledger.findInvitation(id))?.status,
    redemptions: (await world.ledger.findRedemptionsOfInvitation(id)).length,
    roles: his.flatMap(({ user_id }) => user_roles[user_id] ?? []),
    workspaces: his.flatMap(({ app_metadata }) => app_metadata.workspace ?? []),
    verified: his.filter(user => user.email_verified && user.identities[0]?.provider === 'auth0').length,
  }
}
const noHarm = { status: 'pending', redemptions: 0, roles: [], workspaces: [], verified: 0 }

async function attackInEveryWay(world: GateWorld, inviter: Inviter) {
  for (const [name, attack] of Object.entries(attacks)) {
    const page = (await attack(world, inviter)) as Page | undefined
    const outcome = page && (await outcomeOf(world, page))
    // An open tenant lets him in as anybody else; what the invitation gives is not his.
    if (outcome?.outcome === 'in')
      expect({ [name]: (await claimsOf(world, outcome.code))[rolesClaim] }).toEqual({ [name]: [] })
    world.ahead.ms += 5_000
    await world.settle()
    expect({ [name]: await harmOf(world, inviter) }).toEqual({ [name]: noHarm })
  }
}

/** The invitee opens the link that somebody gave her, presses the button, and goes on by the code, in one window. */
async function goesOn(world: GateWorld, owner: Invitee, link: string): Promise<Page> {
  const sent = await owner.browser.submit(await owner.browser.open(link), {})
  await world.settle()
  const [code = ''] = CODE.exec(world.mails.findLast(({ to }) => to === victim)?.text ?? '') ?? []
  const invitation = await owner.browser.submit(sent, { code })
  expect(invitation.html).toContain('/i/accept')
  return invitation
}

/** Accepts, by way of a new password where somebody else has registered the address. */
async function joins(world: GateWorld, owner: Invitee, invitation: Page): Promise<Page> {
  const form = await owner.browser.submit(invitation, {})
  if (form.url.pathname.startsWith('/u/signup')) return owner.submit(form, victim, ownersPassword)
  expect(form.html).toContain('never confirmed')
  await world.settle()
  await owner.resetPassword(owner.ticket(victim), ownersPassword)
  const again = await owner.browser.submit(await owner.browser.open(`${world.serviceUrl}/i`), {})
  return owner.submit(again, victim, ownersPassword)
}

/** Everything that he may have left in an account with her address: a password, a session, a refresh token, a passkey. */
async function leaveBehind(world: GateWorld) {
  const browser = openBrowser(world)
  const page = await signUp(world, browser, victim, { scope: 'openid offline_access' })
  const outcome = await outcomeOf(world, page)
  const tokens = outcome.outcome === 'in' ? await exchange(world, outcome.code) : undefined
  return { browser, refreshToken: tokens?.refresh_token ?? 'none' }
}

const isIn = async (world: GateWorld, page: Page) => (await outcomeOf(world, page)).outcome === 'in'

const gates: Record<string, unknown>[] = [
  { mode: 'invite-only', since },
  { mode: 'invite-only', since, admit_by_address: true },
  { mode: 'observe', since },
  { mode: 'open' },
]

const carriers: Partial<Switches>[] = [
  {},
  { customDomain: false },
  { stateInPreRegistration: false },
  { customDomain: false, stateInPreRegistration: false },
]

describe.each(gates)('S61 S42 S28 an inviter who sees the link, in a tenant with %j', gate => {
  const world = useGateWorld(gate)
  beforeEach(async () => {
    await world.reset()
    // One ledger for all of them: what they have asked for within an hour is not what is tried here.
    await world.ledger.deleteCounters(Number.MAX_SAFE_INTEGER)
  })

  async function prepare(switches: Partial<Switches>) {
    await world.tenant.control.addConnection({
      name: 'Passkeys',
      strategy: 'auth0',
      options: { authentication_methods: { passkey: { enabled: true } } },
    })
    await world.tenant.control.setSwitches(switches)
  }

  describe.each(carriers)('%j', switches => {
    it('gets nothing by anything he does, before the message is sent and after it', async () => {
      await prepare(switches)
      const inviter = await invites(world)
      await attackInEveryWay(world, inviter)
      // He presses the button himself: the message goes to her, and he has what he had.
      const sent = await inviter.me.browser.submit(await inviter.me.browser.open(inviter.link), {})
      await world.settle()
      expect(world.mails.map(({ to }) => to)).toEqual([victim])
      expect(sent.html).not.toContain(victim)
      await attackInEveryWay(world, inviter)
      const { body } = await inviter.ask('GET', '/history')
      expect(JSON.stringify(body)).not.toMatch(/"(opened|accepted)"/)
    })
  })

  it('gets nothing in the moment in which she presses Accept, which he sees in the history', async () => {
    await prepare({})
    const inviter = await invites(world)
    const owner = createInvitee(world)
    const form = await owner.browser.submit(await goesOn(world, owner, inviter.link), {})
    expect(form.url.pathname).toBe('/u/signup')
    const { body } = await inviter.ask('GET', '/history')
    expect(JSON.stringify(body)).toContain('"opened"')
    await attackInEveryWay(world, inviter)
  })

  it('cannot enter her account, once she has accepted, with anything that he left in one of that address', async () => {
    await prepare({})
    const inviter = await invites(world)
    const left = await leaveBehind(world)
    const owner = createInvitee(world)
    const end = await joins(world, owner, await goesOn(world, owner, inviter.link))
    expect(end.html).toContain(joined)
    world.ahead.ms += 5_000
    await world.settle()
    expect(await world.ledger.findInvitation(inviter.id)).toMatchObject({ status: 'accepted' })
    expect(await isIn(world, await logIn(world, openBrowser(world), victim))).toBe(false)
    expect(await isIn(world, await logInSilently(world, left.browser))).toBe(false)
    expect((await refresh(world, left.refreshToken)).status).not.toBe(200)
    // She can.
    const hers = await logIn(world, openBrowser(world), victim, {}, ownersPassword)
    const outcome = await outcomeOf(world, hers)
    expect(outcome.outcome === 'in' && (await claimsOf(world, outcome.code))[rolesClaim]).toEqual(['Editor'])
    // And his link says so, and sends nothing more.
    const mails = world.mails.length
    const over = await inviter.me.browser.open(inviter.link)
    expect(over.html).toContain('You’ve already joined')
    expect(over.html).not.toContain('<form')
    expect(world.mails).toHaveLength(mails)
  })

  it('S45 joins nobody by an address that he sends her, though she is signed in', async () => {
    await prepare({})
    const account = { connection: database, email: victim, password: ownersPassword, email_verified: true }
    const app_metadata = { guestlist: { admitted: true } }
    await world.tenant.control.addUser({ ...account, app_metadata })
    const owner = createInvitee(world)
    await logIn(world, owner.browser, victim, {}, ownersPassword)
    const inviter = await invites(world)
    const [, token = ''] = inviter.link.split('/i/')
    for (const params of [{ state: token }, { prompt: 'none', state: token }])
      await owner.browser.open(authorizeUrl(world, params))
    const page = await owner.browser.open(inviter.link)
    expect(page.html).not.toContain('/i/accept')
    await world.settle()
    expect(await world.ledger.findInvitation(inviter.id)).toMatchObject({ status: 'pending', uses: 0 })
    expect(await world.ledger.findRedemptionsOfInvitation(inviter.id)).toEqual([])
  })
})
