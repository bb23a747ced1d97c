import { describe, expect, it } from 'vitest'
import { attemptOf, changeOf, DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const noMail = { mail: false }

export function describeHandoffs(current: CurrentLedger): void {
  describe('handoffs', () => {
    it('stores a handoff of a live invitation and finds it by each of its keys', async () => {
      const { ledger } = current()
      const row = invitationRow()
      const handoff = handoffRow(row)
      await ledger.createInvitation(row, noMail)
      expect(await ledger.createHandoff(handoff, NOW)).toBe(true)
      expect(await ledger.findHandoff({ ref: handoff.ref })).toEqual(handoff)
      expect(await ledger.findHandoff({ idHash: handoff.id_hash })).toEqual(handoff)
      expect(await ledger.findHandoff({ stateHash: handoff.state_hash ?? '' })).toEqual(handoff)
    })

    it('keeps several handoffs without a state', async () => {
      const { ledger } = current()
      const row = invitationRow()
      await ledger.createInvitation(row, noMail)
      expect(await ledger.createHandoff(handoffRow(row, { state_hash: null }), NOW)).toBe(true)
      expect(await ledger.createHandoff(handoffRow(row, { state_hash: null }), NOW)).toBe(true)
      expect(await ledger.findHandoff({ stateHash: 'null' })).toBeUndefined()
    })

    it.each([
      ['of an older generation', { generation: 2 }],
      ['that was accepted', { status: 'accepted' }],
      ['that was declined', { status: 'declined' }],
      ['that was revoked', { status: 'revoked' }],
      ['at the moment of its expiry', { expires_at: NOW }],
    ] as const)('makes no handoff for an invitation %s', async (_situation, changes) => {
      const { ledger } = current()
      const row = invitationRow(changes)
      const handoff = handoffRow(row, { generation: 1 })
      await ledger.createInvitation(row, noMail)
      expect(await ledger.createHandoff(handoff, NOW)).toBe(false)
      expect(await ledger.findHandoff({ ref: handoff.ref })).toBeUndefined()
    })

    it('makes no handoff for an invitation that is not there', async () => {
      expect(await current().ledger.createHandoff(handoffRow(invitationRow()), NOW)).toBe(false)
    })

    it.each(['*', '%', 'id-hash-of-', ' ', '', "' OR 1=1 --"])(
      'S5: looks a handoff up by its whole key, so that %j finds none',
      async key => {
        const { ledger } = current()
        const row = invitationRow()
        await ledger.createInvitation(row, noMail)
        await ledger.createHandoff(handoffRow(row), NOW)
        for (const wanted of [{ idHash: key }, { stateHash: key }, { ref: key }]) {
          expect(await ledger.findHandoff(wanted)).toBeUndefined()
        }
      },
    )

    it('notes the first sign-up that a handoff admits, and keeps to it', async () => {
      const { ledger } = current()
      const row = invitationRow()
      const handoff = handoffRow(row)
      await ledger.createInvitation(row, noMail)
      await ledger.createHandoff(handoff, NOW)
      expect(await ledger.markAdmitted(handoff.ref, 'handoff', NOW + 1)).toBe(true)
      expect(await ledger.markAdmitted(handoff.ref, 'address', NOW + 2)).toBe(false)
      expect(await ledger.findHandoff({ ref: handoff.ref })).toMatchObject({
        admitted_at: NOW + 1,
        admitted_by: 'handoff',
      })
    })

    it('S64 remember what the tenant answered about their address, and that it did not', async () => {
      const { ledger } = current()
      const [row, later] = [invitationRow(), invitationRow()]
      const address_hash = 'hash of ada@example.com'
      for (const invitation of [row, later]) await ledger.createInvitation(invitation, noMail)
      const [asked, unanswered] = [handoffRow(row, { address_hash }), handoffRow(row, { address_hash })]
      const ofLater = handoffRow(later, { address_hash })
      for (const handoff of [asked, unanswered, ofLater, handoffRow(row)])
        await ledger.createHandoff(handoff, NOW)
      expect(await ledger.findLooks(address_hash)).toEqual([null, null, null])
      await ledger.noteLook(asked.ref, ['auth0|ada', 'auth0|1'])
      await ledger.noteLook(ofLater.ref, [])
      // Whatever becomes of the invitation: its address can be changed, and it can be sent again.
      const set = { generation: 2, invitee_email: 'eve@example.com' }
      await ledger.changeInvitations([changeOf(row, set)])
      const looks = await ledger.findLooks(address_hash)
      expect(looks).toHaveLength(3)
      expect(looks).toEqual(expect.arrayContaining([['auth0|ada', 'auth0|1'], null, []]))
      expect(await ledger.findLooks('hash of another')).toEqual([])
    })

    it('S64 forget it with the redemption, and when the invitation is erased', async () => {
      const { ledger } = current()
      const [row, erased] = [invitationRow(), invitationRow()]
      const address_hash = 'hash of grace@example.com'
      for (const invitation of [row, erased]) {
        await ledger.createInvitation(invitation, noMail)
        const handoff = handoffRow(invitation, { address_hash })
        await ledger.createHandoff(handoff, NOW)
        await ledger.noteLook(handoff.ref, ['auth0|grace'])
        if (invitation === row) await ledger.redeem(attemptOf(handoff, 'auth0|grace'))
      }
      expect(await ledger.findLooks(address_hash)).toEqual([['auth0|grace']])
      await ledger.changeInvitations([changeOf(erased, { erased_at: NOW })])
      expect(await ledger.findLooks(address_hash)).toEqual([])
    })

    it('S65: tell of one opening in each generation, however often and by how many processes at once', async () => {
      const { ledger, another } = current()
      const hook = { id: 'hook', events: ['opened' as const] }
      const row = invitationRow({ delivery_status: 'sent' })
      await ledger.createInvitation(row, noMail)
      const processes = [await another([hook]), await another([hook])]
      const press = (generation: number) =>
        Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            processes[n % 2]?.createHandoff(handoffRow(row, { generation }), NOW + n),
          ),
        )
      const openings = async () => {
        const events = await ledger.listEvents(row.id, { take: 99 })
        return events.filter(({ type }) => type === 'opened').map(({ after }) => JSON.parse(after ?? ''))
      }
      expect(await press(1)).toEqual(Array(20).fill(true))
      await ledger.createHandoff(handoffRow(row), NOW + DAY_MS)
      expect(await openings()).toMatchObject([{ generation: 1 }])

      expect(await ledger.changeInvitations([changeOf(row, { generation: 2 })])).toBe(true)
      expect(await press(2)).toEqual(Array(20).fill(true))
      expect(await openings()).toMatchObject([{ generation: 1 }, { generation: 2 }])
      expect(await ledger.listDeliveries({ take: 99 })).toHaveLength(2)
    })

    it('are deleted some time after they have expired, and no more at once than asked for', async () => {
      const { ledger } = current()
      const row = invitationRow()
      await ledger.createInvitation(row, noMail)
      const old = [handoffRow(row), handoffRow(row)]
      const recent = handoffRow(row, { expires_at: NOW + DAY_MS })
      for (const handoff of [...old, recent]) await ledger.createHandoff(handoff, NOW)
      await ledger.changeInvitations([changeOf(row, { generation: 2 })])
      const options = { before: NOW + DAY_MS, now: NOW + DAY_MS, limit: 1 }
      expect(await ledger.deleteHandoffs(options)).toBe(1)
      expect(await ledger.deleteHandoffs(options)).toBe(1)
      expect(await ledger.deleteHandoffs(options)).toBe(0)
      expect(await ledger.findHandoff({ ref: recent.ref })).toEqual(recent)
    })

    it('S15: lose the answers that nobody needs, each once, at their time and not before', async () => {
      const { ledger, query } = current()
      const row = invitationRow({ kind: 'shared', max_uses: 5 })
      await ledger.createInvitation(row, noMail)
      const filledIn = { answers: '{"given_name":"Ada"}' }
      const [unused, redeemed, empty] = [
        handoffRow(row, { ...filledIn, expires_at: NOW + 10 }),
        handoffRow(row, { ...filledIn, expires_at: NOW + 10 }),
        handoffRow(row, { expires_at: NOW + 10 }),
      ]
      for (const handoff of [unused, redeemed, empty]) await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(redeemed, 'auth0|ada'))
      const left = async () => (await query('select ref from handoffs where answers is not null')).length
      expect(await ledger.deleteAnswers({ unused: NOW + 10, any: NOW })).toBe(0)
      expect(await ledger.deleteAnswers({ unused: NOW + 11, any: NOW })).toBe(1)
      expect(await ledger.deleteAnswers({ unused: NOW + 11, any: NOW + 10 })).toBe(0)
      expect(await left()).toBe(1)
      expect(await ledger.deleteAnswers({ unused: NOW + 11, any: NOW + 11 })).toBe(1)
      expect(await ledger.deleteAnswers({ unused: NOW + 11, any: NOW + 11 })).toBe(0)
      expect(await left()).toBe(0)
    })

    it('are kept where a redemption came through them', async () => {
      const { ledger } = current()
      const row = invitationRow({ kind: 'shared', max_uses: 5 })
      await ledger.createInvitation(row, noMail)
      const [used, again] = [handoffRow(row), handoffRow(row)]
      for (const handoff of [used, again]) await ledger.createHandoff(handoff, NOW)
      await ledger.redeem(attemptOf(used, 'auth0|ada', { id: 'red_kept' }))
      await ledger.redeem(attemptOf(again, 'auth0|ada'))
      await ledger.changeInvitations([changeOf(row, { generation: 2 })])
      const options = { before: NOW + DAY_MS, now: NOW + DAY_MS, limit: 9 }
      expect(await ledger.deleteHandoffs(options)).toBe(1)
      expect((await ledger.findRedemptionOfHandoff(used.ref))?.id).toBe('red_kept')
    })

    it.each([
      ['lives', {}, 0],
      ['is another generation', { generation: 2 }, 1],
      ['was revoked', { status: 'revoked' }, 1],
      ['has expired', { expires_at: NOW + DAY_MS }, 1],
    ] as const)(
      'S64 are kept while the invitation %s: %j, for whoever has signed up, and for what the tenant did not answer',
      async (_state, set, deleted) => {
        const { ledger } = current()
        const row = invitationRow()
        await ledger.createInvitation(row, noMail)
        await ledger.createHandoff(handoffRow(row), NOW)
        await ledger.changeInvitations([changeOf(row, set)])
        const options = { before: NOW + DAY_MS, now: NOW + DAY_MS, limit: 9 }
        expect(await ledger.deleteHandoffs(options)).toBe(deleted)
      },
    )
  })
}
