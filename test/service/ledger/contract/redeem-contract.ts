import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import type { HandoffRow, NewInvitationRow } from '../../../../service/ledger/schema/schema.ts'
import { attemptOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** Stores an invitation with so many handoffs. */
async function invite(ledger: Ledger, changes: Partial<NewInvitationRow> = {}, handoffs = 1) {
  const row = invitationRow(changes)
  await ledger.createInvitation(row, { mail: false })
  const made = Array.from({ length: handoffs }, () => handoffRow(row))
  for (const handoff of made) await ledger.createHandoff(handoff, NOW)
  return { row, handoffs: made, handoff: made[0] as HandoffRow }
}

export function describeRedeem(current: CurrentLedger): void {
  describe('redeeming', () => {
    it('accepts a personal invitation, notes who and when, and queues the grant', async () => {
      const { ledger } = current()
      const { row, handoff } = await invite(ledger)
      const attempt = attemptOf(handoff, 'auth0|ada')
      const result = await ledger.redeem(attempt)
      const redemption = { ...attempt.redemption, granted_at: null }
      const invitation = {
        ...row,
        status: 'accepted',
        version: 2,
        uses: 1,
        accepted_at: NOW + 1000,
        updated_at: NOW + 1000,
      }
      expect(result).toEqual({ outcome: 'redeemed', redemption, invitation })
      expect(await ledger.findInvitation(row.id)).toEqual(invitation)
      expect((await ledger.findHandoff({ ref: handoff.ref }))?.redeemed_by).toBe('auth0|ada')
      expect(await ledger.nextWorkAt(['grant'])).toBe(NOW + 3000)
      const work = await ledger.claimWork({ kinds: ['grant'], limit: 9, leaseMs: 1, now: NOW + 3000 })
      expect(work).toMatchObject([{ subject: redemption.id }])
    })

    it('gives the same account the same answer again and queues nothing new', async () => {
      const { ledger } = current()
      const { handoffs } = await invite(ledger, {}, 2)
      const [first, second] = handoffs as [HandoffRow, HandoffRow]
      await ledger.redeem(attemptOf(first, 'auth0|ada', { id: 'red_first' }))
      expect(await ledger.redeem(attemptOf(first, 'auth0|ada'))).toMatchObject({
        outcome: 'repeated',
        redemption: { id: 'red_first' },
      })
      expect(await ledger.redeem(attemptOf(second, 'auth0|ada'))).toMatchObject({ outcome: 'repeated' })
      expect((await ledger.findRedemptionOfHandoff(second.ref))?.id).toBe('red_first')
      expect(
        await ledger.claimWork({ kinds: ['grant'], limit: 9, leaseMs: 1, now: NOW + DAY_MS }),
      ).toHaveLength(1)
    })

    it('S9: N parallel attempts at a single-use invitation end in exactly one redemption', async () => {
      const { ledger, another } = current()
      const other = await another()
      const { row, handoffs } = await invite(ledger, {}, 30)
      const results = await Promise.all(
        handoffs.map((handoff, index) =>
          (index % 2 ? ledger : other).redeem(attemptOf(handoff, `auth0|${index}`)),
        ),
      )
      expect(results.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(1)
      const refused = results.filter(result => result.outcome === 'refused' && result.reason === 'used')
      expect(refused).toHaveLength(29)
      expect(await ledger.findRedemptionsOfInvitation(row.id)).toHaveLength(1)
      expect((await ledger.findInvitation(row.id))?.uses).toBe(1)
    })

    it('S9: N parallel attempts at an invitation for k end in exactly k redemptions', async () => {
      const { ledger, another } = current()
      const other = await another()
      const { row, handoffs } = await invite(ledger, { kind: 'shared', max_uses: 7 }, 30)
      const results = await Promise.all(
        handoffs.map((handoff, index) =>
          (index % 2 ? ledger : other).redeem(attemptOf(handoff, `auth0|${index}`)),
        ),
      )
      expect(results.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(7)
      expect(await ledger.findRedemptionsOfInvitation(row.id)).toHaveLength(7)
      expect(await ledger.findInvitation(row.id)).toMatchObject({
        uses: 7,
        status: 'accepted',
        accepted_at: NOW + 1000,
      })
      const grants = await ledger.claimWork({ kinds: ['grant'], limit: 99, leaseMs: 1, now: NOW + DAY_MS })
      expect(grants).toHaveLength(7)
    })

    it('counts one use when one user redeems a shared invitation many times at once', async () => {
      const { ledger, another } = current()
      const other = await another()
      const { row, handoffs } = await invite(ledger, { kind: 'shared', max_uses: 7 }, 10)
      const results = await Promise.all(
        handoffs.map((handoff, index) =>
          (index % 2 ? ledger : other).redeem(attemptOf(handoff, 'auth0|ada')),
        ),
      )
      expect(results.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(1)
      expect(results.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(9)
      expect((await ledger.findInvitation(row.id))?.uses).toBe(1)
    })

    it('lets one handoff be redeemed by one user only, even where uses are left', async () => {
      const { ledger } = current()
      const { row, handoff } = await invite(ledger, { kind: 'shared', max_uses: 7 })
      await ledger.redeem(attemptOf(handoff, 'auth0|ada'))
      const result = await ledger.redeem(attemptOf(handoff, 'auth0|eve'))
      expect(result).toEqual({ outcome: 'refused', reason: 'handoff_taken' })
      expect((await ledger.findInvitation(row.id))?.uses).toBe(1)
      expect(await ledger.findRedemptionsOfUser('auth0|eve')).toEqual([])
    })

    it('S21: finds an invitation used after its user was deleted and made again', async () => {
      const { ledger } = current()
      const { row, handoffs } = await invite(ledger, {}, 3)
      const [first, second, third] = handoffs as [HandoffRow, HandoffRow, HandoffRow]
      await ledger.redeem(attemptOf(first, 'google-oauth2|1'))
      const used = { outcome: 'refused', reason: 'used' }
      expect(await ledger.redeem(attemptOf(second, 'auth0|another-id'))).toEqual(used)
      const sameId = attemptOf(third, 'google-oauth2|1', { user_created_at: NOW + 500 })
      expect(await ledger.redeem(sameId)).toEqual(used)
      expect(await ledger.findRedemptionsOfInvitation(row.id)).toHaveLength(1)
    })

    it.each([
      ['replaced', 'generation = 2'],
      ['revoked', "generation = 2, status = 'revoked'"],
      ['declined', "generation = 2, status = 'declined'"],
      ['revoked', "status = 'revoked'"],
    ] as const)(
      'S43: answers "%s" to a handoff made before the invitation had %s',
      async (reason, change) => {
        const { ledger, query } = current()
        const { row, handoff } = await invite(ledger)
        await query(`update invitations set ${change} where id = '${row.id}'`)
        expect(await ledger.redeem(attemptOf(handoff, 'auth0|ada'))).toEqual({ outcome: 'refused', reason })
        expect((await ledger.findInvitation(row.id))?.uses).toBe(0)
        expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
      },
    )

    it('redeems nothing through a handoff of another invitation', async () => {
      const { ledger } = current()
      const { row } = await invite(ledger)
      const { handoff: foreign } = await invite(ledger)
      const attempt = attemptOf(foreign, 'auth0|eve', { invitation_id: row.id })
      expect(await ledger.redeem(attempt)).toEqual({ outcome: 'refused', reason: 'handoff_taken' })
      expect(await ledger.findInvitation(row.id)).toEqual(row)
    })

    it('does not repeat a redemption whose invitation was revoked since', async () => {
      const { ledger, query } = current()
      const { row, handoff } = await invite(ledger, { kind: 'shared', max_uses: 7 })
      await ledger.redeem(attemptOf(handoff, 'auth0|ada'))
      await query(`update invitations set status = 'revoked', generation = 2 where id = '${row.id}'`)
      const result = await ledger.redeem(attemptOf(handoff, 'auth0|ada'))
      expect(result).toEqual({ outcome: 'refused', reason: 'revoked' })
    })
  })

  describe('releasing a redemption', () => {
    it('opens the invitation again, drops the grant and leaves the handoff dead', async () => {
      const { ledger } = current()
      const { row, handoff, handoffs } = await invite(ledger, {}, 2)
      await ledger.redeem(attemptOf(handoff, 'auth0|liar', { id: 'red_released' }))
      await ledger.releaseRedemption('red_released', NOW + 5000)
      expect(await ledger.findInvitation(row.id)).toEqual({ ...row, version: 3, updated_at: NOW + 5000 })
      expect(await ledger.findRedemption('red_released')).toBeUndefined()
      expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
      const again = await ledger.redeem(attemptOf(handoff, 'auth0|ada'))
      expect(again).toEqual({ outcome: 'refused', reason: 'handoff_taken' })
      const fresh = await ledger.redeem(attemptOf(handoffs[1] as HandoffRow, 'auth0|ada'))
      expect(fresh).toMatchObject({ outcome: 'redeemed' })
    })

    it('does not hand back an invitation that was revoked in the meantime', async () => {
      const { ledger, query } = current()
      const { row, handoff } = await invite(ledger)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_revoked' }))
      await query(`update invitations set status = 'revoked', generation = 2 where id = '${row.id}'`)
      await ledger.releaseRedemption('red_revoked', NOW)
      expect((await ledger.findInvitation(row.id))?.status).toBe('revoked')
    })

    it('changes nothing the second time', async () => {
      const { ledger } = current()
      const { row, handoff } = await invite(ledger, { kind: 'shared', max_uses: 7 })
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_twice' }))
      await ledger.releaseRedemption('red_twice', NOW)
      await ledger.releaseRedemption('red_twice', NOW)
      expect((await ledger.findInvitation(row.id))?.uses).toBe(0)
    })
  })
}
