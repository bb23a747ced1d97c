import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AdmissionRequest } from '../../../../contract/calls.ts'
import { createNativeInvitations } from '../../../../service/invitations/redeem/native-invitations.ts'
import { createGate } from '../../../contract/gate-fixture.ts'
import { createMemoryManagement } from '../../management/memory-management.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

const admitted = { outcome: 'admitted', admission: null }
const required = { outcome: 'refused', code: 'invitation_required' }
const byMail = { connection: { name: 'email', strategy: 'email' } }
const bySms = { connection: { name: 'sms', strategy: 'sms' }, phone_number: '+41790000000' }

/** Without a carrier. */
const admit = (request: Partial<AdmissionRequest> = {}) => world.admit({ interactive: true, ...request })

describe('a passwordless sign-up, whose code proves the address', () => {
  it('is admitted by a live invitation of its address, and nothing is stamped', async () => {
    await world.invite()
    expect(await admit(byMail)).toEqual(admitted)
    expect(await admit({ ...byMail, email: 'ADA@example.com' })).toEqual(admitted)
    // The Management API makes such users without a transaction; their code lets them in, or nothing.
    expect(await admit({ ...byMail, interactive: false })).toEqual(admitted)
  })

  it('is admitted by a telephone number, as the tenant writes it', async () => {
    await world.invite({ invitee: { phoneNumber: '+41790000000' }, delivery: 'handed_out' })
    expect(await admit(bySms)).toEqual(admitted)
    expect(await admit({ ...bySms, phone_number: '+41790000001' })).toEqual(required)
  })

  it('is not admitted by another address, nor by the other kind of it', async () => {
    await world.invite()
    expect(await admit({ ...byMail, email: 'eve@example.com' })).toEqual(required)
    expect(await admit({ ...bySms, email: 'ada@example.com' })).toEqual(required)
  })

  it.each([
    ['expired', 'expires_at = created_at'],
    ['revoked', "status = 'revoked'"],
    ['used up', "status = 'accepted'"],
    ['declined', "status = 'declined'"],
  ])('is not admitted by an invitation that is %s', async (_, change) => {
    await world.change(await world.invite(), change)
    expect(await admit(byMail)).toEqual(required)
  })

  it('is not admitted by an invitation that asks for another connection', async () => {
    await world.invite({ connection: 'google-oauth2' })
    expect(await admit(byMail)).toEqual(required)
  })

  it('S46: is not admitted by a link for several people', async () => {
    await world.inviteShared()
    expect(await admit(byMail)).toEqual(required)
  })
})

describe('a database sign-up without a carrier', () => {
  it('is refused unless the operator has chosen otherwise, even a moment after Accept', async () => {
    await world.accept(await world.invite())
    expect(await admit()).toEqual(required)
  })

  describe('where an address is enough', () => {
    beforeEach(() => {
      world.deps.gate = createGate({ admit_by_address: true })
    })

    it('is admitted within 10 minutes after Accept, and nothing is stamped', async () => {
      await world.accept(await world.invite())
      world.clock.now += 10 * MINUTE_MS
      expect(await admit()).toEqual(admitted)
    })

    it('is not admitted later, nor before anybody pressed Accept', async () => {
      const invitation = await world.invite()
      expect(await admit()).toEqual(required)
      await world.accept(invitation)
      world.clock.now += 10 * MINUTE_MS + 1
      expect(await admit()).toEqual(required)
    })

    it('is one account per handoff', async () => {
      const invitation = await world.invite()
      await world.accept(invitation)
      const answers = await Promise.all([admit(), admit(), admit()])
      expect(answers.filter(({ outcome }) => outcome === 'admitted')).toHaveLength(1)
      expect(await admit()).toEqual(required)
      await world.accept(invitation)
      expect(await admit()).toEqual(admitted)
    })

    it.each([
      ['without a person', { interactive: false }],
      ['where the platform does not say whether there is one', { interactive: undefined }],
      ['for another application', { client_id: 'portal' }],
      ['with another address', { email: 'eve@example.com' }],
      ['without an address', { email: undefined }],
      ['at a company', { connection: { name: 'okta', strategy: 'okta' } }],
    ])('is not admitted %s', async (_, over) => {
      await world.accept(await world.invite())
      expect(await admit(over as Partial<AdmissionRequest>)).toEqual(required)
    })

    it('is not admitted with a handoff of somebody else beside it', async () => {
      await world.accept(await world.invite())
      const { token } = await world.accept(await world.invite({ invitee: { email: 'bob@example.com' } }))
      expect(await admit({ handoff: token })).toEqual({ outcome: 'refused', code: 'address_mismatch' })
    })
  })
})

describe('S49 an invitation to an organization', () => {
  const invitees = [{ email: 'Ada@Example.com', expiresAt: new Date(Date.UTC(2026, 10, 3)) }]

  const trust = (ids: string[]) => {
    const management = createMemoryManagement()
    management.listOrganizationInvitees = async id => {
      management.requests.push(`invitees of ${id}`)
      return id === 'org_1' ? invitees : []
    }
    world.deps.gate = createGate({ trusted_organizations: ids })
    world.deps.nativeInvitations = createNativeInvitations({ ...world.deps, management })
    return management
  }

  it('admits a sign-up only if the tenant itself has it, of an organization that is trusted', async () => {
    trust(['org_1'])
    expect(await admit()).toEqual(admitted)
    expect(await admit({ email: 'eve@example.com' })).toEqual(required)
    expect(await admit({ interactive: false })).toEqual(required)
  })

  it('of any other organization is not even asked about', async () => {
    const management = trust(['org_2'])
    expect(await admit()).toEqual(required)
    expect(management.requests).toEqual(['invitees of org_2'])
    const nobody = trust([])
    expect(await admit()).toEqual(required)
    expect(nobody.requests).toEqual([])
  })

  it('admits nobody when it has expired', async () => {
    trust(['org_1'])
    world.clock.now += DAY_MS
    expect(await admit()).toEqual(required)
  })

  it('is asked about once in a while, however many strangers sign up', async () => {
    const management = trust(['org_1'])
    await Promise.all(Array.from({ length: 20 }, () => admit({ email: 'eve@example.com' })))
    expect(management.requests).toHaveLength(1)
  })

  it('admits nobody while the tenant cannot be asked', async () => {
    const management = trust(['org_1'])
    management.listOrganizationInvitees = () => Promise.reject(new Error('down'))
    await expect(admit()).rejects.toThrow()
  })
})

describe('an observed sign-up', () => {
  const days = { from: '2026-11-02', to: '2026-11-02' }

  it('is counted by day, reason, door and application, when it would be refused', async () => {
    await admit({ observing: true })
    await admit({ observing: true, client_id: undefined, interactive: false } as never)
    await admit({ observing: true, refused: 'handoff_expired' })
    await admit()
    const door = 'sign_up Username-Password-Authentication'
    const observed = {
      day: '2026-11-02',
      code: 'invitation_required',
      door,
      client_id: 'guestlist',
      count: 1,
    }
    expect(await world.ledger.listObservations(days)).toEqual([
      { ...observed, code: 'handoff_expired' },
      observed,
      { ...observed, door: 'sign_up_by_api Username-Password-Authentication', client_id: '' },
    ])
  })

  it('is not counted when it is admitted', async () => {
    await world.invite()
    await admit({ ...byMail, observing: true })
    expect(await world.ledger.listObservations(days)).toEqual([])
  })
})
