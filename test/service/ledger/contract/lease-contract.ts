import { describe, expect, it } from 'vitest'
import type { OutboxRow } from '../../../../service/ledger/schema/schema.ts'
import { attemptOf, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const LEASE_MS = 1000
const given = { code: 'rejected', retryAt: null, now: NOW }

/** Whose work it is, where one worker comes after the end of its lease and another has begun anew. */
export function describeLeases(current: CurrentLedger): void {
  const enqueue = (available_at = NOW) =>
    current().ledger.enqueue(
      { kind: 'grant', subject: 'red_1', generation: 0, priority: 10, available_at },
      NOW,
    )
  const claim = async (now: number) => {
    const options = { kinds: ['grant' as const], limit: 1, leaseMs: LEASE_MS, now }
    return (await current().ledger.claimWork(options))[0] as OutboxRow
  }
  const open = () => current().query('select attempts, leased_until, failed_at, last_error from outbox')

  describe('work whose lease ran out', () => {
    it('is not ended, put back or given up by a worker that comes late, but by the one that has it', async () => {
      const { ledger, another } = current()
      const other = await another()
      await enqueue()
      const late = await claim(NOW)
      const mine = await claim(NOW + LEASE_MS)
      const before = await open()
      expect(await other.completeWork(late)).toBe(false)
      expect(await other.failWork(late, given)).toBe(false)
      expect(await other.failWork(late, { ...given, retryAt: NOW })).toBe(false)
      expect(await open()).toEqual(before)
      expect(await ledger.completeWork(mine)).toBe(true)
      expect(await open()).toEqual([])
    })

    it('is ended by whoever comes late while nobody else has claimed it', async () => {
      const { ledger } = current()
      await enqueue()
      expect(await ledger.completeWork(await claim(NOW))).toBe(true)
      await enqueue()
      expect(await ledger.failWork(await claim(NOW), given)).toBe(true)
      expect(await open()).toMatchObject([{ failed_at: NOW, last_error: 'rejected' }])
    })

    it('is no longer held once it was put back', async () => {
      const { ledger } = current()
      await enqueue()
      const late = await claim(NOW)
      await ledger.failWork(late, { ...given, retryAt: NOW + 5 })
      expect(await ledger.completeWork(late)).toBe(false)
    })

    it('is told from the same count of another life, when it was given up and asked for again', async () => {
      const { ledger } = current()
      await enqueue()
      const late = await claim(NOW)
      await ledger.failWork(await claim(NOW + LEASE_MS), given)
      await enqueue(NOW + 9 * LEASE_MS)
      const again = await claim(NOW + 9 * LEASE_MS)
      expect([late.id, late.attempts]).toEqual([again.id, again.attempts])
      expect(await ledger.completeWork(late)).toBe(false)
      expect(await ledger.completeWork(again)).toBe(true)
    })

    it('that is gone is nobody else’s', async () => {
      const { ledger } = current()
      await enqueue()
      const work = await claim(NOW)
      await ledger.completeWork(work)
      expect([await ledger.completeWork(work), await ledger.failWork(work, given)]).toEqual([true, true])
    })

    it('is a grant that only its holder gives up in the history', async () => {
      const { ledger } = current()
      const row = invitationRow()
      const handoff = handoffRow(row)
      await ledger.createInvitation(row, { mail: false })
      await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: 'red_1' }))
      const late = await claim(NOW + 9 * LEASE_MS)
      const mine = await claim(NOW + 10 * LEASE_MS)
      await ledger.markGrantFailed('red_1', 'late', NOW, late)
      const failures = async () =>
        (await ledger.listEvents(row.id, { take: 9 })).filter(({ type }) => type === 'grant_failed')
      expect(await failures()).toEqual([])
      await ledger.markGrantFailed('red_1', 'mine', NOW, mine)
      expect((await failures()).map(({ after }) => JSON.parse(after ?? '').code)).toEqual(['mine'])
    })
  })
}
