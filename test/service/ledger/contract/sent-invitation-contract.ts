import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import type { HandoffRow, OutboxRow } from '../../../../service/ledger/schema/schema.ts'
import { attemptOf, changeOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** Personal invitations that a shared or domain invitation has sent: each uses one of its uses. */
export function describeSentInvitations(current: CurrentLedger): void {
  const inviteMany = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const link = invitationRow({ kind: 'shared', invitee_email: null, max_uses: 3, ...changes })
    await current().ledger.createInvitation(link, { mail: false })
    return link
  }
  const send = async (link: ReturnType<typeof invitationRow>, n: number) => {
    const { ledger } = current()
    const sent = { parent_id: link.id, parent_generation: link.generation }
    const row = invitationRow({ ...sent, invitee_email: `guest${n}@example.com` })
    await ledger.createInvitation(row, { mail: false })
    const handoff = handoffRow(row)
    const isMade = await ledger.createHandoff(handoff, NOW)
    return { row, handoff, isMade }
  }
  const redeem = (ledger: Ledger, handoff: HandoffRow, link: { id: string; generation: number }) =>
    ledger.redeem({
      ...attemptOf(handoff, `auth0|${handoff.ref}`, { id: `red_${handoff.ref}` }),
      parent: { id: link.id, generation: link.generation },
    })

  describe('invitations that a link has sent', () => {
    it('S9: N parallel redemptions of what a link for k has sent end in exactly k', async () => {
      const ledgers = [current().ledger, await current().another()]
      const link = await inviteMany({ max_uses: 7 })
      const sent = await Promise.all(Array.from({ length: 30 }, (_, n) => send(link, n)))
      const results = await Promise.all(
        sent.map(({ handoff }, n) => redeem(ledgers[n % 2] as Ledger, handoff, link)),
      )
      const refused = results.filter(result => result.outcome === 'refused')
      expect(results.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(7)
      expect(refused.map(({ reason }) => reason)).toEqual(Array(23).fill('used'))
      const { ledger } = current()
      expect(await ledger.findInvitation(link.id)).toMatchObject({ uses: 7, status: 'accepted' })
      const rows = await ledger.listInvitations({ filter: { parentId: link.id }, take: 99, now: NOW })
      expect(rows.filter(({ status, uses }) => status === 'accepted' && uses === 1)).toHaveLength(7)
      expect(rows.filter(({ status, uses }) => status === 'pending' && uses === 0)).toHaveLength(23)
      const ids = rows.map(({ id }) => id)
      expect(await ledger.findRedemptionsOfInvitations(ids)).toHaveLength(7)
      const due = { kinds: ['grant' as const], limit: 99, leaseMs: 1, now: NOW + DAY_MS }
      expect(await ledger.claimWork(due)).toHaveLength(7)
    })

    it('count on the link, whose history says when it is used up', async () => {
      const { ledger } = current()
      const link = await inviteMany({ max_uses: 2 })
      const [first, second] = [await send(link, 1), await send(link, 2)]
      await redeem(ledger, first.handoff, link)
      const typesOf = async (id: string) => (await ledger.listEvents(id, { take: 9 })).map(({ type }) => type)
      expect(await ledger.findInvitation(link.id)).toMatchObject({ uses: 1, status: 'pending', version: 1 })
      expect(await typesOf(link.id)).toEqual(['created'])
      await redeem(ledger, second.handoff, link)
      expect(await ledger.findInvitation(link.id)).toMatchObject({ uses: 2, status: 'accepted', version: 2 })
      expect(await typesOf(link.id)).toEqual(['created', 'accepted'])
      const accepted = (await ledger.listEvents(first.row.id, { take: 9 })).at(-1)
      expect(JSON.parse(accepted?.after ?? '')).toMatchObject({ parent_id: link.id })
    })

    it.each([
      ['revoked', { status: 'revoked', generation: 2 }],
      ['replaced', { generation: 2 }],
      ['used', { status: 'accepted' }],
    ] as const)(
      'are refused as "%s" when that became of the link, and nothing is used',
      async (reason, set) => {
        const { ledger } = current()
        const link = await inviteMany()
        const { row, handoff } = await send(link, 1)
        await ledger.changeInvitations([changeOf(link, set)])
        expect(await redeem(ledger, handoff, link)).toEqual({ outcome: 'refused', reason })
        expect(await ledger.findInvitation(row.id)).toEqual(row)
        expect((await ledger.findInvitation(link.id))?.uses).toBe(0)
        expect((await ledger.findHandoff({ ref: handoff.ref }))?.redeemed_by).toBeNull()
        expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
      },
    )

    it.each([
      ['was revoked', { status: 'revoked', generation: 2 }],
      ['is another generation', { generation: 2 }],
      ['is used up', { status: 'accepted' }],
      ['has expired', { expires_at: NOW }],
    ] as const)('make no handoff any more when the link %s', async (_situation, set) => {
      const link = await inviteMany()
      await current().ledger.changeInvitations([changeOf(link, set)])
      expect(await send(link, 1)).toMatchObject({ isMade: false })
    })

    it('give their use back to the link when a redemption is taken back', async () => {
      const { ledger } = current()
      const link = await inviteMany({ max_uses: 1 })
      const { row, handoff } = await send(link, 1)
      await redeem(ledger, handoff, link)
      expect(await ledger.findInvitation(link.id)).toMatchObject({ uses: 1, status: 'accepted' })
      await ledger.releaseRedemption(`red_${handoff.ref}`, NOW + 9000)
      for (const id of [link.id, row.id])
        expect(await ledger.findInvitation(id)).toMatchObject({
          uses: 0,
          status: 'pending',
          accepted_at: null,
        })
      expect(await ledger.hasAcceptedChild({ email: 'guest1@example.com' }, link.id)).toBe(false)
    })

    it('tell of an address whether somebody has joined with it', async () => {
      const { ledger } = current()
      const link = await inviteMany()
      const { handoff } = await send(link, 1)
      const email = 'guest1@example.com'
      expect(await ledger.hasAcceptedChild({ email }, link.id)).toBe(false)
      await redeem(ledger, handoff, link)
      expect(await ledger.hasAcceptedChild({ email }, link.id)).toBe(true)
      expect(await ledger.hasAcceptedChild({ email }, 'inv_another')).toBe(false)
      expect(await ledger.hasAcceptedChild({ email: 'guest2@example.com' }, link.id)).toBe(false)
    })

    it('have an open grant, and so has the link, until it is completed or given up', async () => {
      const { ledger } = current()
      const link = await inviteMany()
      const { row, handoff } = await send(link, 1)
      expect(await ledger.hasOpenGrant(row.id)).toBe(false)
      await redeem(ledger, handoff, link)
      expect([await ledger.hasOpenGrant(row.id), await ledger.hasOpenGrant(link.id)]).toEqual([true, true])
      const due = { kinds: ['grant' as const], limit: 9, leaseMs: 1, now: NOW + DAY_MS }
      const [work] = await ledger.claimWork(due)
      await ledger.failWork(work as OutboxRow, { code: 'x', retryAt: null, now: NOW })
      expect([await ledger.hasOpenGrant(row.id), await ledger.hasOpenGrant(link.id)]).toEqual([false, false])
    })
  })

  describe('who joined through what', () => {
    it('is known by user, and by invitation', async () => {
      const { ledger } = current()
      const row = invitationRow()
      await ledger.createInvitation(row, { mail: false })
      const handoff = handoffRow(row)
      await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_who' }))
      const [found] = await ledger.findInvitationsOfUser('auth0|ada')
      expect(found).toMatchObject({ redemption: { id: 'red_who' }, invitation: { id: row.id, uses: 1 } })
      expect(await ledger.findInvitationsOfUser('auth0|eve')).toEqual([])
      expect(await ledger.findRedemptionsOfInvitations([row.id, 'inv_x'])).toMatchObject([{ id: 'red_who' }])
      expect(await ledger.findRedemptionsOfInvitations([])).toEqual([])
    })

    it('tells the inviter, where the invitation says so', async () => {
      const { ledger } = current()
      for (const notify_inviter of [0, 1] as const) {
        const row = invitationRow({ notify_inviter })
        await ledger.createInvitation(row, { mail: false })
        const handoff = handoffRow(row)
        await ledger.createHandoff(handoff, NOW)
        await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: `red_notify_${notify_inviter}` }))
      }
      const due = { kinds: ['inviter_mail' as const], limit: 9, leaseMs: 1, now: NOW + 1000 }
      expect(await ledger.claimWork(due)).toMatchObject([{ subject: 'red_notify_1' }])
    })
  })
}
