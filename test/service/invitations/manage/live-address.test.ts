import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InvitationError } from '../../../../service/invitations/model/invitation-error.ts'
import type { NewInvitation } from '../../../../service/invitations/model/new-invitation.ts'
import { databaseLogin } from '../logins.ts'
import { createLifeWorld, type LifeWorld, refusalOf } from '../model/life-world.ts'

let world: LifeWorld
beforeEach(async () => {
  world = await createLifeWorld()
})
afterEach(() => world.close())

const replace = { onLiveInvitation: 'replace' } as const
const extend = { onLiveInvitation: 'extend' } as const
const another = { id: 'auth0|another', kind: 'person', permissions: new Set<string>() } as const

describe('inviting an address that has a live invitation', () => {
  it('is refused by default, and nothing is written', async () => {
    const first = await world.invite()
    const error = await refusalOf(world.invite())
    expect(error).toMatchObject({ code: 'already_invited', field: 'invitee.email' })
    expect(await world.history(first)).toEqual(['created'])
    expect(await world.mails()).toHaveLength(1)
  })

  it('is refused for a phone number alike', async () => {
    const phone = { invitee: { phoneNumber: '+41 79 000 00 00' }, delivery: 'handed_out' } as const
    await world.invite(phone)
    const error = await refusalOf(world.invite({ ...phone, invitee: { phoneNumber: '+41790000000' } }))
    expect(error).toMatchObject({ code: 'already_invited', field: 'invitee.phone_number' })
  })

  it('lets one of many win who invite it at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => world.invite()))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await world.mails()).toHaveLength(1)
  })

  it('replaces it on request: the old link and its handoffs are dead, the new one is live', async () => {
    const first = await world.invite()
    const { token } = await world.accept(first)
    const { outcome, invitation } = await world.tryToInvite({ ...replace, roles: ['Editor'] })
    expect(outcome).toBe('created')
    expect(await world.open(first)).toEqual({ state: 'revoked' })
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'invitation_revoked' })
    expect(await world.open(invitation)).toMatchObject({ state: 'live' })
    const replaced = (await world.ledger.listEvents(first.id, { take: 9 })).at(-1)
    expect(JSON.parse(replaced?.after ?? '')).toMatchObject({ replaced_by: invitation.id })
  })

  it('replaces it once when many ask for that at once, and one of them is live in the end', async () => {
    await world.invite()
    await Promise.allSettled(Array.from({ length: 10 }, () => world.invite(replace)))
    const live = await world.ledger.findPendingInvitations({ email: 'ada@example.com' }, null)
    expect(live).toHaveLength(1)
  })

  it('gives it more time on request, and answers with it', async () => {
    const first = await world.invite({ ttlSeconds: 3600 })
    const { outcome, invitation } = await world.tryToInvite({ ...extend, ttlSeconds: 7200 })
    expect({ outcome, id: invitation.id }).toEqual({ outcome: 'extended', id: first.id })
    expect(invitation.expiresAt.getTime()).toBe(world.clock.now + 7_200_000)
    expect(await world.history(first)).toEqual(['created', 'extended'])
    expect(await world.join(first)).toBe('redeemed')
  })

  it('leaves it as it is when it is live for longer than asked for', async () => {
    const first = await world.invite({ ttlSeconds: 7200 })
    const { outcome, invitation } = await world.tryToInvite({ ...extend, ttlSeconds: 60 })
    expect({ outcome, expiresAt: invitation.expiresAt }).toEqual({
      outcome: 'extended',
      expiresAt: first.expiresAt,
    })
  })

  it.each([replace, extend])('S33: neither replaces nor extends that of another inviter (%j)', async mode => {
    const first = await world.invite()
    expect(await refusalOf(world.invite(mode, another))).toMatchObject({
      code: 'limit_reached',
      limit: 'per_recipient_per_day',
    })
    expect(await world.row(first)).toMatchObject({ status: 'pending', version: 1 })
  })

  it('is allowed again when it has been declined, revoked or accepted, or has expired', async () => {
    expect(await world.decline(await world.invite())).toMatchObject({ outcome: 'declined' })
    await world.revoke(await world.invite())
    const expired = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 60_000
    expect(await world.join(await world.invite())).toBe('redeemed')
    expect(await world.open(await world.invite())).toMatchObject({ state: 'live' })
    expect(await world.open(expired)).toEqual({ state: 'replaced' })
  })
})

