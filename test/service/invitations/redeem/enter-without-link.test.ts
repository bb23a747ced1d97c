import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RedemptionRequest } from '../../../../contract/calls.ts'
import type { NewInvitation } from '../../../../service/invitations/model/new-invitation.ts'
import { needsFurtherStep } from '../../../../service/invitations/redeem/decide-entry.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { invitationRow } from '../../ledger/ledger-rows.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'
import { databaseLogin, googleLogin } from '../logins.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const codeOf = (answer: Awaited<ReturnType<InvitationWorld['redeem']>>) =>
  answer.outcome === 'refused' ? answer.code : answer.outcome
const forGmail = { invitee: { email: 'ada@gmail.com' } }
const gmailLogin = (over: object = {}) => googleLogin(world.clock.now, { email: 'ada@gmail.com', ...over })
const enter = async (login: Partial<RedemptionRequest> = gmailLogin()) => codeOf(await world.redeem(login))
const inviteGmail = (request: Partial<NewInvitation> = {}) => world.invite({ ...forGmail, ...request })
const mailsFor = (id: string) =>
  world.query(`select generation from outbox where kind = 'invitation_mail' and subject = '${id}'`)

describe('a login that brings nothing but a proven address', () => {
  it('enters by the one invitation that the address has, and gets its grant', async () => {
    const { id } = await inviteGmail({ appMetadata: { order: 1 } })
    world.clock.now += MINUTE_MS
    expect(await world.redeem(gmailLogin())).toMatchObject({
      outcome: 'redeemed',
      grant: { invitation: id, roles: ['Member'], app_metadata: { order: 1 } },
    })
    expect(await world.ledger.findRedemptionsOfUser('google-oauth2|1')).toMatchObject([
      { invitation_id: id, account: 'new', client_id: 'guestlist' },
    ])
  })

  it('enters once: the same account again gets the same, and another nothing', async () => {
    await inviteGmail()
    expect(await enter()).toBe('redeemed')
    expect(await enter()).toBe('redeemed')
    expect(await enter(gmailLogin({ user_id: 'google-oauth2|2' }))).toBe('invitation_required')
  })

  it('S9: enters once, however many logins come at the same time', async () => {
    await inviteGmail()
    const logins = Array.from({ length: 8 }, (_, n) => enter(gmailLogin({ user_id: `google-oauth2|${n}` })))
    const codes = await Promise.all(logins)
    expect(codes.filter(code => code === 'redeemed')).toHaveLength(1)
  })

  it('enters by an invitation that was handed out, because the address is proven', async () => {
    await inviteGmail({ delivery: 'handed_out' })
    expect(await enter()).toBe('redeemed')
  })

  it('enters with an account that was there before, which is noted', async () => {
    await inviteGmail()
    const user = { created_at: new Date(world.clock.now - DAY_MS).toISOString(), logins_count: 9 }
    expect(await enter(gmailLogin(user))).toBe('redeemed')
    expect(await world.ledger.findRedemptionsOfUser('google-oauth2|1')).toMatchObject([
      { account: 'existing' },
    ])
  })

  it('S16: does not enter when whoever invited may not any more', async () => {
    await inviteGmail()
    world.guard.decision = { outcome: 'refused', code: 'inviter_not_allowed' }
    expect(await enter()).toBe('inviter_not_allowed')
    world.guard.decision = { outcome: 'allowed' }
    expect(await enter()).toBe('redeemed')
  })

  it('is told to open its invitation when there are two, and gets the latest again', async () => {
    await inviteGmail()
    world.clock.now += MINUTE_MS
    const { id } = await world.invite({ ...forGmail, onLiveInvitation: 'replace' })
    // One of another kind beside it, as a link for several people makes.
    await world.ledger.createInvitation(
      invitationRow({ invitee_email: 'ada@gmail.com', inviter_id: 'auth0|else', parent_id: id }),
      { mail: false },
    )
    world.clock.now += 2 * MINUTE_MS
    expect(await enter()).toBe('open_invitation')
  })

  it.each<[string, Partial<NewInvitation>]>([['S60 S31: a connection', { connection: 'google-oauth2' }]])(
    'is told to open an invitation that asks for more than a login: %s',
    async (_, request) => {
      await inviteGmail(request)
      expect(await enter()).toBe('open_invitation')
    },
  )

  it('S60: whatever an invitation asks for beside a login is a further step', () => {
    expect(needsFurtherStep(invitationRow())).toBe(false)
    expect(needsFurtherStep(invitationRow({ connection: 'google-oauth2' }))).toBe(true)
    expect(needsFurtherStep(invitationRow({ organization: 'org_1' }))).toBe(true)
  })

  describe('where entry by address is switched off', () => {
    beforeEach(() => {
      world.deps.gate = createGate({ entry_by_address: false })
    })

    it('is told to open the invitation, which goes out again with a link of its own', async () => {
      const { id } = await inviteGmail()
      await world.query('delete from outbox')
      world.clock.now += 2 * MINUTE_MS
      expect(await enter()).toBe('open_invitation')
      expect(await mailsFor(id)).toEqual([{ generation: 2 }])
      expect(world.guard.sendings).toContainEqual({
        inviterId: 'auth0|inviter',
        recipient: { email: 'ada@gmail.com' },
      })
    })

    it('S39: sends it again not too soon after the last message, and three times a day', async () => {
      const { id } = await inviteGmail()
      expect(await enter()).toBe('open_invitation')
      for (let n = 0; n < 6; n++) {
        world.clock.now += 2 * MINUTE_MS
        await enter()
      }
      expect(await world.ledger.findInvitation(id)).toMatchObject({ generation: 4 })
    })

    it('sends nothing when the policy says so, and says the same', async () => {
      const { id } = await inviteGmail()
      world.guard.sendingsLeft = 0
      world.clock.now += 2 * MINUTE_MS
      expect(await enter()).toBe('open_invitation')
      expect(await world.ledger.findInvitation(id)).toMatchObject({ generation: 1 })
    })

    it('never sends what its inviter hands out', async () => {
      const { id } = await inviteGmail({ delivery: 'handed_out' })
      world.clock.now += 2 * MINUTE_MS
      expect(await enter()).toBe('open_invitation')
      expect(await mailsFor(id)).toEqual([])
      expect(await world.ledger.findInvitation(id)).toMatchObject({ generation: 1, delivery: 'handed_out' })
    })
  })
})

