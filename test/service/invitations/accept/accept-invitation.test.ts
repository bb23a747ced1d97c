import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EXT_VALUE_PATTERN } from '../../../../contract/handoff-token.ts'
import { isOwnState, STATE_PREFIX } from '../../../../contract/state.ts'
import { randomId } from '../../../../service/invitations/model/random-id.ts'
import { createInvitationWorld, DAY_MS, type InvitationWorld, MINUTE_MS } from '../invitation-world.ts'

let world: InvitationWorld
beforeEach(async () => {
  world = await createInvitationWorld()
})
afterEach(() => world.close())

describe('opening an invitation', () => {
  it('shows a live one to the holder of its link, as often as they look', async () => {
    const invitation = await world.invite()
    const before = await world.query('select * from invitations')
    for (let i = 0; i < 10; i++) expect(await world.open(invitation)).toEqual({ state: 'live', invitation })
    expect(await world.query('select * from invitations')).toEqual(before)
    expect(await world.query('select * from handoffs')).toEqual([])
  })

  it.each([
    ['revoked', "status = 'revoked', generation = generation + 1"],
    ['declined', "status = 'declined', generation = generation + 1"],
    ['replaced', 'generation = generation + 1'],
    ['replaced', "generation = generation + 1, status = 'accepted'"],
  ])(
    'S2: says %s and nothing else when its row has %s, however good the signature',
    async (state, change) => {
      const invitation = await world.invite()
      await world.change(invitation, change)
      expect(await world.open(invitation)).toEqual({ state })
    },
  )

  it('S2: says unknown of an invitation that is not in the ledger', async () => {
    expect(await world.open({ id: 'inv_deleted', generation: 1 })).toEqual({ state: 'unknown' })
  })

  it('S3: says expired at the very millisecond, with no job having run', async () => {
    const invitation = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 59_999
    expect(await world.open(invitation)).toMatchObject({ state: 'live' })
    world.clock.now += 1
    expect(await world.open(invitation)).toEqual({ state: 'expired', invitation })
  })

  it('says accepted after it was used', async () => {
    const invitation = await world.invite()
    const { token } = await world.accept(invitation)
    await world.redeem({ handoff: token })
    expect(await world.open(invitation)).toMatchObject({ state: 'accepted' })
  })
})

describe('accepting an invitation', () => {
  it('makes a handoff that fits through /authorize and does not use the invitation up', async () => {
    const invitation = await world.invite()
    const { token, state, ref } = await world.accept(invitation)
    expect(token).toMatch(EXT_VALUE_PATTERN)
    expect(new Set([token, state, ref]).size).toBe(3)
    expect(await world.open(invitation)).toMatchObject({ state: 'live', invitation: { uses: 0 } })
    expect(await world.accept(invitation)).not.toEqual({ token, state, ref })
  })

  it('S6: makes handoff and state of 128 random bits, and stores their hashes', async () => {
    const { token, state } = await world.accept(await world.invite())
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(isOwnState(state)).toBe(true)
    for (const secret of [jti, state.slice(STATE_PREFIX.length)])
      expect(Buffer.from(secret, 'base64url')).toHaveLength(16)
    const [row] = await world.query('select * from handoffs')
    expect(row?.id_hash).toMatch(/^[\w-]{43}$/)
    expect(row?.state_hash).toMatch(/^[\w-]{43}$/)
    for (const secret of [jti, state, token]) expect(JSON.stringify(row)).not.toContain(secret)
  })

  it('S6: never makes the same id twice', () => {
    expect(new Set(Array.from({ length: 10_000 }, randomId)).size).toBe(10_000)
  })

  it.each([
    ['invitation_revoked', "status = 'revoked', generation = 2"],
    ['invitation_declined', "status = 'declined', generation = 2"],
    ['invitation_replaced', 'generation = 2'],
    ['invitation_used', "status = 'accepted', uses = 1"],
    ['invitation_required', "kind = 'shared'"],
  ])('S2: refuses with %s when the row has %s', async (code, change) => {
    const invitation = await world.invite()
    await world.change(invitation, change)
    expect(await world.tryToAccept(invitation)).toEqual({ outcome: 'refused', code })
    expect(await world.query('select * from handoffs')).toEqual([])
  })

  it('S3: refuses at the very millisecond of expiry', async () => {
    const invitation = await world.invite()
    world.clock.now += 7 * DAY_MS
    expect(await world.tryToAccept(invitation)).toEqual({ outcome: 'refused', code: 'invitation_expired' })
  })

  it('refuses an invitation that is not there', async () => {
    const accepted = await world.tryToAccept({ id: 'inv_invented', generation: 1 })
    expect(accepted).toEqual({ outcome: 'refused', code: 'invitation_required' })
  })
})

