import { describe, expect, it } from 'vitest'
import { DAY_MS, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** Requests that must not be carried out twice, and codes that must not be guessed. */
export function describeRequests(current: CurrentLedger): void {
  const begin = (changes: object = {}) =>
    current().ledger.beginRequest({
      keyHash: 'key',
      requestHash: 'request',
      now: NOW,
      lockedUntil: NOW + 1000,
      notBefore: NOW - DAY_MS,
      ...changes,
    })

  describe('a request with an Idempotency-Key', () => {
    it('is begun once, however often it comes at once through two processes', async () => {
      const ledgers = [current().ledger, await current().another()]
      const request = { keyHash: 'key', requestHash: 'request', now: NOW, lockedUntil: NOW + 1, notBefore: 0 }
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, n) => ledgers[n % 2]?.beginRequest(request)),
      )
      const outcomes = begun.map(request => request?.outcome)
      expect(outcomes.filter(outcome => outcome === 'started')).toHaveLength(1)
      expect(outcomes.filter(outcome => outcome === 'in_progress')).toHaveLength(19)
    })

    it('tells what came of it, by id and status only', async () => {
      const { ledger } = current()
      await begin()
      await ledger.finishRequest('key', { invitationId: 'inv_1', status: 200 })
      const finished = { outcome: 'finished', invitationId: 'inv_1', status: 200 }
      expect(await begin()).toEqual(finished)
      // A late failure of the same request takes nothing back.
      await ledger.dropRequest('key')
      expect(await begin()).toEqual(finished)
    })

    it('is finished in the transaction that makes its invitation', async () => {
      const { ledger } = current()
      await begin()
      const row = invitationRow()
      const claim = {
        address: { email: 'ada@example.com' },
        parentId: null,
        pending: [{ id: 'x', version: 1 }],
      }
      await ledger.createInvitation(row, { mail: false, requestKeyHash: 'key', claim })
      expect(await begin()).toEqual({ outcome: 'in_progress' })
      await ledger.createInvitation(row, { mail: false, requestKeyHash: 'key' })
      expect(await begin()).toEqual({ outcome: 'finished', invitationId: row.id, status: 201 })
    })

    it('is refused with another body, finished or not, and also after its time', async () => {
      const { ledger } = current()
      await begin()
      expect(await begin({ requestHash: 'another' })).toEqual({ outcome: 'mismatch' })
      expect(await begin({ requestHash: 'another', now: NOW + 5000 })).toEqual({ outcome: 'mismatch' })
      await ledger.finishRequest('key', { invitationId: null, status: 200 })
      expect(await begin({ requestHash: 'another' })).toEqual({ outcome: 'mismatch' })
    })

    it('is begun again after it was dropped, after whoever began it is gone, and after a day', async () => {
      const { ledger } = current()
      await begin()
      await ledger.dropRequest('key')
      expect(await begin()).toEqual({ outcome: 'started' })
      const later = { now: NOW + 1000, lockedUntil: NOW + 2000 }
      expect(await begin({ ...later, now: NOW + 999 })).toEqual({ outcome: 'in_progress' })
      expect(await begin(later)).toEqual({ outcome: 'started' })
      await ledger.finishRequest('key', { invitationId: 'inv_1', status: 201 })
      const nextDay = { now: NOW + 2 * DAY_MS, notBefore: NOW + DAY_MS, requestHash: 'another' }
      expect(await begin(nextDay)).toEqual({ outcome: 'started' })
    })

    it('is forgotten when it is old', async () => {
      const { ledger } = current()
      await begin()
      expect(await ledger.deleteRequests(NOW)).toBe(0)
      expect(await ledger.deleteRequests(NOW + 1)).toBe(1)
    })
  })

  describe('tries at a code', () => {
    it('are counted for each generation, through all processes, until the right one', async () => {
      const ledgers = [current().ledger, await current().another()]
      const row = invitationRow()
      await current().ledger.createInvitation(row, { mail: false })
      const counts = await Promise.all(
        Array.from({ length: 8 }, (_, n) => ledgers[n % 2]?.countCodeTry(row.id, 1)),
      )
      expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect(await ledgers[0]?.countCodeTry(row.id, 2)).toBe(1)
      await ledgers[0]?.clearCodeTries(row.id, 1)
      expect(await ledgers[0]?.countCodeTry(row.id, 1)).toBe(1)
      expect(await ledgers[0]?.countCodeTry(row.id, 2)).toBe(2)
    })
  })
}
