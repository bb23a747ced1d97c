import { describe, expect, it } from 'vitest'
import type { Address } from '../../../../service/ledger/ledger.ts'
import { workPriority } from '../../../../service/ledger/schema/work-priority.ts'
import { invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const mail = { mail: true }
const noMail = { mail: false }

export function describeInvitations(current: CurrentLedger): void {
  describe('invitations', () => {
    it('gives back every field of an invitation as it was stored', async () => {
      const { ledger } = current()
      const row = invitationRow({
        kind: 'shared',
        invitee_email: null,
        invitee_phone_number: '+41790000000',
        domain: 'example.com',
        organization: 'org_1',
        locale: 'de',
        message: 'Grüezi',
        external_id: 'order-1',
        notify_inviter: 1,
        on_existing_user: 'refuse',
        app_metadata: '{"order":"A\'1\\"; --"}',
        max_uses: 5,
      })
      await ledger.createInvitation(row, noMail)
      expect(await ledger.findInvitation(row.id)).toEqual(row)
    })

    it('finds nothing under an id that was never given out', async () => {
      expect(await current().ledger.findInvitation('inv_unknown')).toBeUndefined()
    })

    it('stores the mail to be sent with the invitation, naming it by id and generation only', async () => {
      const { ledger } = current()
      const row = invitationRow({ generation: 3 })
      await ledger.createInvitation(row, mail)
      const work = await ledger.claimWork({ kinds: ['invitation_mail'], limit: 9, leaseMs: 1000, now: NOW })
      const priority = workPriority.invitation_mail
      expect(work).toMatchObject([{ kind: 'invitation_mail', subject: row.id, generation: 3, priority }])
    })

    it('stores no mail for an invitation that is not to be sent', async () => {
      const { ledger } = current()
      await ledger.createInvitation(invitationRow(), noMail)
      expect(await ledger.nextWorkAt(['invitation_mail'])).toBeUndefined()
    })

    it('stores neither invitation nor mail when one of them cannot be stored', async () => {
      const { ledger, query } = current()
      const row = invitationRow()
      await query('drop table outbox')
      await expect(ledger.createInvitation(row, mail)).rejects.toThrow()
      expect(await ledger.findInvitation(row.id)).toBeUndefined()
    })

    it('stores its neighbours when one invitation of several at once cannot be stored', async () => {
      const { ledger } = current()
      const [first, second] = [invitationRow(), invitationRow()]
      const results = await Promise.allSettled([
        ledger.createInvitation(first, mail),
        ledger.createInvitation({ ...second, id: first.id }, mail),
        ledger.createInvitation(second, mail),
      ])
      // Which of the two that want the same name comes first is for the engine to say.
      expect(
        results
          .slice(0, 2)
          .map(({ status }) => status)
          .toSorted(),
      ).toEqual(['fulfilled', 'rejected'])
      expect(results[2]?.status).toBe('fulfilled')
      const work = await ledger.claimWork({ kinds: ['invitation_mail'], limit: 9, leaseMs: 1000, now: NOW })
      expect(work.map(({ subject }) => subject).toSorted()).toEqual([first.id, second.id].toSorted())
    })

    it('notes when the mail went out, for the generation it was for only', async () => {
      const { ledger } = current()
      const row = invitationRow({ generation: 2 })
      await ledger.createInvitation(row, mail)
      await ledger.markSent(row.id, 1, NOW + 1)
      expect((await ledger.findInvitation(row.id))?.sent_at).toBeNull()
      await ledger.markSent(row.id, 2, NOW + 2)
      expect((await ledger.findInvitation(row.id))?.sent_at).toBe(NOW + 2)
    })

    describe('by address', () => {
      const email = 'ada@example.com'
      const findLive = async (address: Address, now = NOW) =>
        (await current().ledger.findLiveInvitations(address, now, 2)).map(({ id }) => id)

      it('finds the live invitation of an address', async () => {
        const { ledger } = current()
        const row = invitationRow()
        await ledger.createInvitation(row, noMail)
        expect(await findLive({ email })).toEqual([row.id])
      })

      it('S3: counts an invitation as expired at the very millisecond of its expiry', async () => {
        const { ledger } = current()
        const row = invitationRow()
        await ledger.createInvitation(row, noMail)
        expect(await findLive({ email }, row.expires_at - 1)).toEqual([row.id])
        expect(await findLive({ email }, row.expires_at)).toEqual([])
      })

      it.each(['accepted', 'declined', 'revoked'] as const)(
        'finds no live invitation when it is %s',
        async status => {
          const { ledger } = current()
          await ledger.createInvitation(invitationRow({ status }), noMail)
          expect(await findLive({ email })).toEqual([])
          expect(await ledger.hasInvitationFor({ email })).toBe(true)
        },
      )

      it('tells a phone number from an address', async () => {
        const { ledger } = current()
        const phoneNumber = '+41790000000'
        const row = invitationRow({ invitee_email: null, invitee_phone_number: phoneNumber })
        await ledger.createInvitation(row, noMail)
        expect(await findLive({ phoneNumber })).toEqual([row.id])
        expect(await ledger.hasInvitationFor({ phoneNumber })).toBe(true)
        expect(await ledger.hasInvitationFor({ email })).toBe(false)
      })

      it.each([
        '*',
        '%',
        'ada@example.com ',
        'ADA@example.com',
        'ada',
        'ada@example.com%',
        "' OR '1'='1",
        '"',
        '',
      ])('S5: matches an address exactly, so that %j finds nobody', async other => {
        const { ledger } = current()
        const row = invitationRow()
        await ledger.createInvitation(row, noMail)
        expect(await findLive({ email: other })).toEqual([])
        expect(await ledger.hasInvitationFor({ email: other })).toBe(false)
      })
    })
  })
}
