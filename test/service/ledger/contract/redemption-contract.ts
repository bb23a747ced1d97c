import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import { attemptOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

async function redeem(ledger: Ledger, id: string, userId: string, redeemedAt = NOW) {
  const row = invitationRow()
  const handoff = handoffRow(row)
  await ledger.createInvitation(row, { mail: false })
  await ledger.createHandoff(handoff, NOW)
  await ledger.redeem(attemptOf(handoff, userId, { id, redeemed_at: redeemedAt }))
  return { row, handoff }
}

const ada = { userId: 'auth0|ada', createdAt: NOW - DAY_MS }

export function describeRedemptions(current: CurrentLedger): void {
  describe('redemptions', () => {
    it('finds a redemption by id, by user, by invitation and by handoff', async () => {
      const { ledger } = current()
      const { row, handoff } = await redeem(ledger, 'red_ada', 'auth0|ada')
      await redeem(ledger, 'red_bob', 'auth0|bob')
      const redemption = await ledger.findRedemption('red_ada')
      expect(redemption).toMatchObject({ id: 'red_ada', user_id: 'auth0|ada', invitation_id: row.id })
      expect(await ledger.findRedemptionsOfUser('auth0|ada')).toEqual([redemption])
      expect(await ledger.findRedemptionsOfInvitation(row.id)).toEqual([redemption])
      expect(await ledger.findRedemptionOfHandoff(handoff.ref)).toEqual(redemption)
    })

    it('finds no redemption through a handoff that nobody has redeemed', async () => {
      const { ledger } = current()
      const { row } = await redeem(ledger, 'red_ada', 'auth0|ada')
      expect(await ledger.findRedemptionOfHandoff(handoffRow(row).ref)).toBeUndefined()
    })

    it('notes when everything promised was seen in the tenant', async () => {
      const { ledger } = current()
      await redeem(ledger, 'red_ada', 'auth0|ada')
      await ledger.markGranted('red_ada', NOW + 9)
      expect((await ledger.findRedemption('red_ada'))?.granted_at).toBe(NOW + 9)
    })

    it('finds the latest standing redemption of an account with its invitation', async () => {
      const { ledger } = current()
      await redeem(ledger, 'red_older', 'auth0|ada', NOW + 1)
      const { row } = await redeem(ledger, 'red_newer', 'auth0|ada', NOW + 2)
      expect(await ledger.findStandingRedemption(ada)).toMatchObject({
        redemption: { id: 'red_newer' },
        invitation: { id: row.id, status: 'accepted', roles: row.roles },
      })
    })

    it('passes over a redemption whose invitation was revoked', async () => {
      const { ledger, query } = current()
      await redeem(ledger, 'red_older', 'auth0|ada', NOW + 1)
      const { row } = await redeem(ledger, 'red_newer', 'auth0|ada', NOW + 2)
      await query(`update invitations set status = 'revoked' where id = '${row.id}'`)
      expect((await ledger.findStandingRedemption(ada))?.redemption.id).toBe('red_older')
    })

    it('S21: knows no redemption of an account that was made again under the same id', async () => {
      const { ledger } = current()
      await redeem(ledger, 'red_ada', 'auth0|ada')
      expect(await ledger.findStandingRedemption({ ...ada, createdAt: NOW })).toBeUndefined()
    })
  })
}
