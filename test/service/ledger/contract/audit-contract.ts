import { describe, expect, it } from 'vitest'
import type { EventQuery } from '../../../../service/ledger/events/audit-ledger.ts'
import { DAY_MS, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const system = { kind: 'system', id: null } as const

/** All that happened, in one list. */
export function describeAudit(current: CurrentLedger): void {
  const invite = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow(changes)
    await current().ledger.createInvitation(row, { mail: false })
    return row
  }
  const search = (query: Partial<EventQuery> = {}) =>
    current().ledger.searchEvents({ inviterId: undefined, take: 99, ...query })
  const idsOf = async (query: Partial<EventQuery>) =>
    (await search(query)).events.map(({ invitation_id }) => invitation_id)

  describe('the list of all events', () => {
    it('comes newest first, page by page, and ends', async () => {
      for (let n = 0; n < 7; n++) await invite({ created_at: NOW + n })
      const all = await search()
      expect(all.events.map(({ at }) => at - NOW)).toEqual([6, 5, 4, 3, 2, 1, 0])
      expect(all.next).toBeUndefined()
      const pages = []
      let after: number | undefined
      do {
        const page = await search({ take: 3, after })
        pages.push(...page.events)
        after = page.next
      } while (after !== undefined)
      expect(pages).toEqual(all.events)
      expect((await search({ take: 7 })).next).toBeUndefined()
    })

    it.each<[string, Partial<EventQuery>]>([
      ['type', { type: 'revoked' }],
      ['kind of actor', { actorKind: 'client' }],
      ['actor', { actorId: 'shop@clients' }],
      ['beginning', { from: NOW + 2 * DAY_MS }],
    ])('is filtered by %s', async (_name, query) => {
      const row = await invite()
      await current().ledger.recordEvents([
        {
          invitationId: row.id,
          at: NOW + 2 * DAY_MS,
          type: 'revoked',
          actor: { kind: 'client', id: 'shop@clients' },
        },
      ])
      expect((await search(query)).events.map(({ type }) => type)).toEqual(['revoked'])
      expect((await search({ ...query, type: 'erased' })).events).toEqual([])
    })

    it('is empty where nothing has happened, whenever one asks', async () => {
      for (const query of [{}, { before: NOW }, { from: NOW, type: 'sent' as const }])
        expect(await search(query)).toEqual({ events: [], next: undefined })
    })

    it('is filtered by invitation and by the end, which is not included', async () => {
      const old = await invite({ created_at: NOW - 40 * DAY_MS })
      const middle = await invite({ created_at: NOW - 20 * DAY_MS })
      const recent = await invite()
      expect(await idsOf({ before: NOW })).toEqual([middle.id, old.id])
      expect(await idsOf({ before: NOW + 1 })).toEqual([recent.id, middle.id, old.id])
      expect(await idsOf({ before: NOW - 20 * DAY_MS })).toEqual([old.id])
      expect(await idsOf({ before: NOW - 41 * DAY_MS })).toEqual([])
      expect(await idsOf({ invitationId: middle.id })).toEqual([middle.id])
      expect(await idsOf({ invitationId: '*' })).toEqual([])
    })

    it('looks at so many events at once, and goes on from there where nothing matches', async () => {
      const row = await invite()
      await current().ledger.recordEvents([{ invitationId: row.id, at: NOW, type: 'erased', actor: system }])
      await current().query(`insert into events (at, invitation_id, type, actor_kind)
        select ${NOW}, '${row.id}', 'sent', 'system' from (
          with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 20000)
          select n from numbers) as many`)
      const first = await search({ type: 'erased' })
      expect(first.events).toEqual([])
      const second = await search({ type: 'erased', after: first.next })
      expect(second.events.map(({ type }) => type)).toEqual(['erased'])
      expect(second.next).toBeUndefined()
      // It may be as old as what was looked at last, and then it stands right behind it.
      expect(await search({ type: 'erased', from: NOW })).toEqual(first)
      // Nothing that old is asked for.
      expect(await search({ type: 'erased', from: NOW + 1 })).toEqual({ events: [], next: undefined })
    })

    it('holds for an inviter what happened to their invitations, and nothing of others', async () => {
      const mine = await invite()
      const theirs = await invite({ inviter_id: 'auth0|eve' })
      const actor = { kind: 'person', id: 'auth0|inviter' } as const
      await current().ledger.recordEvents([
        { invitationId: theirs.id, at: NOW + 1, type: 'revoked', actor },
        { invitationId: mine.id, at: NOW + 1, type: 'expired', actor: system },
      ])
      const inviterId = 'auth0|inviter'
      expect(await idsOf({ inviterId })).toEqual([mine.id, mine.id])
      expect(await idsOf({ inviterId, actorId: inviterId })).toEqual([mine.id])
      expect(await idsOf({ inviterId, invitationId: theirs.id })).toEqual([])
      expect(await idsOf({ inviterId, invitationId: mine.id })).toEqual([mine.id, mine.id])
      expect(await idsOf({ inviterId: 'auth0|nobody' })).toEqual([])
    })
  })
}
