import { describe, expect, it } from 'vitest'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import { changeOf, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const noMail = { mail: false }
const address = { email: 'ada@example.com' }
const typesOf = async (ledger: Ledger, id: string) =>
  (await ledger.listEvents(id, { take: 99 })).map(({ type }) => type)

export function describeChanges(current: CurrentLedger): void {
  const invite = async (changes: Parameters<typeof invitationRow>[0] = {}) => {
    const row = invitationRow(changes)
    await current().ledger.createInvitation(row, noMail)
    return row
  }
  const mailOf = (row: { id: string }) =>
    ({ kind: 'invitation_mail', subject: row.id, generation: 2, priority: 20, available_at: NOW }) as const

  describe('changing invitations', () => {
    it('writes the columns, the roles, the event and the work of a change together', async () => {
      const { ledger, query } = current()
      const row = await invite()
      const set = { generation: 2, roles: '["Editor","Viewer"]' }
      const change = changeOf(row, set, { roles: ['Editor', 'Viewer'], work: mailOf(row) })
      expect(await ledger.changeInvitations([change])).toBe(true)
      const changed = { ...row, ...set, version: 2, updated_at: NOW + 500 }
      expect(await ledger.findInvitation(row.id)).toEqual(changed)
      const roles = await query(`select role from invitation_roles where invitation_id = '${row.id}'`)
      expect(roles.map(({ role }) => role).sort()).toEqual(['Editor', 'Viewer'])
      const due = { kinds: ['invitation_mail' as const], limit: 9, leaseMs: 1, now: NOW }
      expect(await ledger.claimWork(due)).toMatchObject([{ subject: row.id, generation: 2 }])
      const [, event] = await ledger.listEvents(row.id, { take: 9 })
      expect(event).toMatchObject({
        type: 'updated',
        at: NOW + 500,
        actor_kind: 'person',
        actor_id: 'auth0|inviter',
        before: null,
        after: JSON.stringify(set),
      })
    })

    it('writes nothing of a change that was decided on another version', async () => {
      const { ledger } = current()
      const row = await invite()
      await ledger.changeInvitations([changeOf(row, { message: 'first' })])
      const late = changeOf(row, { message: 'second' }, { work: mailOf(row), roles: [] })
      expect(await ledger.changeInvitations([late])).toBe(false)
      expect(await ledger.findInvitation(row.id)).toMatchObject({ message: 'first', version: 2 })
      expect(await typesOf(ledger, row.id)).toEqual(['created', 'updated'])
      expect(await ledger.nextWorkAt(['invitation_mail'])).toBeUndefined()
    })

    it('writes all of several changes, or none', async () => {
      const { ledger } = current()
      const [first, second] = [await invite(), await invite()]
      const outdated = changeOf({ ...second, version: 7 }, { message: 'no' })
      expect(await ledger.changeInvitations([changeOf(first, { message: 'no' }), outdated])).toBe(false)
      expect(await ledger.findInvitation(first.id)).toEqual(first)
      const both = [first, second].map(row => changeOf(row, { message: 'yes' }))
      expect(await ledger.changeInvitations(both)).toBe(true)
      expect((await ledger.findInvitation(second.id))?.message).toBe('yes')
    })

    it('lets one of many win who change the same version at once, through two processes', async () => {
      const { ledger, another } = current()
      const ledgers = [ledger, await another()]
      const row = await invite()
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (ledgers[n % 2] as Ledger).changeInvitations([changeOf(row, { message: `${n}` })]),
        ),
      )
      expect(results.filter(Boolean)).toHaveLength(1)
      expect(await ledger.findInvitation(row.id)).toMatchObject({
        version: 2,
        message: `${results.indexOf(true)}`,
      })
      expect(await typesOf(ledger, row.id)).toEqual(['created', 'updated'])
    })
  })

  describe('a claim to an address', () => {
    const claim = (...pending: { id: string; version: number }[]) => ({ address, parentId: null, pending })

    it('holds for just the pending invitations that it names, in their versions', async () => {
      const { ledger } = current()
      const row = await invite()
      const { id } = row
      const create = (named: ReturnType<typeof claim>) =>
        ledger.createInvitation(invitationRow(), { ...noMail, claim: named })
      expect(await create(claim())).toBe(false)
      expect(await create(claim({ id, version: 2 }))).toBe(false)
      expect(await create(claim({ id: 'inv_other', version: 1 }))).toBe(false)
      expect(await create(claim({ id, version: 1 }, { id: 'inv_other', version: 1 }))).toBe(false)
      expect(await ledger.listInvitations({ filter: {}, take: 9, now: NOW })).toHaveLength(1)
      expect(await create(claim({ id, version: 1 }))).toBe(true)
    })

    it('names expired ones too, and neither others nor those that a link has sent', async () => {
      const { ledger } = current()
      const expired = await invite({ expires_at: NOW - 1 })
      const link = await invite({ kind: 'shared', invitee_email: null })
      await invite({ parent_id: link.id, parent_generation: 1 })
      await invite({ status: 'accepted', uses: 1 })
      await invite({ invitee_email: 'eve@example.com' })
      const found = await ledger.findPendingInvitations(address, null)
      expect(found).toEqual([expired])
      expect(await ledger.findPendingInvitations(address, link.id)).toHaveLength(1)
      const held = claim({ id: expired.id, version: 1 })
      expect(await ledger.createInvitation(invitationRow(), { ...noMail, claim: held })).toBe(true)
    })

    it('lets one of many win who claim the same address at once, through two processes', async () => {
      const { ledger, another } = current()
      const ledgers = [ledger, await another()]
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (ledgers[n % 2] as Ledger).createInvitation(invitationRow(), { ...noMail, claim: claim() }),
        ),
      )
      expect(results.filter(Boolean)).toHaveLength(1)
      expect(await ledger.findPendingInvitations(address, null)).toHaveLength(1)
    })

    it('stores neither the invitation nor what changes alongside when one of them does not hold', async () => {
      const { ledger } = current()
      const row = await invite()
      const alongside = [changeOf(row, { status: 'revoked' })]
      const options = { ...noMail, alongside, claim: claim() }
      expect(await ledger.createInvitation(invitationRow(), options)).toBe(false)
      expect(await ledger.findInvitation(row.id)).toEqual(row)
      const outdated = [changeOf({ ...row, version: 9 }, { status: 'revoked' })]
      const held = claim({ id: row.id, version: 1 })
      const next = invitationRow()
      expect(await ledger.createInvitation(next, { ...options, alongside: outdated, claim: held })).toBe(
        false,
      )
      expect(await ledger.findInvitation(next.id)).toBeUndefined()
      expect(await ledger.createInvitation(next, { ...options, claim: held })).toBe(true)
      expect((await ledger.findInvitation(row.id))?.status).toBe('revoked')
    })

    it('lets an invitation be changed only while it holds', async () => {
      const { ledger } = current()
      const row = await invite({ expires_at: NOW - 1 })
      const rival = await invite()
      const change = changeOf(row, { expires_at: NOW + 1000 })
      const alone = claim({ id: row.id, version: 1 })
      expect(await ledger.changeInvitations([change], alone)).toBe(false)
      await ledger.changeInvitations([changeOf(rival, { status: 'revoked' })])
      expect(await ledger.changeInvitations([change], alone)).toBe(true)
    })
  })
}
