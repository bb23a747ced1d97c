import { beforeEach, describe, expect, it } from 'vitest'
import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import { sentenceFor } from '../../contract/refusal.ts'
import type { Switches } from '../../local-tenant/state/switches.ts'
import { makeLink } from '../../service/invitations/accept/make-link.ts'
import { toInvitation } from '../../service/invitations/model/invitation.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import {
  authorizeUrl,
  claimsOf,
  invite,
  logInWith,
  openBrowser,
  outcomeOf,
  password,
  signUp,
} from './world/person.ts'

const rolesClaim = 'https://guestlist.example/roles'
const google = 'google-oauth2'
const joined = 'You’ve joined'
const ada = 'ada@example.com'
const atGmail = 'ada@gmail.com'

const account = (email: string) => ({ choice: 'new', name: 'Ada', email, email_verified: 'on' })

async function userWith(world: GateWorld, email: string) {
  const { users, user_roles } = await world.tenant.control.snapshot()
  const user = users.find(candidate => candidate.email === email)
  return user && { ...user, roles: user_roles[user.user_id] ?? [] }
}

/** What the Portal gets of whoever is logged in to this browser. */
async function tokenOf(world: GateWorld, { browser }: ReturnType<typeof createInvitee>) {
  const outcome = await outcomeOf(world, await browser.open(authorizeUrl(world)))
  return outcome.outcome === 'in' ? claimsOf(world, outcome.code) : outcome
}

/** Everything that waits is done. */
async function settle(world: GateWorld, aheadMs = 5_000) {
  world.ahead.ms += aheadMs
  await world.service.worker.drain()
}

async function linkOf({ keys, config, ledger }: GateWorld, id: string): Promise<string> {
  const row = await ledger.findInvitation(id)
  if (!row) throw new TypeError('no such invitation')
  const linkScope = { issuer: config.publicUrl, audience: config.tenantDomain }
  return makeLink({ linkKey: keys.link.signing, linkScope }, toInvitation(row))
}

interface Tenant {
  gate: Record<string, unknown>
  switches: Partial<Switches>
}

const bare = { customDomain: false, stateInPreRegistration: false }
const tenants: Tenant[] = (['rbac', 'metadata'] as const).flatMap(grant_roles_as => [
  { gate: { grant_roles_as }, switches: {} },
  { gate: { grant_roles_as }, switches: { customDomain: false } },
  { gate: { grant_roles_as }, switches: { stateInPreRegistration: false } },
  // Where nothing carries the handoff into a sign-up, an operator has to choose this.
  { gate: { grant_roles_as, admit_by_address: true }, switches: bare },
])

