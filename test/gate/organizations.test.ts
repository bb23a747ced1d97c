import { beforeEach, describe, expect, it } from 'vitest'
import type { Switches } from '../../local-tenant/switches.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { acme, inviteNatively } from './world/native-invitation.ts'
import { authorizeUrl, logIn, openBrowser, outcomeOf, password, signUp } from './world/person.ts'

const ada = 'ada@example.com'

async function acceptNatively(world: GateWorld, params: Record<string, string>) {
  const browser = openBrowser(world)
  const form = await browser.open(authorizeUrl(world, params))
  return { browser, page: await browser.submit(form, { email: ada, password }) }
}

async function ending(world: GateWorld, page: Parameters<typeof outcomeOf>[1]): Promise<string> {
  const outcome = await outcomeOf(world, page)
  return outcome.outcome === 'refused' ? outcome.code : outcome.outcome
}

describe("S49 an invitation of Auth0's own, to an organization that the gate trusts", () => {
  const world = useGateWorld({ trusted_organizations: [acme] })
  let hours = 0
  beforeEach(async () => {
    await world.reset()
    // What was read of another tenant, in another test, is long forgotten.
    world.ahead.ms = ++hours * 2 * 3_600_000
  })

  it.each<[string, Partial<Switches>]>([
    ['is a member before Post-Login', {}],
    ['becomes one after it', { invitationAccepted: 'after Post-Login' }],
    ['could come with the session of a browser', { invitationUsesSession: true }],
    ['has no roles of the tenant there', { tenantRolesInOrganizationLogin: false }],
    ['comes where nothing is carried', { customDomain: false, stateInPreRegistration: false }],
  ])('lets its invitee in, who %s', async (_, switches) => {
    const params = await inviteNatively(world, ada)
    await world.tenant.control.setSwitches(switches)
    const { browser, page } = await acceptNatively(world, params)
    expect(await ending(world, page)).toBe('in')
    // Admitted for good, also without the organization.
    const again = await browser.open(authorizeUrl(world, { prompt: 'none' }))
    expect(await ending(world, again)).toBe('in')
    const [user] = (await world.tenant.control.users()).filter(({ email }) => email === ada)
    expect(user?.app_metadata.guestlist).toEqual({ admitted: true })
  })

  it('lets nobody else sign up, whatever they write into the address', async () => {
    const params = await inviteNatively(world, ada)
    const eve = await signUp(world, openBrowser(world), 'eve@example.com')
    expect(await ending(world, eve)).toBe('invitation_required')
    const forged = { ...params, invitation: 'forged' }
    const page = await openBrowser(world).open(authorizeUrl(world, forged))
    expect(await ending(world, page)).not.toBe('in')
    expect(await world.tenant.control.users()).toEqual([])
  })

  it('lets nobody log in who signs up with its address, but without it', async () => {
    await inviteNatively(world, ada)
    const page = await signUp(world, openBrowser(world), ada)
    expect(await ending(world, page)).toBe('invitation_required')
  })

  it('lets nobody in by the name of the organization alone', async () => {
    await inviteNatively(world, ada)
    await world.tenant.control.addUser({ connection: 'Users', email: 'eve@example.com', password })
    const page = await logIn(world, openBrowser(world), 'eve@example.com', { organization: acme })
    expect(await ending(world, page)).not.toBe('in')
  })

  it('lets nobody in while the Management API cannot be asked, and says so', async () => {
    const params = await inviteNatively(world, ada)
    await world.tenant.control.setSwitches({ managementFault: { status: 500 } })
    const { page } = await acceptNatively(world, params)
    expect(await ending(world, page)).toBe('service_unavailable')
  })
})

describe("S49 an invitation of Auth0's own, to any other organization", () => {
  const world = useGateWorld({ trusted_organizations: ['org_another'] })
  beforeEach(() => world.reset())

  it('lets nobody in', async () => {
    const params = await inviteNatively(world, ada)
    const { page } = await acceptNatively(world, params)
    expect(await ending(world, page)).toBe('invitation_required')
    expect(await world.tenant.control.users()).toEqual([])
  })

  it('lets no member in', async () => {
    await inviteNatively(world, ada)
    const user = await world.tenant.control.addUser({ connection: 'Users', email: ada, password })
    const state = await world.tenant.control.snapshot()
    state.organization_members[acme] = { [user.user_id]: [] }
    await world.tenant.control.restore(state)
    const page = await logIn(world, openBrowser(world), ada, { organization: acme })
    expect(await ending(world, page)).toBe('invitation_required')
  })
})
