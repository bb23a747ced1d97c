import { beforeEach, describe, expect, it } from 'vitest'
import { databaseDoors } from './doors/database-doors.ts'
import type { Door } from './doors/door.ts'
import { type Situation, situate, situations } from './doors/situation.ts'
import { type GateWorld, useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import { accept, invite, logIn, openBrowser, outcomeOf, signUp } from './world/person.ts'

const form = databaseDoors[0] as Door
let number = 5_000

/** What reaches Pre-User-Registration in a tenant. */
interface Carriers {
  /** With a custom domain, a partial puts the handoff into the form. */
  partial: boolean
  /** `event.transaction.state`, which is documented and untried. */
  state: boolean
}

async function setUp(world: GateWorld, { partial, state }: Carriers) {
  await world.reset()
  await world.tenant.control.setSwitches({ stateInPreRegistration: state })
  if (partial) return
  const bare = await world.tenant.control.snapshot()
  bare.partials = {}
  await world.tenant.control.restore(bare)
}

async function knock(world: GateWorld, situation: Situation): Promise<string> {
  number += 1
  const result = await form.knock(await situate(world, { door: form, situation, number }))
  if ('roles' in result) return result.roles.includes('Editor') ? 'granted' : 'in'
  return 'refused' in result ? result.refused : result.unknown
}

const claiming = [
  ...['granted', 'address_mismatch', 'invitation_required', 'invitation_required'],
  ...['handoff_expired', 'invitation_revoked', 'invitation_used'],
]
const never = situations.map(() => 'invitation_required')

describe('a database sign-up', () => {
  const world = useGateWorld()

  it.each([
    [{ partial: true, state: true }, claiming],
    [{ partial: true, state: false }, claiming],
    [{ partial: false, state: true }, claiming],
    // Nothing arrives: only what the gate says about addresses helps.
    [{ partial: false, state: false }, never],
  ])('with the carriers %j', async (carriers, expected) => {
    await setUp(world, carriers)
    const words = []
    for (const situation of situations) words.push(await knock(world, situation))
    expect(words).toEqual(expected)
  })
})

describe('a database sign-up where an address is enough (admit_by_address)', () => {
  const exceptions = { applications: [], connections: [], client_metadata: 'no_application_has_this' }
  const world = useGateWorld({ admit_by_address: true, exceptions })
  beforeEach(() => setUp(world, { partial: false, state: false }))
  const ending = async (page: Parameters<typeof outcomeOf>[1]) => {
    const outcome = await outcomeOf(world, page)
    return outcome.outcome === 'refused' ? outcome.code : outcome.outcome
  }

  it('is admitted with an invitation that was just accepted, and its login has the handoff', async () => {
    const words = []
    for (const situation of situations) words.push(await knock(world, situation))
    // Another address was not accepted, a link that was handed out cannot be, and what is over opens nothing.
    expect(words).toEqual([claiming[0], ...never.slice(1)])
  })

  it('S22 of somebody else, who watched for the moment, gets nothing, and takes nothing from the invitee', async () => {
    const ada = 'ada@example.com'
    const id = await invite(world, { invitee_email: ada })
    const owner = createInvitee(world)
    const ownersForm = await owner.accept(id)
    // One account per handoff, and the client is the service's own: the thief has to use it, too.
    const thief = openBrowser(world)
    const guestlist = { client_id: 'guestlist', redirect_uri: `${world.serviceUrl}/callback` }
    expect(await ending(await signUp(world, thief, ada, guestlist))).toBe('invitation_required')
    const [stolen] = (await world.tenant.control.users()).filter(({ email }) => email === ada)
    expect(stolen?.app_metadata).toEqual({})
    // The invitee finds the address taken, and accepts again: the account that never got in is removed.
    expect((await owner.submit(ownersForm, ada)).html).toContain('The user already exists')
    const again = await owner.accept(id)
    await world.service.worker.drain()
    expect((await owner.submit(again, ada)).html).toContain('You’ve joined')
    expect(await ending(await logIn(world, openBrowser(world), ada))).toBe('in')
    expect(await world.ledger.findInvitation(id)).toMatchObject({ status: 'accepted', uses: 1 })
  })

  it('S27 of somebody else is secured first, if the invitee gets into it by a new password', async () => {
    const ada = 'ada@example.com'
    const { token } = await accept(world, await invite(world, { invitee_email: ada }))
    await signUp(world, openBrowser(world), ada)
    const state = await world.tenant.control.snapshot()
    const user = state.users.find(({ email }) => email === ada)
    const userId = user?.user_id ?? ''
    state.authentication_methods[userId] = [{ id: 'passkey|thief', type: 'passkey' }]
    if (user) user.email_verified = true
    await world.tenant.control.restore(state)
    expect(await ending(await logIn(world, openBrowser(world), ada, { 'ext-invite': token }))).toBe('in')
    expect((await world.tenant.control.snapshot()).authentication_methods).toEqual({})
  })
})