describe.each(tenants)('the journeys of people, in a tenant with %j', ({ gate, switches }) => {
  const world = useGateWorld(gate)
  const isRbac = gate.grant_roles_as === 'rbac'
  beforeEach(async () => {
    await world.reset()
    await world.tenant.control.setSwitches(switches)
  })

  /** In the tokens, and in the place where this tenant keeps them. */
  async function expectRoles(invitee: ReturnType<typeof createInvitee>, email: string, roles: string[]) {
    expect(await tokenOf(world, invitee)).toMatchObject({ [rolesClaim]: roles })
    const user = await userWith(world, email)
    if (isRbac) expect(user?.roles).toHaveLength(roles.length)
    else expect(readGuestlistMetadata(user?.app_metadata).roles).toEqual(roles)
    if (!isRbac) expect(user?.roles).toEqual([])
  }

  it('1. invited, signs up with a password: in; tokens carry the roles, the tenant has the grant, the ledger says who', async () => {
    const id = await invite(world, { invitee_email: ada, app_metadata: '{"team":"Compilers"}' })
    const invitee = createInvitee(world)
    expect((await invitee.submit(await invitee.accept(id), ada)).html).toContain(joined)
    await settle(world)
    await expectRoles(invitee, ada, ['Editor'])
    const user = await userWith(world, ada)
    expect(user?.app_metadata).toMatchObject({ team: 'Compilers', guestlist: { admitted: true } })
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('2. not invited, signs up with a password: refused on the form, and no user is made', async () => {
    const page = await signUp(world, openBrowser(world), 'eve@example.com')
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    expect(await userWith(world, 'eve@example.com')).toBeUndefined()
  })

  it('3. invited, signs up with Google: in, same grants', async () => {
    const id = await invite(world, { invitee_email: atGmail })
    const invitee = createInvitee(world)
    const form = await invitee.accept(id)
    const url = new URL(form.url)
    const handoff = await handoffOf(invitee, id)
    expect(url.pathname).toMatch(/^\/u\/signup/)
    const chooser = await invitee.browser.open(
      authorizeUrl(world, {
        connection: google,
        client_id: 'guestlist',
        redirect_uri: `${world.serviceUrl}/callback`,
        ...handoff,
      }),
    )
    await invitee.browser.submit(chooser, account(atGmail))
    await settle(world)
    await expectRoles(invitee, atGmail, ['Editor'])
  })

  it('4. not invited, Google: our page; the profile is gone within two minutes', async () => {
    const browser = openBrowser(world)
    const page = await logInWith(world, browser, google, account('uninvited@gmail.com'))
    expect(page.url.pathname).toBe('/refused')
    // An application is excepted in this tenant: as long as there is a session, it may have passed there.
    await browser.open(`${world.tenant.url}/v2/logout?client_id=guestlist`)
    await settle(world, 120_000)
    expect(await userWith(world, 'uninvited@gmail.com')).toBeUndefined()
  })

  it('5. somebody who has an account opens an invitation: the new roles on top of the old', async () => {
    const guestlist = { admitted: true, ...(!isRbac && { roles: ['Administrator'] }) }
    await world.tenant.control.addUser({
      connection: 'Users',
      email: ada,
      password,
      email_verified: true,
      app_metadata: { guestlist },
    })
    const state = await world.tenant.control.snapshot()
    const user = state.users.find(({ email }) => email === ada)
    if (isRbac) state.user_roles[user?.user_id ?? ''] = ['rol_admin']
    await world.tenant.control.restore(state)
    const invitee = createInvitee(world)
    const form = await invitee.accept(await invite(world, { invitee_email: ada }))
    expect(form.url.pathname).toMatch(/^\/u\/login/)
    await invitee.submit(form, ada)
    await settle(world)
    await expectRoles(invitee, ada, ['Administrator', 'Editor'])
  })

  it('6. invited as one, comes as another: refused, uses nothing up, and succeeds with the same link', async () => {
    const id = await invite(world, { invitee_email: ada })
    const invitee = createInvitee(world)
    const refused = await invitee.submit(await invitee.accept(id), 'wrong@example.com')
    expect(await outcomeOf(world, refused)).toMatchObject({ outcome: 'refused' })
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
    await invitee.submit(await invitee.accept(id), ada)
    await settle(world)
    await expectRoles(invitee, ada, ['Editor'])
  })

  it('7. a link that scanners have fetched still works; opened again after joining it says so', async () => {
    const id = await invite(world, { invitee_email: ada })
    const link = await linkOf(world, id)
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(link, { method })
    const invitee = createInvitee(world)
    await invitee.submit(await invitee.accept(id), ada)
    expect((await invitee.browser.open(link)).html).toContain('You’ve already joined')
  })

  it('8. an application that everybody may use: no invitation needed, and one binds its order all the same', async () => {
    const passerby = await signUp(world, openBrowser(world), 'eve@example.com', { client_id: 'funnel' })
    expect(await outcomeOf(world, passerby)).toMatchObject({ outcome: 'in' })
    const order = { app_metadata: '{"order":"A-1001"}', client_id: 'funnel', roles: '[]' }
    const invitee = createInvitee(world)
    await invitee.submit(await invitee.accept(await invite(world, { invitee_email: ada, ...order })), ada)
    await settle(world)
    expect((await userWith(world, ada))?.app_metadata).toMatchObject({ order: 'A-1001' })
  })

  /** What a press on Accept sends to `/authorize`; the browser has pressed before, and may again. */
  async function handoffOf({ browser }: ReturnType<typeof createInvitee>, id: string) {
    const page = await browser.open(await linkOf(world, id))
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ')
    const handle = /name="invitation" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const answer = await fetch(`${world.serviceUrl}/i/accept`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: world.serviceUrl, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ invitation: handle }),
    })
    const { searchParams } = new URL(answer.headers.get('location') ?? '')
    return {
      'ext-invite': searchParams.get('ext-invite') ?? '',
      state: searchParams.get('state') ?? '',
    }
  }
})

