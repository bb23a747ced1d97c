import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import type { EventType } from '../../../../service/ledger/schema/event-types.ts'
import { toAcceptanceStep } from '../../../../service/ledger/statistics/acceptance-steps.ts'
import type { StatisticsQuery } from '../../../../service/ledger/statistics/statistics-ledger.ts'
import { attemptOf, changeOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const system = { kind: 'system', id: null } as const
const HOUR_MS = 3_600_000
const year: StatisticsQuery = { inviterId: undefined, from: '2026-01-01', to: '2026-12-31' }
const none = { invited: 0, sent: 0, delivered: 0, bounced: 0, opened: 0, accepted: 0 }

/** What charts are made of. */
export function describeStatistics(current: CurrentLedger): void {
  const invite = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow(changes)
    await current().ledger.createInvitation(row, { mail: false })
    return row
  }
  const note = (id: string, type: EventType, at = NOW + 1) =>
    current().ledger.recordEvents([{ invitationId: id, at, type, actor: system }])
  const accept = async (row: ReturnType<typeof invitationRow>, at: number) => {
    const handoff = handoffRow(row, { created_at: at, expires_at: at + 60_000 })
    await current().ledger.createHandoff(handoff, at)
    await current().ledger.redeem(attemptOf(handoff, `auth0|${row.id}`, { redeemed_at: at }))
  }
  const count = async (ledger: Ledger = current().ledger, limit = 100) => {
    while ((await ledger.countEvents(limit)) > 0);
  }
  const read = async (query = year) => current().ledger.readStatistics(query)

  describe('the statistics', () => {
    it('count each personal invitation once on the day it was made, however often it was sent', async () => {
      const row = await invite()
      await invite({ created_at: NOW + DAY_MS })
      for (const type of ['sent', 'resent', 'sent', 'delivered', 'delivered', 'opened', 'opened'] as const)
        await note(row.id, type)
      await count()
      expect((await read()).days).toEqual([
        { ...none, day: '2026-11-02', invited: 1, sent: 1, delivered: 1, opened: 1 },
        { ...none, day: '2026-11-03', invited: 1 },
      ])
    })

    it('S65: tell an inviter of an opening the day after, and others of theirs', async () => {
      const { ledger } = current()
      const inviter_id = 'auth0|eve'
      const [old, fresh, joined] = [
        await invite({ inviter_id }),
        await invite({ inviter_id }),
        await invite({ inviter_id }),
      ]
      await ledger.createHandoff(handoffRow(old), NOW)
      for (const row of [old, fresh]) await ledger.createHandoff(handoffRow(row), NOW + DAY_MS)
      await accept(joined, NOW + DAY_MS)
      const other = await invite()
      await ledger.createHandoff(handoffRow(other), NOW + DAY_MS)
      await count()
      const midnight = Date.UTC(2026, 10, 3)
      const openedOf = async (query: Partial<StatisticsQuery>) => {
        const { days, roles, inviters } = await read({ ...year, ...query })
        return [days, roles, inviters].map(counts => counts.map(({ opened }) => opened))
      }
      expect(await openedOf({ inviterId: inviter_id, openedBefore: midnight })).toEqual([[2], [2], [2]])
      expect(await openedOf({ inviterId: inviter_id, openedBefore: midnight + DAY_MS })).toEqual([
        [3],
        [3],
        [3],
      ])
      expect(await openedOf({ inviterId: inviter_id })).toEqual([[3], [3], [3]])
      expect(await openedOf({ openedBefore: midnight })).toEqual([[4], [4], [3, 1]])
      const second = await invite({ inviter_id, created_at: NOW + DAY_MS, roles: '["Other"]' })
      await ledger.createHandoff(handoffRow(second), NOW + DAY_MS)
      await count()
      expect(await openedOf({ inviterId: inviter_id, openedBefore: midnight })).toEqual([[2, 0], [2, 0], [2]])
      // The second generation of one that was opened before is no news.
      await ledger.changeInvitations([changeOf(old, { generation: 2 })])
      await ledger.createHandoff(handoffRow(old, { generation: 2 }), NOW + DAY_MS)
      await count()
      expect(await openedOf({ inviterId: inviter_id, openedBefore: midnight })).toEqual([[2, 0], [2, 0], [2]])
    })

    it('leave links for many out, and count what they send', async () => {
      await invite({ kind: 'shared', invitee_email: null, max_uses: 9 })
      await invite({ kind: 'domain', invitee_email: null, domain: 'acme.example', max_uses: 9 })
      await invite({ parent_id: 'inv_none' }).catch(() => undefined)
      const link = await invite({ kind: 'shared', invitee_email: null, max_uses: 9 })
      await invite({ parent_id: link.id, parent_generation: 1 })
      await count()
      expect((await read()).days).toEqual([{ ...none, day: '2026-11-02', invited: 1 }])
    })

    it('count whoever joined as reached, and a link that was handed out as sent', async () => {
      const row = await invite()
      await invite({ delivery: 'handed_out' })
      await accept(row, NOW + HOUR_MS + 1)
      await count()
      const { days, times } = await read()
      expect(days).toEqual([{ ...none, day: '2026-11-02', invited: 2, sent: 2, opened: 1, accepted: 1 }])
      expect(times).toEqual([{ step: toAcceptanceStep(HOUR_MS + 1), count: 1 }])
    })

    it('take back what was taken back, and what arrived or was sent anew is not bounced any more', async () => {
      const [row, again] = [await invite(), await invite()]
      await note(row.id, 'accepted', NOW + 5)
      await note(again.id, 'bounced')
      await count()
      expect((await read()).days).toMatchObject([{ accepted: 1, bounced: 1 }])
      await note(row.id, 'released', NOW + 6)
      await note(again.id, 'resent')
      await count()
      const { days, times } = await read()
      expect(days).toMatchObject([{ invited: 2, accepted: 0, bounced: 0 }])
      expect(times).toEqual([])
      await note(row.id, 'accepted', NOW + DAY_MS)
      await count()
      expect((await read()).times).toEqual([{ step: toAcceptanceStep(DAY_MS), count: 1 }])
    })

    it('follow the roles of an invitation when they change', async () => {
      const row = await invite({ roles: '["Member","Editor"]' })
      await note(row.id, 'sent')
      await count()
      const reached = { ...none, invited: 1, sent: 1 }
      const before = (await read()).roles
      expect(before).toEqual(['Editor', 'Member'].map(role => ({ role, ...reached })))
      const events = [{ type: 'updated', actor: system, after: { roles: ['Owner'] } }] as const
      await current().ledger.changeInvitations([
        changeOf(row, { roles: '["Owner"]' }, { roles: ['Owner'], events }),
      ])
      await count()
      expect((await read()).roles).toEqual([{ role: 'Owner', ...reached }])
    })

    it('are told of all inviters, each by name, or of one and nothing else', async () => {
      await invite({ inviter_id: 'auth0|eve', inviter_name: 'Eve', roles: '["Secret"]' })
      await invite({ inviter_id: 'auth0|eve', inviter_name: 'Eve B.', created_at: NOW + 1 })
      await invite()
      await count()
      const all = await read()
      expect(all.days).toMatchObject([{ invited: 3 }])
      expect(all.inviters).toEqual([
        { inviterId: 'auth0|eve', name: 'Eve B.', ...none, invited: 2 },
        { inviterId: 'auth0|inviter', name: 'Grace', ...none, invited: 1 },
      ])
      const own = await read({ ...year, inviterId: 'auth0|inviter' })
      expect(own.days).toMatchObject([{ invited: 1 }])
      expect(own.roles).toMatchObject([{ role: 'Member' }])
      expect(own.inviters).toMatchObject([{ inviterId: 'auth0|inviter' }])
      const nobody = await read({ ...year, inviterId: 'auth0|' })
      expect(nobody).toEqual({ days: [], roles: [], times: [], inviters: [] })
    })

    it('are told for days, both included, and forgotten before one', async () => {
      for (const day of [0, 1, 2]) await invite({ created_at: NOW + day * DAY_MS })
      await count()
      const days = async (from: string, to: string) =>
        (await read({ ...year, from, to })).days.map(({ day }) => day)
      expect(await days('2026-11-02', '2026-11-03')).toEqual(['2026-11-02', '2026-11-03'])
      expect(await days('2026-11-05', '2026-11-09')).toEqual([])
      // The day's sums: of all, of the inviter, and of the role in both.
      expect(await current().ledger.deleteStatistics('2026-11-03')).toBe(4)
      expect(await days('2026-01-01', '2026-12-31')).toEqual(['2026-11-03', '2026-11-04'])
    })

    it.each([1, 2, 3, 7])('are the same, taken in %i at a time, by several at once', async limit => {
      const { ledger, another } = current()
      const rows = []
      for (let n = 0; n < 6; n++)
        rows.push(await invite({ created_at: NOW + (n % 3) * DAY_MS, roles: n % 2 ? '["Editor"]' : '[]' }))
      for (const [index, { id }] of rows.entries()) {
        await note(id, 'sent')
        if (index % 2) await note(id, 'opened')
        if (index % 3 === 0) await note(id, 'accepted', NOW + 4 * DAY_MS)
        if (index === 3) await note(id, 'released', NOW + 5 * DAY_MS)
      }
      const other = await another()
      await Promise.all([count(ledger, limit), count(other, limit)])
      const { days, roles, times } = await read()
      expect(days.map(({ day, ...counts }) => counts)).toEqual([
        { ...none, invited: 2, sent: 2, opened: 1 + 1, accepted: 1 },
        { ...none, invited: 2, sent: 2, opened: 1 },
        { ...none, invited: 2, sent: 2, opened: 1 },
      ])
      expect(roles).toEqual([{ role: 'Editor', ...none, invited: 3, sent: 3, opened: 3 }])
      expect(times).toEqual([{ step: toAcceptanceStep(4 * DAY_MS), count: 1 }])
      expect(await ledger.countEvents(limit)).toBe(0)
    })
  })
}