describe('bringing an expired invitation back', () => {
  const expire = async () => {
    const expired = await world.invite({ ttlSeconds: 60 })
    world.clock.now += 60_000
    return expired
  }

  it.each<[string, (world: LifeWorld, expired: { id: string; generation: number }) => Promise<unknown>]>([
    ['extending', (world, expired) => world.extend(expired)],
    ['resending', (world, expired) => world.resend(expired, 3600)],
    ['a new link', (world, expired) => world.renewLink(expired, 3600)],
    ['an edit', (world, expired) => world.edit(expired, { ttlSeconds: 3600 })],
  ])('by %s is refused when the address has another live one', async (_by, bringBack) => {
    const expired = await expire()
    const live = await world.invite()
    expect(await refusalOf(bringBack(world, expired))).toMatchObject({ code: 'already_invited' })
    await world.revoke(live)
    await bringBack(world, expired)
    expect(await refusalOf(world.invite())).toMatchObject({ code: 'already_invited' })
  })

  it('to an address that has a live one by an edit is refused as well', async () => {
    await world.invite({ invitee: { email: 'eve@example.com' } })
    const other = await world.invite()
    const edit = world.edit(other, { invitee: { email: 'eve@example.com' } })
    expect(await refusalOf(edit)).toMatchObject({ code: 'already_invited', field: 'invitee.email' })
  })
})

describe('S12: re-inviting while an accept is in flight leaves no live invitation for who has just joined', () => {
  const liveOnes = async () => {
    const pending = await world.ledger.findPendingInvitations({ email: 'ada@example.com' }, null)
    return pending.filter(({ expires_at }) => expires_at > world.clock.now)
  }

  it('when the accepted one had expired meanwhile: its handoff joins nobody any more', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    const { token } = await world.accept(first)
    world.clock.now += 60_000
    const second = await world.invite()
    expect(await world.redeem({ handoff: token })).toMatchObject({ code: 'invitation_replaced' })
    expect(await world.join(second)).toBe('redeemed')
    expect(await liveOnes()).toEqual([])
  })

  it('when the person joins while the request is being carried out: it is refused', async () => {
    const first = await world.invite({ ttlSeconds: 60 })
    const { token } = await world.accept(first)
    world.clock.now += 60_000
    // The tenant is asked after the request has come and before anything is written.
    const catalog = {
      ...world.deps.catalog,
      roleIds: async (names: string[]) => {
        expect(await world.redeem({ handoff: token })).toMatchObject({ outcome: 'redeemed' })
        return { ids: names, unknown: [] }
      },
    }
    Object.assign(world.deps, { catalog })
    expect(await refusalOf(world.invite())).toMatchObject({ code: 'conflict' })
    expect(await liveOnes()).toEqual([])
  })

  it.each<Pick<NewInvitation, 'onLiveInvitation'>>([{}, replace, extend])(
    'whichever is written first, with %j',
    async mode => {
      const outcomes = new Set<string>()
      for (let round = 0; round < 12; round++) {
        const email = `ada${round}@example.com`
        const { token } = await world.accept(await world.invite({ invitee: { email } }))
        const again = world.invite({ ...mode, invitee: { email } }).then(
          () => 'invited',
          (error: InvitationError) => error.code,
        )
        // The request has come; how far it gets before the login does differs from round to round.
        for (let turn = 0; turn < round % 4; turn++) await new Promise(resolve => setImmediate(resolve))
        const login = databaseLogin(world.clock.now, { user_id: `auth0|${round}`, email })
        const joined = await world.redeem({ ...login, handoff: token })
        outcomes.add(`${joined.outcome}, ${await again}`)
        const pending = await world.ledger.findPendingInvitations({ email }, null)
        expect(pending).toHaveLength(joined.outcome === 'redeemed' ? 0 : 1)
      }
      const ofMode = {
        refuse: ['redeemed, already_invited'],
        replace: ['redeemed, conflict', 'refused, invited'],
        extend: ['redeemed, invited', 'redeemed, conflict'],
      }[mode.onLiveInvitation ?? 'refuse']
      for (const outcome of outcomes) expect(ofMode).toContain(outcome)
    },
  )
})
