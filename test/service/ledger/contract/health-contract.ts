import { describe, expect, it } from 'vitest'
import { LedgerError } from '../../../../service/ledger/ledger-error.ts'
import { invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** Whether it can do its work. */
export function describeHealth(current: CurrentLedger): void {
  describe('its health', () => {
    const write = () => current().ledger.createInvitation(invitationRow(), { mail: false })

    it('is proven by writing after a write has failed, of which nothing stays', async () => {
      const { ledger, query } = current()
      await ledger.incrementCounter({ key: 'a', windowStart: NOW, limit: 1 })
      const tables = "select count(*) as count from invitations where id like 'inv%'"
      await query('alter table events rename to mislaid')
      await expect(write()).rejects.toThrow(LedgerError)
      await query('alter table mislaid rename to events')
      await Promise.all([ledger.checkHealth(), ledger.checkHealth(), ledger.checkHealth()])
      await ledger.checkHealth()
      expect(await query('select key from counters')).toEqual([{ key: 'a' }])
      expect(await query(tables)).toEqual([{ count: 0 }])
      await write()
    })
  })
}
