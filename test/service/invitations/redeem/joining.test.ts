import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionRequest } from '../../../../contract/calls.ts'
import type { Joining } from '../../../../service/profile/joining.ts'
import { createRetentionRound } from '../../../../service/work/retention-round.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'
import { databaseLogin, googleLogin } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const terms = { url: 'https://acme.example/terms', version: '2' }
const field = { kind: 'name', isRequired: true, labels: {} } as const
const asksForTerms: Joining = { terms, fields: [] }
const asksForName: Joining = {
  terms: undefined,
  fields: [{ ...field, name: 'given_name', key: 'given_name' }],
}
const asksForBoth: Joining = { terms, fields: asksForName.fields }
const answers = { given_name: 'Ada' }
const open = { outcome: 'refused', code: 'open_invitation' }
const byMail = { connection: { name: 'email', strategy: 'email' } }
const forGmail = { invitee: { email: 'ada@gmail.com' } }
const gmail = (): Partial<RedemptionRequest> => googleLogin(world.clock.now, { email: 'ada@gmail.com' })

/** Presses Accept before the operator asked for anything. */
async function acceptEarlier(request = {}) {
  const invitation = await world.invite(request)
  const { token, ref, state } = await world.accept(invitation)
  world.clock.now += MINUTE_MS
  return { invitation, handoff: token, ref, state }
}

describe.each([
  ['terms', asksForTerms],
  ['a profile field', asksForName],
  ['both', asksForBoth],
])('S60 %s cannot be walked past', (_, joining) => {
  const demand = () => {
    world.deps.joining = joining
  }

  it('by pressing Accept without the page that asks: nothing is made', async () => {
    demand()
    const invitation = await world.invite()
    expect(await world.tryToAccept(invitation)).toEqual(open)
    expect(await world.query('select ref from handoffs')).toEqual([])
  })

  it('by a login that has proven the invited address', async () => {
    const { id } = await world.invite(forGmail)
    await world.query('delete from outbox')
    demand()
    world.clock.now += DAY_MS
    expect(await world.redeem(gmail())).toMatchObject(open)
    // The link leads to the page: it goes out again, and nothing else is made.
    expect(await world.query('select subject from outbox')).toEqual([{ subject: id }])
    expect(await world.query('select ref from handoffs')).toEqual([])
    world.deps.joining = { terms: undefined, fields: [] }
    expect(await world.redeem(gmail())).toMatchObject({ outcome: 'redeemed' })
  })

  it('by going to /authorize with a handoff that was made before it was asked', async () => {
    const { handoff, state } = await acceptEarlier()
    demand()
    expect(await world.redeem({ handoff })).toMatchObject(open)
    expect(await world.redeem({ state })).toMatchObject(open)
    expect(await world.redeem({ handoff, passes: true })).toMatchObject(open)
    expect(await world.ledger.findRedemptionsOfUser('auth0|ada')).toEqual([])
  })

  it('by a sign-up with such a handoff', async () => {
    const { handoff, state } = await acceptEarlier()
    demand()
    expect(await world.admit({ handoff })).toEqual(open)
    expect(await world.admit({ state })).toEqual(open)
    expect(await world.query('select admitted_at from handoffs')).toEqual([{ admitted_at: null }])
  })

  it('by a user who was stamped at a sign-up before it was asked', async () => {
    const { handoff, ref } = await acceptEarlier()
    expect(await world.admit({ handoff })).toEqual({ outcome: 'admitted', admission: ref })
    demand()
    expect(await world.redeem({ admission: ref })).toMatchObject(open)
    expect(await world.redeem({ admission: ref, handoff })).toMatchObject(open)
  })

  it('by a code that was sent to the invited address', async () => {
    await world.invite()
    demand()
    expect(await world.admit({ interactive: true, ...byMail })).toEqual(open)
    // Whoever is not invited learns no more than before.
    expect(await world.admit({ interactive: true, ...byMail, email: 'eve@example.com' })).toMatchObject({
      code: 'invitation_required',
    })
  })

  it('by a database sign-up with the invited address, which nobody has proven: it is told what everybody is', async () => {
    world.deps.gate = createGate({ admit_by_address: true })
    await acceptEarlier()
    demand()
    expect(await world.admit({ interactive: true })).toEqual({
      outcome: 'refused',
      code: 'invitation_required',
    })
  })

  it('and whoever has answered comes in by each of these ways', async () => {
    world.deps.gate = createGate({ admit_by_address: true })
    demand()
    const { token: handoff, ref } = await world.accept(await world.invite(), answers)
    expect(await world.admit({ interactive: true, ...byMail })).toMatchObject({ outcome: 'admitted' })
    expect(await world.admit({ handoff })).toEqual({ outcome: 'admitted', admission: ref })
    expect(await world.redeem({ admission: ref })).toMatchObject({ outcome: 'redeemed' })
    expect(await world.redeem({ handoff })).toMatchObject({ outcome: 'redeemed' })
  })
})

