import { describe, expect, it } from 'vitest'
import type { NewSweep } from '../../../../service/ledger/schema/sweep-schema.ts'
import { DAY_MS, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const row: NewSweep = {
  id: 'swp_1',
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

export function describeSweeps(current: CurrentLedger): void {
  describe('a sweep in the ledger', () => {
    it('is stored once, with its work', async () => {
      const { ledger, query } = current()
      await ledger.createSweep(row)
      await ledger.createSweep({ ...row, action: 'extend' })
      expect(await ledger.findSweep('swp_1')).toEqual(row)
      expect(await query(`select subject from outbox where kind = 'sweep'`)).toEqual([{ subject: 'swp_1' }])
    })

    it('is moved on by whoever knows where it is, until it ends', async () => {
      const { ledger } = current()
      await ledger.createSweep(row)
      const to = { ...progress, cursor_id: 'inv_2', status: 'running' } as const
      expect(await ledger.moveSweep('swp_1', null, to, NOW + 1)).toBe(true)
      expect(await ledger.moveSweep('swp_1', null, to, NOW + 1)).toBe(false)
      expect(await ledger.moveSweep('swp_1', 'inv_2', { ...to, status: 'finished' }, NOW + 2)).toBe(true)
      expect(await ledger.findSweep('swp_1')).toMatchObject({
        status: 'finished',
        ended_at: NOW + 2,
        seen: 2,
      })
      expect(await ledger.endSweep('swp_1', { status: 'cancelled', now: NOW + 3 })).toBe(false)
      expect(await ledger.moveSweep('swp_1', 'inv_2', to, NOW + 3)).toBe(false)
    })

    it('is found by its owner as long as something has happened to it lately, and forgotten when it has ended', async () => {
      const { ledger } = current()
      await ledger.createSweep(row)
      await ledger.createSweep({ ...row, id: 'swp_2', owner_id: 'auth0|bob' })
      await ledger.createSweep({ ...row, id: 'swp_3', created_at: NOW + 5, updated_at: NOW + 5 })
      const listed = await ledger.listSweeps({ ownerId: 'auth0|ada', since: NOW, take: 9 })
      expect(listed.map(({ id }) => id)).toEqual(['swp_3', 'swp_1'])
      expect(await ledger.listSweeps({ ownerId: 'auth0|ada', since: NOW + 6, take: 9 })).toEqual([])
      expect(await ledger.endSweep('swp_1', { status: 'failed', failure: 'forbidden', now: NOW + 1 })).toBe(
        true,
      )
      await ledger.deleteSweeps(NOW + DAY_MS)
      expect(await ledger.findSweep('swp_1')).toBeUndefined()
      expect(await ledger.findSweep('swp_2')).toBeDefined()
    })
  })
}
