import { describe, expect, it } from 'vitest'
import { batch, confirmImportOf, creation, emailOf, fileRow, ID, newImport } from '../import-rows.ts'
import { DAY_MS, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

export function describeImports(current: CurrentLedger): void {
  describe('the rows of a file', () => {
    it('are counted by where they were sorted, and listed in the order of the file', async () => {
      const { ledger } = current()
      await ledger.createImport(newImport())
      const bad = fileRow(3, { state: 'malformed', reason: 'invalid_address', field: 'email', address: null })
      expect(await ledger.addFileRows(ID, [fileRow(2), bad], NOW + 1)).toBe(true)
      expect(await ledger.addFileRows(ID, [fileRow(9, { state: 'already_invited' })], NOW + 2)).toBe(true)
      expect(await ledger.findImport(ID)).toMatchObject({
        ready: 1,
        malformed: 1,
        already_invited: 1,
        duplicate: 0,
        updated_at: NOW + 2,
      })
      const listed = async (query: object) =>
        (await ledger.listFileRows({ importId: ID, take: 9, ...query })).map(({ line }) => line)
      expect(await listed({})).toEqual([2, 3, 9])
      expect(await listed({ after: 2, take: 1 })).toEqual([3])
      expect(await listed({ states: ['ready', 'already_invited'] })).toEqual([2, 9])
    })

    it('are kept as they came, in whichever columns many of them are alike', async () => {
      const { ledger } = current()
      await ledger.createImport(newImport())
      const kept: ReturnType<typeof fileRow>[] = []
      for (let pattern = 0; pattern < 16; pattern++) {
        const own = (bit: number, name: string, line: number) => (pattern & bit ? `${name} ${line}` : name)
        const rows = Array.from({ length: 16 }, (_, index) => {
          const line = pattern * 16 + index + 2
          const [reason, field, data] = [own(1, 'r', line), own(2, 'f', line), own(4, 'd', line)]
          return fileRow(line, { reason, field, data, address: pattern & 8 ? emailOf(line) : null })
        })
        await ledger.addFileRows(ID, rows, NOW)
        kept.push(...rows)
      }
      const found = await ledger.listFileRows({ importId: ID, take: 999 })
      expect(found).toEqual(kept.map(row => ({ ...row, import_id: ID, invitation_id: null })))
    })

    it('have each address once, in one batch and over several; another import may have it too', async () => {
      const { ledger } = current()
      await ledger.createImport(newImport())
      await ledger.addFileRows(ID, [fileRow(2), fileRow(3, { address: emailOf(2) })], NOW)
      await ledger.addFileRows(ID, [fileRow(4, { address: emailOf(2) }), fileRow(5)], NOW)
      const states = (await ledger.listFileRows({ importId: ID, take: 9 })).map(({ state }) => state)
      expect(states).toEqual(['ready', 'duplicate', 'duplicate', 'ready'])
      expect(await ledger.findImport(ID)).toMatchObject({ ready: 2, duplicate: 2 })
      await ledger.createImport(newImport({ id: 'imp_2' }))
      await ledger.addFileRows('imp_2', [fileRow(2)], NOW)
      expect(await ledger.findImport('imp_2')).toMatchObject({ ready: 1, duplicate: 0 })
    })

    it('are not taken once the import has ended', async () => {
      const { ledger } = current()
      await ledger.createImport(newImport())
      expect(await ledger.endImport(ID, { status: 'cancelled', now: NOW + 1 })).toBe(true)
      expect(await ledger.addFileRows(ID, [fileRow(2)], NOW)).toBe(false)
      expect(await ledger.listFileRows({ importId: ID, take: 9 })).toEqual([])
      expect(await ledger.endImport(ID, { status: 'failed', now: NOW + 2 })).toBe(false)
      expect(await ledger.findImport(ID)).toMatchObject({ status: 'cancelled', ended_at: NOW + 1 })
    })

    it('tell who is invited or has joined already', async () => {
      const { ledger } = current()
      const pending = invitationRow({ invitee_email: emailOf(2) })
      const accepted = invitationRow({ invitee_email: emailOf(3), status: 'accepted' })
      const revoked = invitationRow({ invitee_email: emailOf(4), status: 'revoked' })
      for (const row of [pending, accepted, revoked]) await ledger.createInvitation(row, { mail: false })
      const found = await ledger.findAddressHistories([2, 3, 4, 5].map(emailOf))
      expect(found.map(({ address, status }) => [address, status]).sort()).toEqual([
        [emailOf(2), 'pending'],
        [emailOf(3), 'accepted'],
      ])
      expect((await ledger.findPendingOf([2, 3, 4].map(emailOf))).map(({ id }) => id)).toEqual([pending.id])
      expect(await ledger.findAddressHistories([])).toEqual([])
    })
  })

  describe('an import', () => {
    it('is confirmed once, with what its owner may do, and queued', async () => {
      const { ledger } = current()
      await confirmImportOf(ledger, 1)
      expect(await ledger.confirmImport(ID, [], NOW)).toBe(false)
      expect(await ledger.findImport(ID)).toMatchObject({
        status: 'confirmed',
        permissions: '["create:invitations"]',
        confirmed_at: NOW,
        columns: '{"columns":["email"],"reading":{}}',
      })
      const work = await ledger.claimWork({ kinds: ['import'], limit: 9, leaseMs: 1, now: NOW })
      expect(work).toMatchObject([{ subject: ID, generation: 1 }])
    })

    it('is listed newest first, of one owner or of all, page by page', async () => {
      const { ledger } = current()
      for (const [index, owner_id] of ['a', 'b', 'a'].entries())
        await ledger.createImport(newImport({ id: `imp_${index}`, owner_id, created_at: NOW + index }))
      const ids = async (query: object) =>
        (await ledger.listImports({ take: 9, ...query })).map(({ id }) => id)
      expect(await ids({})).toEqual(['imp_2', 'imp_1', 'imp_0'])
      expect(await ids({ ownerId: 'a' })).toEqual(['imp_2', 'imp_0'])
      expect(await ids({ after: 'imp_2', take: 1 })).toEqual(['imp_1'])
    })

    it('is forgotten with its rows, some at a time; its invitations stay', async () => {
      const { ledger, query } = current()
      await confirmImportOf(ledger, 5)
      await ledger.writeImportBatch(batch([creation(2)]))
      await ledger.endImport(ID, { status: 'cancelled', now: NOW })
      expect(await ledger.listForgottenImports({ ended: NOW, unfinished: NOW })).toEqual([])
      expect(await ledger.listForgottenImports({ ended: NOW + DAY_MS, unfinished: 0 })).toMatchObject([
        { id: ID },
      ])
      expect(await ledger.deleteImport(ID, 2)).toBe(true)
      expect(await ledger.listFileRows({ importId: ID, take: 9 })).toHaveLength(3)
      while (await ledger.deleteImport(ID, 2));
      expect(await ledger.findImport(ID)).toBeUndefined()
      expect(await query('select id from invitations')).toHaveLength(1)
    })
  })
}