describe('a login that has proven nothing', () => {
  it('S22: is refused as anybody is, and learns nothing, whoever is invited', async () => {
    await world.invite()
    const logins = [
      databaseLogin(world.clock.now),
      googleLogin(world.clock.now),
      { ...googleLogin(world.clock.now), connection: { name: 'my-provider', strategy: 'oauth2' } },
    ]
    for (const login of logins) expect(await enter(login)).toBe('invitation_required')
    expect(await world.query("select * from counters where key like 'reminder%'")).toEqual([])
  })

  it('S27 S63 nor has one with a confirmed database address: its link goes out to the mailbox again', async () => {
    // Somebody else may have registered it, and its owner confirmed what looked like the invitation.
    await world.invite()
    world.clock.now += MINUTE_MS
    expect(await enter(databaseLogin(world.clock.now, { email_verified: true }))).toBe('open_invitation')
    expect(await world.query("select * from counters where key like 'reminder%'")).toHaveLength(1)
  })
})

describe('a login that passes anyway', () => {
  it('uses up nothing: who brought nothing wanted nothing', async () => {
    await inviteGmail()
    expect(await enter({ ...gmailLogin(), passes: true })).toBe('invitation_required')
    expect(await world.ledger.findRedemptionsOfUser('google-oauth2|1')).toEqual([])
  })

  it('but is only observed, enters as it would by a gate that refuses', async () => {
    await inviteGmail()
    expect(await enter({ ...gmailLogin(), passes: true, observing: true })).toBe('redeemed')
  })
})

describe('an observed login', () => {
  const observe = (over: object = {}) =>
    world.redeem({
      ...gmailLogin(),
      passes: true,
      observing: true,
      protocol: 'oauth2-refresh-token',
      ...over,
    })
  const days = { from: '2026-11-02', to: '2026-11-02' }

  it('is counted when it would be refused, and leaves nothing about anybody', async () => {
    expect(await observe()).toEqual({ outcome: 'refused', code: 'invitation_required' })
    await observe()
    expect(await world.ledger.listObservations(days)).toEqual([
      {
        day: '2026-11-02',
        code: 'invitation_required',
        client_id: 'guestlist',
        count: 2,
        door: 'refresh_token google-oauth2',
      },
    ])
    expect(await world.query('select * from refusals')).toEqual([])
    expect(await world.query("select * from outbox where kind = 'stray_removal'")).toEqual([])
  })

  it('with an invitation for somebody else is counted, and told at the end of its own way', async () => {
    const { token, ref } = await world.accept(await world.invite())
    expect(await observe({ handoff: token })).toMatchObject({ code: 'address_mismatch' })
    expect(await world.ledger.findRefusalOfHandoff(ref)).toMatchObject({ passed: 1 })
    expect(await world.ledger.listObservations(days)).toMatchObject([{ code: 'address_mismatch' }])
  })

  it('of somebody whom the ledger knows is not counted', async () => {
    await inviteGmail()
    await observe({ protocol: 'oidc-basic-profile' })
    expect(await observe()).toMatchObject({ outcome: 'redeemed' })
    expect(await world.ledger.listObservations(days)).toEqual([])
  })
})

describe('S49 a login for an organization', () => {
  const trustOnly = (members: string[], invitees: string[] = []) => {
    world.deps.gate = createGate({ trusted_organizations: ['org_1'] })
    world.deps.nativeInvitations = {
      isInvited: async (email, id) => id === 'org_1' && invitees.includes(email),
      isTrustedMember: async (userId, id) => id === 'org_1' && members.includes(userId),
    }
  }

  it('admits whom the tenant knows as a member of one that is trusted', async () => {
    trustOnly(['google-oauth2|1'])
    expect(await world.redeem({ ...gmailLogin(), organization_id: 'org_1' })).toEqual({ outcome: 'admitted' })
  })

  it('admits whom that very organization has invited, and who is no member yet', async () => {
    trustOnly([], ['ada@gmail.com'])
    expect(await enter({ ...gmailLogin(), organization_id: 'org_1' })).toBe('admitted')
    expect(await enter({ ...databaseLogin(world.clock.now), organization_id: 'org_1' })).toBe(
      'invitation_required',
    )
  })

  it.each([
    ['of another organization', 'org_2'],
    ['without one', undefined],
  ])('admits nobody %s, whatever they are a member of', async (_, organization_id) => {
    trustOnly(['google-oauth2|1'], ['ada@gmail.com'])
    const login = organization_id === undefined ? gmailLogin() : { ...gmailLogin(), organization_id }
    expect(await enter(login)).toBe('invitation_required')
  })
})