describe('admitting a sign-up', () => {
  it('admits the invited address with a handoff or its state, and names the handoff', async () => {
    const { token, state, ref } = await world.accept(await world.invite())
    expect(await world.admit({ handoff: token })).toEqual({ outcome: 'admitted', admission: ref })
    expect(await world.admit({ state, email: 'ADA@example.com' })).toEqual({
      outcome: 'admitted',
      admission: ref,
    })
  })

  it('admits again when the sign-up failed on something else', async () => {
    const { token, ref } = await world.accept(await world.invite())
    await world.admit({ handoff: token })
    world.clock.now += MINUTE_MS
    expect(await world.admit({ handoff: token })).toEqual({ outcome: 'admitted', admission: ref })
  })

  it('S41: refuses everybody without a handoff alike, invited or not', async () => {
    await world.invite()
    const refused = { outcome: 'refused', code: 'invitation_required' }
    for (const email of ['ada@example.com', 'stranger@example.com', 'no address']) {
      expect(await world.admit({ email })).toEqual(refused)
      expect(await world.admit({ email, handoff: 'junk', state: 'junk' })).toEqual(refused)
    }
  })

  it('refuses another address, another connection and another application', async () => {
    const connection = { name: 'Username-Password-Authentication', strategy: 'auth0' }
    const { token } = await world.accept(await world.invite({ connection: connection.name }))
    const code = async (request: object) => {
      const answer = await world.admit({ handoff: token, connection, ...request })
      return answer.outcome === 'refused' ? answer.code : answer.outcome
    }
    expect(await code({ email: 'eve@example.com' })).toBe('address_mismatch')
    expect(await code({ connection: { name: 'Others', strategy: 'auth0' } })).toBe('connection_mismatch')
    expect(await code({ client_id: 'portal' })).toBe('connection_mismatch')
    expect(await code({})).toBe('admitted')
  })

  it('refuses a handoff that somebody has redeemed, also when that was taken back', async () => {
    const { token } = await world.accept(await world.invite())
    await world.redeem({ handoff: token })
    const used = { outcome: 'refused', code: 'invitation_used' }
    expect(await world.admit({ handoff: token })).toEqual(used)
    const [redemption] = await world.ledger.findRedemptionsOfUser('auth0|ada')
    await world.ledger.releaseRedemption(redemption?.id ?? '', world.clock.now)
    expect(await world.admit({ handoff: token })).toEqual(used)
  })

  it('S3: refuses a handoff after 15 minutes, by token and by state', async () => {
    const { token, state } = await world.accept(await world.invite())
    world.clock.now += 15 * MINUTE_MS
    const late = { outcome: 'refused', code: 'handoff_expired' }
    expect(await world.admit({ handoff: token })).toEqual(late)
    expect(await world.admit({ state })).toEqual(late)
  })

  it.each([
    ['invitation_revoked', "status = 'revoked', generation = 2"],
    ['invitation_replaced', 'generation = 2'],
    ['invitation_used', "status = 'accepted', uses = 1"],
  ])('S43: refuses with %s when the row has %s since', async (code, change) => {
    const invitation = await world.invite()
    const { token } = await world.accept(invitation)
    await world.change(invitation, change)
    expect(await world.admit({ handoff: token })).toEqual({ outcome: 'refused', code })
  })
})
