import { beforeEach, describe, expect, it } from 'vitest'
import { REDEMPTION_PATH } from '../../contract/calls.ts'
import { withdraw } from './doors/situation.ts'
import { useGateWorld } from './world/gate-world.ts'
import { createInvitee } from './world/invitee.ts'
import { accept, claimsOf, invite, logIn, logInWith, openBrowser, outcomeOf, signUp } from './world/person.ts'

const world = useGateWorld()
const ada = 'ada@example.com'

beforeEach(() => world.reset())

const invited = (changes = {}) => invite(world, { invitee_email: ada, ...changes })
const stateOf = async (id: string) => {
  const row = await world.ledger.findInvitation(id)
  return [row?.status, row?.uses]
}
const pending = ['pending', 0]
const accepted = ['accepted', 1]

describe('a sign-up whose first login failed', () => {
  const DAY_MS = 86_400_000

  it('is finished tomorrow on another device, by the stamp that it left', async () => {
    const id = await invited()
    const phone = createInvitee(world)
    world.answers.set(REDEMPTION_PATH, () => new Response('', { status: 500 }))
    await phone.submit(await phone.accept(id), ada)
    world.answers.clear()
    expect(await stateOf(id)).toEqual(pending)
    world.ahead.ms = DAY_MS
    const outcome = await outcomeOf(world, await logIn(world, openBrowser(world), ada))
    expect(outcome.outcome === 'in' && (await claimsOf(world, outcome.code))).toMatchObject({
      'https://guestlist.example/roles': ['Editor'],
    })
    expect(await stateOf(id)).toEqual(accepted)
  })

  it('is not finished by it when the invitation was taken back in between', async () => {
    const id = await invited()
    const phone = createInvitee(world)
    world.answers.set(REDEMPTION_PATH, () => new Response('', { status: 500 }))
    await phone.submit(await phone.accept(id), ada)
    world.answers.clear()
    await withdraw(world, id)
    const outcome = await outcomeOf(world, await logIn(world, openBrowser(world), ada))
    expect(outcome).toEqual({ outcome: 'refused', code: 'invitation_revoked' })
  })
})

describe('S21 an invitation that was used', () => {
  const required = { outcome: 'refused', code: 'invitation_required' }

  it('is not revived by deleting its user, nor is the handoff', async () => {
    const id = await invited()
    const { token } = await accept(world, id)
    const params = { 'ext-invite': token }
    const first = await signUp(world, openBrowser(world), ada, params)
    expect(await outcomeOf(world, first)).toMatchObject({ outcome: 'in' })
    const [user] = (await world.tenant.control.users()).filter(({ email }) => email === ada)
    await world.manage('DELETE', `/users/${encodeURIComponent(user?.user_id ?? '')}`)
    const used = { outcome: 'refused', code: 'invitation_used' }
    expect(await outcomeOf(world, await signUp(world, openBrowser(world), ada, params))).toEqual(used)
    expect(await outcomeOf(world, await signUp(world, openBrowser(world), ada))).toEqual(required)
    expect((await createInvitee(world).open(id)).html).not.toContain('/i/accept')
    expect(await stateOf(id)).toEqual(accepted)
  })

  it('is not revived by making its user again, with the same id at the same provider', async () => {
    const account = { id: '7', name: 'Ada', email: 'ada.seven@gmail.com', email_verified: 'on' }
    const id = await invited({ invitee_email: account.email })
    const first = await logInWith(world, openBrowser(world), 'google-oauth2', account)
    expect(await outcomeOf(world, first)).toMatchObject({ outcome: 'in' })
    const userId = 'google-oauth2|7'
    expect(await world.ledger.findRedemptionsOfUser(userId)).toHaveLength(1)
    await world.manage('DELETE', `/users/${encodeURIComponent(userId)}`)
    const again = await logInWith(world, openBrowser(world), 'google-oauth2', account)
    expect(await outcomeOf(world, again)).toEqual(required)
    expect((await world.tenant.control.users()).find(({ user_id }) => user_id === userId)).toBeDefined()
    expect(await stateOf(id)).toEqual(accepted)
  })
})
