import { describe, expect, it } from 'vitest'
import { workPriority } from '../../../../service/ledger/schema/work-priority.ts'
import { NOW, refusalRow } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const removal = {
  kind: 'stray_removal',
  subject: 'google-oauth2|1',
  generation: 0,
  priority: workPriority.stray_removal,
  available_at: NOW + 60_000,
} as const

export function describeRefusals(current: CurrentLedger): void {
  describe('refusals', () => {
    it('finds a refusal by its ticket while it is young enough', async () => {
      const { ledger } = current()
      const row = refusalRow()
      await ledger.createRefusal(row)
      expect(await ledger.findRefusal(row.ticket_hash, row.created_at)).toEqual(row)
      expect(await ledger.findRefusal(row.ticket_hash, row.created_at + 1)).toBeUndefined()
    })

    it('finds the latest refusal of a handoff, and all of a user', async () => {
      const { ledger } = current()
      const older = refusalRow({ handoff_ref: 'hnd_1', code: 'address_mismatch' })
      const newer = refusalRow({ handoff_ref: 'hnd_1', created_at: NOW + 1 })
      await ledger.createRefusal(newer)
      await ledger.createRefusal(older)
      await ledger.createRefusal(refusalRow({ user_id: 'google-oauth2|2' }))
      expect(await ledger.findRefusalOfHandoff('hnd_1')).toEqual(newer)
      expect(await ledger.findRefusalOfHandoff('hnd_2')).toBeUndefined()
      expect(await ledger.findRefusalsOfUser('google-oauth2|1')).toEqual([older, newer])
    })

    it('stores the removal that follows from a refusal with it: both or neither', async () => {
      const { ledger } = current()
      const row = refusalRow()
      await ledger.createRefusal(row, removal)
      expect(await ledger.nextWorkAt(['stray_removal'])).toBe(removal.available_at)
      await expect(ledger.createRefusal(row, { ...removal, subject: 'google-oauth2|2' })).rejects.toThrow()
      const due = { kinds: ['stray_removal' as const], limit: 9, leaseMs: 1, now: NOW + 60_000 }
      expect(await ledger.claimWork(due)).toMatchObject([{ subject: 'google-oauth2|1' }])
    })

    it('deletes refusals that are older than asked and says how many', async () => {
      const { ledger } = current()
      const rows = [refusalRow({ created_at: NOW - 2 }), refusalRow({ created_at: NOW - 1 }), refusalRow()]
      for (const row of rows) await ledger.createRefusal(row)
      expect(await ledger.deleteRefusals(NOW)).toBe(2)
      expect(await ledger.findRefusalsOfUser('google-oauth2|1')).toEqual([rows[2]])
    })
  })
}
