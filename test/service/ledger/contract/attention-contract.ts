import { describe, expect, it } from 'vitest'
import type { OutboxRow } from '../../../../service/ledger/schema/schema.ts'
import { attemptOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

/** What somebody has to look at. */
export function describeAttention(current: CurrentLedger): void {
  const invite = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow(changes)
    await current().ledger.createInvitation(row, { mail: true })
    return row
  }
  const fail = async (kind: OutboxRow['kind'], code: string, retryAt: number | null) => {
    const { ledger } = current()
    const due = { kinds: [kind], limit: 99, leaseMs: 1, now: NOW + 60_000 }
    const works = await ledger.claimWork(due)
    for (const work of works) await ledger.failWork(work, { code, retryAt, now: NOW + 60_000 })
    return works.length
  }
  const troubles = (inviterId?: string) => current().ledger.readTroubles({ inviterId, now: NOW + 60_000 })
  const nothing = { count: 0, codes: [], invitationIds: [] }
  const eve = 'auth0|eve'

  describe('the troubles', () => {
    it('are none where all is well', async () => {
      await invite()
      expect(await troubles()).toEqual({ unsent: nothing, delayed: nothing, ungranted: nothing })
    })

    it('are messages that will never go out, of live invitations, the latest first', async () => {
      const older = await invite({ created_at: NOW - 5 })
      const newer = await invite({ inviter_id: eve })
      const over = await invite({ expires_at: NOW + 60_000 })
      const revoked = await invite({ status: 'revoked' })
      for (const { id } of [older, newer, over, revoked]) await current().ledger.markUnsent(id, 1, NOW + 1)
      await invite()
      expect((await troubles()).unsent).toEqual({ ...nothing, count: 2, invitationIds: [newer.id, older.id] })
      expect((await troubles(eve)).unsent).toEqual({ ...nothing, count: 1, invitationIds: [newer.id] })
      expect((await troubles('auth0|')).unsent).toEqual(nothing)
    })

    it('are messages that wait after a failure, with the reason, and not those that only wait', async () => {
      const [first, second] = [await invite(), await invite({ inviter_id: eve })]
      expect(await fail('invitation_mail', 'forbidden', NOW + DAY_MS)).toBe(2)
      await invite()
      const { delayed, unsent } = await troubles()
      expect(delayed).toEqual({ count: 2, codes: ['forbidden'], invitationIds: [second.id, first.id] })
      expect(unsent).toEqual(nothing)
      expect((await troubles(eve)).delayed.invitationIds).toEqual([second.id])
    })

    it('are grants that were given up, with the reason', async () => {
      const { ledger } = current()
      const row = await invite({ inviter_id: eve })
      const handoff = handoffRow(row)
      await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(handoff, 'auth0|ada', { id: `red_${row.id}` }))
      expect(await fail('grant', 'unknown_role', NOW + DAY_MS)).toBe(1)
      expect((await troubles()).ungranted).toEqual(nothing)
      await ledger.markGrantFailed(`red_${row.id}`, 'user_gone', NOW)
      const ungranted = { count: 1, codes: ['user_gone'], invitationIds: [row.id] }
      expect((await troubles()).ungranted).toEqual(ungranted)
      expect((await troubles(eve)).ungranted).toEqual(ungranted)
      expect((await troubles('auth0|inviter')).ungranted).toEqual(nothing)
    })

    it('are allowances of this window that are used up, and whose they are', async () => {
      const { ledger } = current()
      const counter = async (key: string, by: number, windowStart = NOW) =>
        ledger.incrementCounter({ key, windowStart, by, limit: 3 })
      await counter('sending:inviter:auth0|ada', 3)
      await counter('sending:inviter:auth0|eve', 9)
      await counter('sending:inviter:auth0|kay', 2)
      await counter('sending:inviter:auth0|old', 9, NOW - DAY_MS)
      await counter('sending:inviters', 9)
      await counter('sending:tenant', 9)
      const query = { prefix: 'sending:inviter:', windowStart: NOW, limit: 3 }
      expect(await ledger.listFullCounters(query)).toEqual([
        { whom: 'auth0|eve', count: 9 },
        { whom: 'auth0|ada', count: 3 },
      ])
    })

    it('are webhooks that were given up, by endpoint, since a day', async () => {
      const endpoints = ['crm', 'shop'].map(id => ({ id, events: ['created' as const] }))
      const ledger = await current().another(endpoints)
      for (const created_at of [NOW - DAY_MS, NOW, NOW + 1])
        await ledger.createInvitation(invitationRow({ created_at }), { mail: false })
      const works = await ledger.claimWork({ kinds: ['webhook'], limit: 99, leaseMs: 1, now: NOW + 2 })
      for (const { id: workId, subject } of works) {
        const { delivery } = (await ledger.findDelivery(Number(subject))) ?? {}
        const status = delivery?.endpoint === 'crm' ? 'failed' : 'queued'
        const answer = { workId, status, lastStatus: 500, lastError: 'receiver_failed', at: NOW } as const
        await ledger.noteDelivery(Number(subject), answer)
      }
      expect(await ledger.countFailedDeliveries(NOW)).toEqual([{ endpoint: 'crm', count: 2 }])
      expect(await ledger.countFailedDeliveries(NOW + 9)).toEqual([])
    })
  })
}
