import { beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../../local-tenant/login/testing/browser.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import { acme, inviteNatively } from './world/native-invitation.ts'
import {
  authorizeUrl,
  claimsOf,
  invite,
  logIn,
  openBrowser,
  outcomeOf,
  password,
  signUp,
} from './world/person.ts'
import { refusalPage } from './world/refusal-page.ts'

const ada = 'ada@example.com'
const login = 'https://app.test/login'
const rolesClaim = 'https://guestlist.example/roles'

/** The Portal begins its log-ins itself, as an administrator has said in its metadata. */
async function setUp(world: GateWorld) {
  await world.reset()
  const state = await world.tenant.control.snapshot()
  const portal = state.clients.find(({ client_id }) => client_id === 'portal')
  Object.assign(portal ?? {}, { client_metadata: { guestlist_login_url: login } })
  await world.tenant.control.restore(state)
}

/** Opens the link, presses Accept, and is at the application. */
async function acceptThere(world: GateWorld, changes: Parameters<typeof invite>[1] = {}) {
  const id = await invite(world, { invitee_email: ada, client_id: 'portal', ...changes })
  const invitee = createInvitee(world)
  const { url } = await invitee.accept(id)
  expect(url.origin + url.pathname).toBe(login)
  return { id, url, ...invitee }
}

/** What the application's log-in route does: forwards what it got to `/authorize`, with a state of its own. */
function forward(world: GateWorld, { searchParams }: URL, more: Record<string, string> = {}): string {
  return authorizeUrl(world, { ...Object.fromEntries(searchParams), ...more })
}

async function rolesOf(world: GateWorld, page: Page): Promise<unknown> {
  const outcome = await outcomeOf(world, page)
  if (outcome.outcome !== 'in') return outcome
  return (await claimsOf(world, outcome.code))[rolesClaim]
}

describe('an application that takes the handoff at its own log-in', () => {
  const world = useGateWorld({ trusted_organizations: [acme] })
  beforeEach(() => setUp(world))

  it('gets its user back at once, with the roles, and the grant is made without a callback of ours', async () => {
    const { id, url, browser, submit } = await acceptThere(world)
    const form = await browser.open(forward(world, url))
    expect(form.url.pathname).toBe('/u/signup')
    expect(form.html).toContain(`value="${ada}"`)
    const page = await submit(form, ada)
    expect(page.url.searchParams.get('state')).toBe('state-of-the-application')
    expect(await rolesOf(world, page)).toEqual(['Editor'])
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
    world.ahead.ms += 5_000
    await world.service.worker.drain()
    const { users, user_roles } = await world.tenant.control.snapshot()
    const user = users.find(({ email }) => email === ada)
    expect(user_roles[user?.user_id ?? '']).toEqual(['rol_editor'])
    expect((await world.ledger.nextWorkAt(['grant'])) ?? 'done').toBe('done')
  })

  it('gives somebody who has an account its roles on top', async () => {
    await world.tenant.control.addUser({
      connection: 'Users',
      email: ada,
      password,
      email_verified: true,
      app_metadata: { guestlist: { admitted: true } },
    })
    const { url, browser, submit } = await acceptThere(world)
    const form = await browser.open(forward(world, url))
    expect(form.url.pathname).toBe('/u/login')
    expect(await rolesOf(world, await submit(form, ada))).toEqual(['Editor'])
  })

  it('S18 somebody else hears from our page that it is for another address, and nothing is used up', async () => {
    const { id, url, browser } = await acceptThere(world)
    const google = forward(world, url, { connection: 'google-oauth2' })
    const eve = { choice: 'new', name: 'Eve', email: 'eve@gmail.com', email_verified: 'on' }
    const page = await browser.submit(await browser.open(google), eve)
    expect(page.url.pathname).toBe('/refused')
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'address_mismatch' })
    // The browser still holds the invitation: back to it, and to the application's log-in again.
    expect(refusalPage(page).links).toContainEqual(expect.stringContaining('/v2/logout?'))
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('somebody else who is a member is logged in without the grant', async () => {
    await world.tenant.control.addUser({
      connection: 'Users',
      email: 'bob@example.com',
      password,
      email_verified: true,
      app_metadata: { guestlist: { admitted: true } },
    })
    const { id, url } = await acceptThere(world)
    const handoff = url.searchParams.get('ext-invite') ?? ''
    const page = await logIn(world, openBrowser(world), 'bob@example.com', { 'ext-invite': handoff })
    expect(await rolesOf(world, page)).toEqual([])
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('S45 another client cannot use the handoff', async () => {
    const { id, url } = await acceptThere(world)
    const guestlist = { client_id: 'guestlist', redirect_uri: `${world.serviceUrl}/callback` }
    const more = { 'ext-invite': url.searchParams.get('ext-invite') ?? '', ...guestlist }
    const page = await signUp(world, openBrowser(world), ada, more)
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'connection_mismatch' })
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })

  it('beside invitations of Auth0’s own on the same route: each lets its invitee in, and neither needs the other', async () => {
    const native = await inviteNatively(world, 'grace@example.com')
    const { url, browser, submit } = await acceptThere(world)
    expect(url.searchParams.has('invitation')).toBe(false)
    const grace = openBrowser(world)
    const nativeForm = await grace.open(authorizeUrl(world, native))
    const fields = { email: 'grace@example.com', password }
    expect(await rolesOf(world, await grace.submit(nativeForm, fields))).toEqual([])
    expect(await rolesOf(world, await submit(await browser.open(forward(world, url)), ada))).toEqual([
      'Editor',
    ])
  })

  it('beside an invitation of Auth0’s own in the same log-in: the person gets what both promise', async () => {
    const native = await inviteNatively(world, ada)
    const { id, url, browser, submit } = await acceptThere(world)
    const { origin, pathname, searchParams } = url
    const both = new URL(
      `${origin}${pathname}?${new URLSearchParams({ ...Object.fromEntries(searchParams), ...native })}`,
    )
    const page = await submit(await browser.open(forward(world, both)), ada)
    expect(await rolesOf(world, page)).toEqual(['Editor'])
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted' })
    const { organization_members, users } = await world.tenant.control.snapshot()
    const user = users.find(({ email }) => email === ada)
    expect(Object.keys(organization_members[acme] ?? {})).toEqual([user?.user_id])
  })

  it('in a tenant without a custom domain nothing carries it into a sign-up with a password, but into all other ways', async () => {
    await world.tenant.control.setSwitches({ customDomain: false })
    const { url, browser, submit } = await acceptThere(world)
    const refused = await submit(await browser.open(forward(world, url)), ada)
    expect(await outcomeOf(world, refused)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    const account = { choice: 'new', name: 'Ada', email: ada, email_verified: 'on' }
    const google = await browser.open(forward(world, url, { connection: 'google-oauth2' }))
    expect(await rolesOf(world, await browser.submit(google, account))).toEqual(['Editor'])
  })
})

describe('an application that takes the handoff at its own log-in, where an address is enough (admit_by_address)', () => {
  const world = useGateWorld({ admit_by_address: true })
  beforeEach(() => setUp(world))

  it('gets people who sign up with a password also without a custom domain', async () => {
    await world.tenant.control.setSwitches({ customDomain: false })
    const { url, browser, submit } = await acceptThere(world)
    const page = await submit(await browser.open(forward(world, url)), ada)
    expect(await rolesOf(world, page)).toEqual(['Editor'])
  })
})