describe('terms and fields', () => {
  it('of another version are asked of whoever agreed to the one before', async () => {
    world.deps.joining = asksForTerms
    const { token: handoff } = await world.accept(await world.invite(), {})
    world.deps.joining = { terms: { ...terms, version: '3' }, fields: [] }
    expect(await world.redeem({ handoff })).toMatchObject(open)
  })

  it('are not asked again of whoever has joined', async () => {
    const { handoff, ref } = await acceptEarlier()
    expect(await world.redeem({ handoff })).toMatchObject({ outcome: 'redeemed' })
    world.deps.joining = asksForBoth
    expect(await world.redeem({ handoff })).toMatchObject({ outcome: 'redeemed' })
    expect(await world.redeem()).toMatchObject({ outcome: 'redeemed' })
    // Nor is a refusal noted that a page would tell them of.
    expect(await world.ledger.findRefusalOfHandoff(ref)).toBeUndefined()
  })

  it('do not let a wrong person in, however much they have answered', async () => {
    world.deps.joining = asksForBoth
    const { token: handoff } = await world.accept(await world.invite(), answers)
    const eve = databaseLogin(world.clock.now, { user_id: 'auth0|eve', email: 'eve@example.com' })
    expect(await world.redeem({ ...eve, handoff })).toMatchObject({ code: 'address_mismatch' })
  })

  it('are not recorded where nothing is asked for', async () => {
    await world.accept(await world.invite(), {})
    const columns = 'terms_version, terms_agreed_at, answers'
    expect(await world.query(`select ${columns} from handoffs`)).toEqual([
      { terms_version: null, terms_agreed_at: null, answers: null },
    ])
  })
})

describe('answers that nobody will need', () => {
  const answersOf = async () =>
    (await world.query('select answers from handoffs order by created_at')).map(({ answers: text }) => text)
  const retain = () =>
    createRetentionRound({
      ledger: world.ledger,
      eventRetentionDays: 30,
      now: world.deps.now,
    }).run()

  it('are erased a week after the handoff, unless somebody has redeemed it and waits for the grant', async () => {
    world.deps.joining = asksForName
    // A sign-up that was admitted and never came to its first login, for an invitation that lives longer than that.
    const eve = await world.invite({ invitee: { email: 'eve@example.com' }, ttlSeconds: 30 * 86_400 })
    const { token: unused } = await world.accept(eve, { given_name: 'Eve' })
    await world.admit({ handoff: unused, email: 'eve@example.com' })
    world.clock.now += 1
    const { token: handoff } = await world.accept(await world.invite(), answers)
    await world.redeem({ handoff })
    world.clock.now += 8 * DAY_MS
    await retain()
    expect(await answersOf()).toEqual(['{"given_name":"Eve"}', '{"given_name":"Ada"}'])
    world.clock.now += DAY_MS
    await retain()
    expect(await answersOf()).toEqual([null, '{"given_name":"Ada"}'])
    world.clock.now += 30 * DAY_MS
    await retain()
    expect(await answersOf()).toEqual([null])
  })
})
