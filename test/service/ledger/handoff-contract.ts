import { describe, expect, it } from 'vitest'
import type { CurrentLedger } from './ledger-contract.ts'
import { handoffRow, invitationRow, NOW } from './ledger-rows.ts'

const noMail = { mail: false }

export function describeHandoffs(current: CurrentLedger): void {
  describe('handoffs', () => {
    it('stores a handoff of a live invitation and finds it by each of its keys', async () => {
      const { ledger } = current()
      const row = invitationRow()
      const handoff = handoffRow(row)
      await ledger.createInvitation(row, noMail)
      expect(await ledger.createHandoff(handoff, NOW)).toBe(true)
      expect(await ledger.findHandoff({ ref: handoff.ref })).toEqual(handoff)
      expect(await ledger.findHandoff({ idHash: handoff.id_hash })).toEqual(handoff)
      expect(await ledger.findHandoff({ stateHash: handoff.state_hash ?? '' })).toEqual(handoff)
    })

    it('keeps several handoffs without a state', async () => {
      const { ledger } = current()
      const row = invitationRow()
      await ledger.createInvitation(row, noMail)
      expect(await ledger.createHandoff(handoffRow(row, { state_hash: null }), NOW)).toBe(true)
      expect(await ledger.createHandoff(handoffRow(row, { state_hash: null }), NOW)).toBe(true)
      expect(await ledger.findHandoff({ stateHash: 'null' })).toBeUndefined()
    })

    it.each([
      ['of an older generation', { generation: 2 }],
      ['that was accepted', { status: 'accepted' }],
      ['that was declined', { status: 'declined' }],
      ['that was revoked', { status: 'revoked' }],
      ['at the moment of its expiry', { expires_at: NOW }],
    ] as const)('makes no handoff for an invitation %s', async (_situation, changes) => {
      const { ledger } = current()
      const row = invitationRow(changes)
      const handoff = handoffRow(row, { generation: 1 })
      await ledger.createInvitation(row, noMail)
      expect(await ledger.createHandoff(handoff, NOW)).toBe(false)
      expect(await ledger.findHandoff({ ref: handoff.ref })).toBeUndefined()
    })

    it('makes no handoff for an invitation that is not there', async () => {
      expect(await current().ledger.createHandoff(handoffRow(invitationRow()), NOW)).toBe(false)
    })

    it.each(['*', '%', 'id-hash-of-', ' ', '', "' OR 1=1 --"])(
      'S5: looks a handoff up by its whole key, so that %j finds none',
      async key => {
        const { ledger } = current()
        const row = invitationRow()
        await ledger.createInvitation(row, noMail)
        await ledger.createHandoff(handoffRow(row), NOW)
        for (const wanted of [{ idHash: key }, { stateHash: key }, { ref: key }]) {
          expect(await ledger.findHandoff(wanted)).toBeUndefined()
        }
      },
    )

    it('notes the first sign-up that a handoff admits, and keeps to it', async () => {
      const { ledger } = current()
      const row = invitationRow()
      const handoff = handoffRow(row)
      await ledger.createInvitation(row, noMail)
      await ledger.createHandoff(handoff, NOW)
      expect(await ledger.markAdmitted(handoff.ref, NOW + 1)).toBe(true)
      expect(await ledger.markAdmitted(handoff.ref, NOW + 2)).toBe(false)
      expect((await ledger.findHandoff({ ref: handoff.ref }))?.admitted_at).toBe(NOW + 1)
    })
  })
}
