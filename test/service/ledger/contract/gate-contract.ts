import { describe, expect, it } from 'vitest'
import type { UnprovenAccountRow } from '../../../../service/ledger/schema/gate-schema.ts'
import { DAY_MS, handoffRow, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'
import { sessionRow } from './session-contract.ts'

const ada = { email: 'ada@example.com' }

/** What the gate asks of a ledger. */
export function describeGate(current: CurrentLedger): void {
  const ledger = () => current().ledger
  const invite = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow(changes)
    await ledger().createInvitation(row, { mail: false })
    return row
  }

  describe('the live invitations of an address', () => {
    it('are personal, pending and unexpired, the latest first, and no more than asked for', async () => {
      const older = await invite({ created_at: NOW - 1 })
      const newer = await invite({ parent_id: null, inviter_id: 'auth0|another' })
      for (const changes of [
        { status: 'revoked' },
        { expires_at: NOW },
        { kind: 'shared' },
        { invitee_email: 'eve@example.com' },
      ] as const)
        await invite(changes)
      const found = await ledger().findLiveInvitations(ada, NOW, 5)
      expect(found.map(({ id }) => id)).toEqual([newer.id, older.id])
      expect(await ledger().findLiveInvitations(ada, NOW, 1)).toHaveLength(1)
    })

    it('are found by telephone number as well', async () => {
      const phoneNumber = '+4915112345678'
      const row = await invite({ invitee_email: null, invitee_phone_number: phoneNumber })
      expect(await ledger().findLiveInvitations({ phoneNumber }, NOW, 2)).toMatchObject([{ id: row.id }])
    })
  })

  describe('the fresh handoffs of an address', () => {
    const fresh = { since: NOW - 600_000, now: NOW }
    const accept = async (changes: Parameters<typeof handoffRow>[1] = {}) => {
      const handoff = handoffRow(await invite(), changes)
      await ledger().createHandoff(handoff, handoff.created_at)
      return handoff
    }

    it('are those made since, for a live invitation, that nobody has used, the latest first', async () => {
      const older = await accept({ created_at: fresh.since })
      const newer = await accept()
      await accept({ created_at: fresh.since - 1 })
      await accept({ admitted_at: NOW })
      await accept({ redeemed_by: 'auth0|ada' })
      await accept({ expires_at: NOW })
      const found = await ledger().findFreshHandoffs(ada, fresh)
      expect(found.map(({ ref }) => ref)).toEqual([newer.ref, older.ref])
      expect(found[0]).toEqual(newer)
    })

    it('are not those of another generation, or of an invitation that is over', async () => {
      const { invitation_id } = await accept()
      await current().query(`UPDATE invitations SET generation = 2 WHERE id = '${invitation_id}'`)
      const over = await accept()
      await current().query(`UPDATE invitations SET expires_at = ${NOW} WHERE id = '${over.invitation_id}'`)
      expect(await ledger().findFreshHandoffs(ada, fresh)).toEqual([])
    })
  })

  describe('observations', () => {
    const monday = { day: '2026-11-02', code: 'invitation_required', door: 'log_in google', client_id: 'a' }

    it('are counted by day, code, door and application', async () => {
      const kinds = [
        monday,
        { ...monday, day: '2026-11-03' },
        { ...monday, code: 'address_mismatch' },
        { ...monday, door: 'sign_up Users' },
        { ...monday, client_id: '' },
      ]
      await Promise.all([...kinds, monday, monday].map(kind => ledger().countObservation(kind)))
      const all = await ledger().listObservations({ from: '2026-11-02', to: '2026-11-03' })
      expect(all).toHaveLength(kinds.length)
      expect(all[0]).toEqual({ ...monday, count: 3 })
      expect(all.at(-1)?.day).toBe('2026-11-03')
    })

    it('are listed for days, both included, and forgotten before one', async () => {
      for (const day of ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'])
        await ledger().countObservation({ ...monday, day })
      const days = async (from: string, to: string) =>
        (await ledger().listObservations({ from, to })).map(({ day }) => day)
      expect(await days('2026-11-02', '2026-11-03')).toEqual(['2026-11-02', '2026-11-03'])
      expect(await ledger().deleteObservations('2026-11-03')).toBe(2)
      expect(await days('2026-01-01', '2026-12-31')).toEqual(['2026-11-03', '2026-11-04'])
    })
  })

  describe('unproven accounts', () => {
    const account = { userId: 'auth0|ada', createdAt: NOW - DAY_MS }
    const note = async (changes: Partial<UnprovenAccountRow> = {}) => {
      const { id: invitation_id } = await invite()
      return ledger().noteUnprovenAccount({
        id: `acc_${invitation_id}`,
        invitation_id,
        user_id: account.userId,
        user_created_at: account.createdAt,
        noted_at: NOW,
        mailed_at: null,
        secured_at: null,
        ...changes,
      })
    }

    it('are noted once per invitation: the first note stays', async () => {
      const first = await note()
      const again = { ...first, id: 'acc_again', noted_at: NOW + 1 }
      expect(await ledger().noteUnprovenAccount(again)).toEqual(first)
      expect(await ledger().findUnprovenAccount(first.id)).toEqual(first)
      expect(await ledger().findUnprovenAccount('acc_again')).toBeUndefined()
    })

    it('are unproven until they are secured, for all invitations at once', async () => {
      expect(await ledger().findAccountState(account)).toBe('unknown')
      const [one, two] = [await note(), await note()]
      expect(await ledger().findAccountState(account)).toBe('open')
      await ledger().markUnprovenMailed(one.id, NOW + 1)
      await ledger().markSecured(account, NOW + 2)
      expect(await ledger().findAccountState(account)).toBe('secured')
      expect(await ledger().findUnprovenAccount(one.id)).toMatchObject({
        mailed_at: NOW + 1,
        secured_at: NOW + 2,
      })
      expect(await ledger().findUnprovenAccount(two.id)).toMatchObject({ mailed_at: null })
      // Seen unproven once more, for another invitation.
      await note()
      expect(await ledger().findAccountState(account)).toBe('open')
    })

    it('S68 end all sessions that their user has with us, and nobody else’s, when they are secured', async () => {
      await note()
      const sessions = [
        ['ses_1', account.userId, 'administrator'],
        ['ses_2', account.userId, 'member'],
        ['ses_3', 'auth0|grace', 'member'],
      ] as const
      for (const [id, user_id, kind] of sessions)
        await ledger().createSession(sessionRow({ id, user_id, kind, secret_hash: `hash of ${id}` }))
      await ledger().markSecured(account, NOW)
      const left = await Promise.all(sessions.map(([id]) => ledger().findSession(`hash of ${id}`)))
      expect(left.map(session => session?.id)).toEqual([undefined, undefined, 'ses_3'])
    })

    it('are not what was made later with the same id', async () => {
      const { id } = await note()
      const another = { ...account, createdAt: NOW }
      expect(await ledger().findAccountState(another)).toBe('unknown')
      await ledger().markSecured(another, NOW)
      expect(await ledger().findAccountState(account)).toBe('open')
      expect(await ledger().findUnprovenAccount(id)).toMatchObject({ secured_at: null })
    })
  })
}