describe('somebody who has proven an invited address, and has not opened the link', () => {
  const world = useGateWorld()
  let number = 0
  let atGmail = ''
  beforeEach(async () => {
    await world.reset()
    // The ledger remembers the others.
    atGmail = `ada${++number}@gmail.com`
  })
  const knock = () => logInWith(world, createInvitee(world).browser, google, account(atGmail))
  const sentTo = (email: string) => world.mails.filter(({ to }) => to === email)

  it('is in with the grant, which the tenant has a moment later', async () => {
    const id = await invite(world, { invitee_email: atGmail })
    const outcome = await outcomeOf(world, await knock())
    expect(outcome.outcome === 'in' && (await claimsOf(world, outcome.code))).toMatchObject({
      [rolesClaim]: ['Editor'],
    })
    await settle(world)
    expect((await userWith(world, atGmail))?.roles).toEqual(['rol_editor'])
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
    expect(sentTo(atGmail)).toEqual([])
  })

  it('S60 of an invitation that asks for another way in is told to open it, gets it again, and joins by it', async () => {
    const id = await invite(world, { invitee_email: atGmail, connection: 'email' })
    const page = await knock()
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'open_invitation' })
    expect(page.html.replaceAll('&#39;', "'")).toContain(sentenceFor('open_invitation'))
    await world.service.worker.drain()
    const [mail] = sentTo(atGmail)
    const link = /https?:\S+\/i\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
    expect(link).toBe(await linkOf(world, id))
    const invitee = createInvitee(world)
    const form = await invitee.browser.submit(await invitee.browser.open(link), {})
    const asked = await invitee.browser.submit(form, { email: atGmail })
    const codes = (await world.tenant.control.mails()).filter(({ to }) => to === atGmail)
    const code = /\b\d{6}\b/.exec(codes[0]?.text ?? '')?.[0] ?? ''
    expect((await invitee.browser.submit(asked, { code })).html).toContain(joined)
  })

  it('S39 gets it again not twice in a minute, and three times a day', async () => {
    await invite(world, { invitee_email: atGmail, connection: 'email' })
    // The first minute of a day, so that the next ones are in it, too.
    world.ahead.ms = 86_400_000 - (Date.now() % 86_400_000)
    for (const [aheadMs, sent] of [
      [0, 1],
      [1_000, 1],
      [61_000, 2],
      [61_000, 3],
      [61_000, 3],
      [86_400_000, 4],
    ] as const) {
      world.ahead.ms += aheadMs
      expect(await outcomeOf(world, await knock())).toMatchObject({ code: 'open_invitation' })
      await world.service.worker.drain()
      expect(sentTo(atGmail)).toHaveLength(sent)
    }
  })
})

describe('where a proven address is not enough (entry_by_address off)', () => {
  const world = useGateWorld({ entry_by_address: false })
  beforeEach(() => world.reset())

  it('S60 somebody invited is told to open the invitation, and somebody else nothing', async () => {
    const id = await invite(world, { invitee_email: atGmail })
    const page = await logInWith(world, openBrowser(world), google, account(atGmail))
    expect(await outcomeOf(world, page)).toEqual({ outcome: 'refused', code: 'open_invitation' })
    const other = await logInWith(world, openBrowser(world), google, account('eve@gmail.com'))
    expect(await outcomeOf(world, other)).toEqual({ outcome: 'refused', code: 'invitation_required' })
    await world.service.worker.drain()
    expect(world.mails.map(({ to }) => to)).toEqual([atGmail])
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'pending', uses: 0 })
  })
})
