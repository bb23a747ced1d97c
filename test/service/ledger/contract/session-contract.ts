import { describe, expect, it } from 'vitest'
import type { SessionRow } from '../../../../service/ledger/schema/session-schema.ts'
import { NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** A session of an administrator. */
export function sessionRow(changes: Partial<SessionRow> = {}): SessionRow {
  return {
    id: 'ses_1',
    secret_hash: 'hash-1',
    previous_hash: null,
    kind: 'administrator',
    user_id: 'auth0|ada',
    permissions: '["read:invitations"]',
    rotated_at: NOW,
    created_at: NOW,
    seen_at: NOW,
    expires_at: NOW + 1000,
    ...changes,
  }
}

export function describeSessions(current: CurrentLedger): void {
  describe('sessions', () => {
    it('are found by the hash of their secret, and of the one before', async () => {
      const { ledger } = current()
      const row = sessionRow()
      await ledger.createSession(row)
      expect(await ledger.findSession('hash-1')).toEqual(row)
      const change = { secret_hash: 'hash-2', previous_hash: 'hash-1', rotated_at: NOW + 1 }
      expect(await ledger.changeSession(row, change)).toBe(true)
      expect(await ledger.findSession('hash-2')).toEqual({ ...row, ...change })
      expect(await ledger.findSession('hash-1')).toEqual({ ...row, ...change })
      expect(await ledger.findSession('hash-3')).toBeUndefined()
    })

    it('exchange their secret once, however many ask for it at the same time', async () => {
      const { ledger } = current()
      const row = sessionRow()
      await ledger.createSession(row)
      const rotate = (n: number) =>
        ledger.changeSession(row, { secret_hash: `next-${n}`, previous_hash: 'hash-1', rotated_at: NOW })
      const done = await Promise.all([1, 2, 3, 4].map(rotate))
      expect(done.filter(Boolean)).toHaveLength(1)
    })

    it('are gone once they are deleted, and stay so', async () => {
      const { ledger } = current()
      const row = sessionRow()
      await ledger.createSession(row)
      await ledger.deleteSession(row.id)
      expect(await ledger.findSession('hash-1')).toBeUndefined()
      expect(await ledger.changeSession(row, { seen_at: NOW + 1 })).toBe(false)
    })

    it('are forgotten after their end', async () => {
      const { ledger } = current()
      await ledger.createSession(sessionRow())
      await ledger.createSession(sessionRow({ id: 'ses_2', secret_hash: 'hash-2', expires_at: NOW + 2000 }))
      expect(await ledger.deleteSessions(NOW + 1001)).toBe(1)
      expect(await ledger.findSession('hash-1')).toBeUndefined()
      expect(await ledger.findSession('hash-2')).toBeDefined()
    })
  })
}
