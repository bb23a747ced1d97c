import { describe, expect, it } from 'vitest'
import type { NewBulkOperation } from '../../../../service/ledger/schema/bulk-operation-schema.ts'
import { DAY_MS, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const row: NewBulkOperation = {
  id: 'bulk_1',
  owner_id: 'auth0|ada',
  owner_via: null,
  owner_name: null,
  permissions: '[]',
  action: 'revoke',
  ttl_seconds: null,
  filter: '{}',
  status: 'running',
  total: 9,
  seen: 0,
  changed: 0,
  refused: '{}',
  examples: '[]',
  cursor_at: null,
  cursor_id: null,
  failure: null,
  created_at: NOW,
  updated_at: NOW,
  ended_at: null,
}
const progress = { seen: 2, changed: 1, refused: '{"expired":1}', examples: '[]', cursor_at: NOW } as const

export function describeBulkOperations(current: CurrentLedger): void {
  describe('a bulk operation in the ledger', () => {
    it('is stored once, with its work', async () => {
      const { ledger, query } = current()
      await ledger.createBulkOperation(row)
      await ledger.createBulkOperation({ ...row, action: 'extend' })
      expect(await ledger.findBulkOperation('bulk_1')).toEqual(row)
      expect(await query(`select subject from outbox where kind = 'bulk_operation'`)).toEqual([
        { subject: 'bulk_1' },
      ])
    })

    it('is moved on by whoever knows where it is, until it ends', async () => {
      const { ledger } = current()
      await ledger.createBulkOperation(row)
      const to = { ...progress, cursor_id: 'inv_2', status: 'running' } as const
      expect(await ledger.moveBulkOperation('bulk_1', null, to, NOW + 1)).toBe(true)
      expect(await ledger.moveBulkOperation('bulk_1', null, to, NOW + 1)).toBe(false)
      expect(await ledger.moveBulkOperation('bulk_1', 'inv_2', { ...to, status: 'finished' }, NOW + 2)).toBe(
        true,
      )
      expect(await ledger.findBulkOperation('bulk_1')).toMatchObject({
        status: 'finished',
        ended_at: NOW + 2,
        seen: 2,
      })
      expect(await ledger.endBulkOperation('bulk_1', { status: 'cancelled', now: NOW + 3 })).toBe(false)
      expect(await ledger.moveBulkOperation('bulk_1', 'inv_2', to, NOW + 3)).toBe(false)
    })

    it('is found by its owner as long as something has happened to it lately, and forgotten when it has ended', async () => {
      const { ledger } = current()
      await ledger.createBulkOperation(row)
      await ledger.createBulkOperation({ ...row, id: 'bulk_2', owner_id: 'auth0|bob' })
      await ledger.createBulkOperation({ ...row, id: 'bulk_3', created_at: NOW + 5, updated_at: NOW + 5 })
      const listed = await ledger.listBulkOperations({ ownerId: 'auth0|ada', since: NOW, take: 9 })
      expect(listed.map(({ id }) => id)).toEqual(['bulk_3', 'bulk_1'])
      expect(await ledger.listBulkOperations({ ownerId: 'auth0|ada', since: NOW + 6, take: 9 })).toEqual([])
      expect(
        await ledger.endBulkOperation('bulk_1', { status: 'failed', failure: 'forbidden', now: NOW + 1 }),
      ).toBe(true)
      await ledger.deleteBulkOperations(NOW + DAY_MS)
      expect(await ledger.findBulkOperation('bulk_1')).toBeUndefined()
      expect(await ledger.findBulkOperation('bulk_2')).toBeDefined()
    })
  })
}
