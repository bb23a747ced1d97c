import { describe, expect, it } from 'vitest'
import type { InvitationFilter } from '../../../../service/ledger/invitations/invitation-ledger.ts'
import { type Place, toPlace } from '../../../../service/ledger/invitations/sorting.ts'
import { changeOf, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

export function describeLists(current: CurrentLedger): void {
  const invite = async (id: string, changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow({ id, ...changes })
    await current().ledger.createInvitation(row, { mail: false })
    return row
  }
  const idsOf = async (filter: InvitationFilter, now = NOW) =>
    (await current().ledger.listInvitations({ filter, take: 99, now })).map(({ id }) => id)

  describe('lists of invitations', () => {
    it('come newest first, page by page, without repeating or leaving one out', async () => {
      const { ledger } = current()
      // Several at the same instant: the id decides between them.
      for (let n = 0; n < 23; n++) await invite(`inv_${n}`, { created_at: NOW + Math.floor(n / 5) })
      const all = await ledger.listInvitations({ filter: {}, take: 99, now: NOW })
      const sorted = all.toSorted((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1))
      expect(all).toEqual(sorted)
      const pages = []
      for (let after: Place | undefined; ; ) {
        const page = await ledger.listInvitations({ filter: {}, take: 4, after, now: NOW })
        pages.push(...page)
        const last = page.at(-1)
        if (!last) break
        after = toPlace(last, 'created', NOW)
        // Whoever comes in between is before the first page, and moves none.
        await invite(`inv_later_${pages.length}`, { created_at: NOW + 1000 })
      }
      expect(pages).toEqual(all)
    })

    it('come oldest first where that is asked for, page by page', async () => {
      const { ledger } = current()
      for (let n = 0; n < 9; n++) await invite(`inv_${n}`, { created_at: NOW + Math.floor(n / 2) })
      const newest = await ledger.listInvitations({ filter: {}, take: 99, now: NOW })
      const pages = []
      for (let after: Place | undefined; ; ) {
        const page = await ledger.listInvitations({ filter: {}, take: 2, after, now: NOW, order: 'oldest' })
        pages.push(...page)
        const last = page.at(-1)
        if (!last) break
        after = toPlace(last, 'created', NOW)
      }
      expect(pages).toEqual(newest.toReversed())
    })

    it.each(['expires', 'recipient'] as const)('come sorted by %s, both ways, page by page', async sort => {
      const { ledger } = current()
      const addresses = [
        'b@x.example',
        'a@x.example',
        'c@x.example',
        'a@x.example',
        null,
        'd@x.example',
        null,
      ]
      for (const [n, email] of addresses.entries())
        await invite(`inv_${n}`, {
          invitee_email: email,
          invitee_phone_number: n === 4 ? '+41790000000' : null,
          created_at: NOW + n,
          expires_at: NOW + 1000 - Math.floor(n / 2),
        })
      for (const [filter, order] of [
        [{}, 'oldest'],
        [{}, 'newest'],
        [{ inviterId: invitationRow({}).inviter_id }, 'oldest'],
        [{ status: 'pending' }, 'newest'],
      ] as const) {
        const pages = []
        for (let after: Place | undefined; ; ) {
          const page = await ledger.listInvitations({ filter, take: 2, after, now: NOW, sort, order })
          pages.push(...page)
          const last = page.at(-1)
          if (!last) break
          after = toPlace(last, sort, NOW)
        }
        const keys = pages.map(row => toPlace(row, sort, NOW))
        const up = keys.toSorted((a, b) =>
          a.value === b.value ? (a.id < b.id ? -1 : 1) : a.value < b.value ? -1 : 1,
        )
        expect(keys).toEqual(order === 'oldest' ? up : up.toReversed())
        expect(keys).toHaveLength(addresses.length)
      }
    })

    it.each(['inviter', 'uses', 'status', 'delivery'] as const)(
      'come sorted by %s, both ways, page by page',
      async sort => {
        const { ledger } = current()
        const invite = (id: string, changes: Parameters<typeof invitationRow>[0]) =>
          ledger.createInvitation(invitationRow({ id, max_uses: 3, ...changes }), { mail: false })
        await invite('inv_a', { inviter_name: 'Zoe', uses: 0, created_at: NOW + 1 })
        await invite('inv_b', { inviter_name: 'Ada', uses: 3, expires_at: NOW, delivery_status: 'sent' })
        await invite('inv_c', {
          inviter_name: null,
          inviter_id: 'auth0|x',
          status: 'revoked',
          expiry_noted: 1,
        })
        await invite('inv_d', { inviter_name: 'Ada', uses: 1, status: 'accepted', created_at: NOW + 2 })
        await invite('inv_e', { uses: 3, status: 'revoked', delivery_status: 'failed', created_at: NOW + 3 })
        await invite('inv_f', { expires_at: NOW - 1, expiry_noted: 1, delivery_status: 'queued' })
        await invite('inv_g', { expires_at: NOW - 2, expiry_noted: 1, created_at: NOW - 5 })
        await invite('inv_h', { status: 'declined', delivery_status: 'sent', created_at: NOW + 4 })
        const walk = async (order: 'newest' | 'oldest', take: number) => {
          const ids = []
          for (let after: Place | undefined; ; ) {
            const page = await ledger.listInvitations({ filter: {}, take, after, now: NOW, sort, order })
            ids.push(...page.map(({ id }) => id.slice(4)))
            const last = page.at(-1)
            if (!last) return ids.join('')
            after = toPlace(last, sort, NOW)
          }
        }
        const expected = { inviter: 'bdefghac', uses: 'acfghdbe', status: 'afbghecd', delivery: 'efhbdacg' }
        for (const take of [99, 3, 1]) {
          expect(await walk('oldest', take)).toBe(expected[sort])
          expect(await walk('newest', take)).toBe([...expected[sort]].reverse().join(''))
        }
      },
    )

    it('have each invitation of a status once, whether or not its end has been noted', async () => {
      const { ledger } = current()
      for (let n = 0; n < 12; n++) {
        const expires_at = NOW - n
        await invite(`inv_${10 + n}`, {
          expires_at,
          expiry_noted: n % 3 === 0 ? 0 : 1,
          created_at: NOW - (n % 5),
        })
      }
      const rows = await ledger.listInvitations({ filter: { status: 'expired' }, take: 99, now: NOW })
      const sorted = rows.toSorted((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1))
      expect(rows).toHaveLength(12)
      expect(rows).toEqual(sorted)
      const page = { filter: { status: 'expired' }, take: 5, now: NOW } as const
      const [last] = rows.slice(6)
      const after = last && toPlace(last, 'created', NOW)
      expect(await ledger.listInvitations({ ...page, after })).toEqual(rows.slice(7, 12))
      expect(await ledger.countUpTo({ status: 'expired' }, 99, NOW)).toBe(12)
      expect(await ledger.countUpTo({ status: 'expired' }, 5, NOW)).toBe(5)
    })

    it('find those whose link was handed out', async () => {
      await invite('inv_mail', { delivery_status: 'sent' })
      await invite('inv_link')
      expect(await idsOf({ deliveryStatus: null })).toEqual(['inv_link'])
      expect(await idsOf({ deliveryStatus: null, inviterId: 'auth0|inviter' })).toEqual(['inv_link'])
    })

    it('are counted as far as asked for', async () => {
      const { ledger } = current()
      for (let n = 0; n < 5; n++) await invite(`inv_${n}`, n === 0 ? { status: 'revoked' } : {})
      expect(await ledger.countUpTo({}, 3, NOW)).toBe(3)
      expect(await ledger.countUpTo({ status: 'pending' }, 99, NOW)).toBe(4)
      expect(await ledger.countUpTo({ status: 'accepted' }, 99, NOW)).toBe(0)
    })

    it.each<[string, InvitationFilter]>([
      ['kind', { kind: 'shared' }],
      ['status', { status: 'revoked' }],
      ['delivery status', { deliveryStatus: 'failed' }],
      ['email address', { address: { email: 'eve@example.com' } }],
      ['phone number', { address: { phoneNumber: '+41790000000' } }],
      ['inviter', { inviterId: 'auth0|another' }],
      ['role', { role: 'Editor' }],
      ['application', { clientId: 'portal' }],
      ['external id', { externalId: 'crm-1' }],
      ['link that sent it', { parentId: 'inv_plain' }],
      ['creation from', { createdFrom: NOW + 1 }],
      ['creation before', { createdBefore: NOW }],
      ['expiry from', { expiresFrom: NOW + 1_000_000_000 }],
      ['expiry before', { expiresBefore: NOW - 10 }],
    ])('are filtered by %s', async (_name, filter) => {
      await invite('inv_plain')
      const { kind, status, deliveryStatus, address, inviterId, role, clientId, externalId, parentId } =
        filter
      await invite('inv_match', {
        ...(kind && { kind }),
        ...(status && { status: 'revoked' as const }),
        ...(deliveryStatus && { delivery_status: deliveryStatus }),
        ...(address && 'email' in address && { invitee_email: address.email }),
        ...(address && 'phoneNumber' in address && { invitee_phone_number: address.phoneNumber }),
        ...(inviterId && { inviter_id: inviterId }),
        ...(role && { roles: JSON.stringify(['Member', role]) }),
        ...(clientId && { client_id: clientId }),
        ...(externalId && { external_id: externalId }),
        ...(parentId && { parent_id: parentId }),
        ...(filter.createdFrom && { created_at: filter.createdFrom }),
        ...(filter.createdBefore && { created_at: filter.createdBefore - 1 }),
        ...(filter.expiresFrom && { expires_at: filter.expiresFrom }),
        ...(filter.expiresBefore && { expires_at: filter.expiresBefore - 1 }),
      })
      expect(await idsOf(filter)).toEqual(['inv_match'])
      // Together with another condition, whichever index that leads to.
      expect(await idsOf({ ...filter, status: filter.status ?? 'declined' })).toHaveLength(
        filter.status ? 1 : 0,
      )
    })

    it('tell pending from expired at the very millisecond, and count each', async () => {
      const { ledger } = current()
      await invite('inv_live', { expires_at: NOW + 1 })
      await invite('inv_over', { expires_at: NOW })
      await invite('inv_used', { status: 'accepted', expires_at: NOW - 5 })
      expect(await idsOf({ status: 'pending' })).toEqual(['inv_live'])
      expect(await idsOf({ status: 'expired' })).toEqual(['inv_over'])
      expect(await idsOf({ status: 'expired', inviterId: 'auth0|inviter' })).toEqual(['inv_over'])
      const counts = { pending: 1, expired: 1, accepted: 1, declined: 0, revoked: 0, total: 3 }
      expect(await ledger.countInvitations({}, NOW)).toEqual(counts)
      const none = { pending: 0, expired: 0, accepted: 0, declined: 0, revoked: 0, total: 0 }
      expect(await ledger.countInvitations({ role: 'Nobody' }, NOW)).toEqual(none)
      expect(await ledger.countInvitations({ status: 'expired' }, NOW)).toEqual({
        ...none,
        expired: 1,
        total: 1,
      })
    })

    it('follow the roles of an invitation when they change', async () => {
      const { ledger } = current()
      const row = await invite('inv_roles')
      await ledger.changeInvitations([changeOf(row, { roles: '["Editor"]' }, { roles: ['Editor'] })])
      expect(await idsOf({ role: 'Member' })).toEqual([])
      expect(await idsOf({ role: 'Editor' })).toEqual(['inv_roles'])
    })

    it.each([
      [{ role: 'Edit' }],
      [{ role: '%' }],
      [{ externalId: '*' }],
      [{ address: { email: "' or '1'='1" } }],
      [{ inviterId: '' }],
    ])('S5: match exactly, so that %j finds nobody', async filter => {
      await invite('inv_exact', { roles: '["Editor"]', external_id: 'crm-1' })
      expect(await idsOf(filter)).toEqual([])
    })
  })
}
