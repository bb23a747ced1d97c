import { describe, expect, it } from 'vitest'
import type { NewWork } from '../../../../service/ledger/ledger.ts'
import type { OutboxRow } from '../../../../service/ledger/schema/schema.ts'
import { NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const LEASE_MS = 1000

const grant = (subject: string, changes: Partial<NewWork> = {}): NewWork => ({
  kind: 'grant',
  subject,
  generation: 0,
  priority: 10,
  available_at: NOW,
  ...changes,
})

const due = (now: number, limit = 9) => ({
  kinds: ['grant' as const, 'invitation_mail' as const],
  limit,
  leaseMs: LEASE_MS,
  now,
})

export function describeOutbox(current: CurrentLedger): void {
  describe('work', () => {
    it('is claimed by priority, then in the order it came, and only when it is due', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('low', { priority: 20 }), NOW)
      await ledger.enqueue(grant('first'), NOW)
      await ledger.enqueue(grant('second'), NOW)
      await ledger.enqueue(grant('later', { available_at: NOW + 1 }), NOW)
      const subjects = (await ledger.claimWork(due(NOW))).map(({ subject }) => subject)
      expect(subjects).toEqual(['first', 'second', 'low'])
    })

    it('is claimed up to the limit, and of the wanted kinds only', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('removal', { kind: 'stray_removal', priority: 1 }), NOW)
      for (const subject of ['a', 'b', 'c']) await ledger.enqueue(grant(subject), NOW)
      expect((await ledger.claimWork(due(NOW, 2))).map(({ subject }) => subject)).toEqual(['a', 'b'])
      expect((await ledger.claimWork(due(NOW, 2))).map(({ subject }) => subject)).toEqual(['c'])
    })

    it('never goes to two workers that ask at the same time', async () => {
      const { ledger, another } = current()
      const other = await another()
      for (let i = 0; i < 40; i++) await ledger.enqueue(grant(`red_${i}`), NOW)
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? ledger : other).claimWork(due(NOW, 3))),
      )
      const subjects = claims.flat().map(({ subject }) => subject)
      expect(subjects).toHaveLength(40)
      expect(new Set(subjects).size).toBe(40)
    })

    it('is claimed again when its lease has run out, not before, and counts its attempts', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      expect(await ledger.claimWork(due(NOW))).toMatchObject([{ attempts: 1, leased_until: NOW + LEASE_MS }])
      expect(await ledger.claimWork(due(NOW + LEASE_MS - 1))).toEqual([])
      expect(await ledger.claimWork(due(NOW + LEASE_MS))).toMatchObject([{ attempts: 2 }])
    })

    it('is gone when it is done, and can come again', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      const [work] = await ledger.claimWork(due(NOW))
      await ledger.completeWork(work as OutboxRow)
      expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
      await ledger.enqueue(grant('red_1'), NOW)
      const [again] = await ledger.claimWork(due(NOW))
      expect(again?.id).toBeGreaterThan(work?.id ?? 0)
    })

    it('waits until its time after a failure, with the code of the failure', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      const [work] = await ledger.claimWork(due(NOW))
      await ledger.failWork(work as OutboxRow, { code: 'rate_limited', retryAt: NOW + 50, now: NOW })
      expect(await ledger.claimWork(due(NOW + 49))).toEqual([])
      expect(await ledger.claimWork(due(NOW + 50))).toMatchObject([
        { last_error: 'rate_limited', attempts: 2 },
      ])
    })

    it('stays to be looked at when it is given up, until it is asked for again', async () => {
      const { ledger, query } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      const [work] = await ledger.claimWork(due(NOW))
      await ledger.failWork(work as OutboxRow, { code: 'rejected', retryAt: null, now: NOW + 1 })
      expect(await ledger.claimWork(due(NOW + 10 * LEASE_MS))).toEqual([])
      expect(await ledger.nextWorkAt(['grant'])).toBeUndefined()
      expect(await query('select failed_at, last_error from outbox')).toEqual([
        { failed_at: NOW + 1, last_error: 'rejected' },
      ])
      await ledger.enqueue(grant('red_1', { available_at: NOW + 5 }), NOW + 5)
      expect(await ledger.claimWork(due(NOW + 5))).toMatchObject([
        { attempts: 1, last_error: null, failed_at: null },
      ])
    })

    it('is added once while it is open, whether it waits or is being done', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      await ledger.enqueue(grant('red_1', { available_at: NOW - 5 }), NOW)
      expect(await ledger.claimWork(due(NOW))).toHaveLength(1)
      await ledger.enqueue(grant('red_1'), NOW)
      expect(await ledger.claimWork(due(NOW))).toEqual([])
    })

    it('is added for each generation', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('inv_1', { kind: 'invitation_mail', generation: 1 }), NOW)
      await ledger.enqueue(grant('inv_1', { kind: 'invitation_mail', generation: 2 }), NOW)
      expect(await ledger.claimWork(due(NOW))).toHaveLength(2)
    })

    it('is due at once when it is hastened', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1', { available_at: NOW + 2000 }), NOW)
      await ledger.enqueue(grant('red_2', { available_at: NOW + 2000 }), NOW)
      await ledger.hastenWork('grant', 'red_1', NOW + 3)
      expect(await ledger.nextWorkAt(['grant'])).toBe(NOW + 3)
      expect(await ledger.claimWork(due(NOW + 3))).toMatchObject([{ subject: 'red_1' }])
    })

    it('is due at once when it is hastened after a failure', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      const [work] = await ledger.claimWork(due(NOW))
      await ledger.failWork(work as OutboxRow, { code: 'timeout', retryAt: NOW + 9000, now: NOW })
      await ledger.hastenWork('grant', 'red_1', NOW + 1)
      expect(await ledger.claimWork(due(NOW + 1))).toHaveLength(1)
    })

    it('stays with the worker that has it when it is hastened', async () => {
      const { ledger } = current()
      await ledger.enqueue(grant('red_1'), NOW)
      await ledger.claimWork(due(NOW))
      await ledger.hastenWork('grant', 'red_1', NOW + 1)
      expect(await ledger.claimWork(due(NOW + 1))).toEqual([])
    })
  })
}
