import { describe, expect, it } from 'vitest'
import type { BatchRow, ImportBatch, NewFileRow } from '../../../service/ledger/import-ledger.ts'
import type { NewImport } from '../../../service/ledger/import-schema.ts'
import type { CurrentLedger } from './ledger-contract.ts'
import { DAY_MS, invitationRow, NOW } from './ledger-rows.ts'

const ID = 'imp_1'

export function newImport(changes: Partial<NewImport> = {}): NewImport {
  return {
    ...{ id: ID, owner_id: 'auth0|inviter', owner_kind: 'person', owner_name: 'Grace', permissions: '[]' },
    ...{ status: 'previewing', dry_run: 0, file_name: 'people.csv', options: '{}', columns: '[]' },
    ...{ ignored_columns: '[]', failure: null, created_at: NOW, updated_at: NOW },
    ...{ ready: 0, malformed: 0, duplicate: 0, already_invited: 0, already_member: 0 },
    ...{ created: 0, failed: 0, sent: 0, cursor: 0, mailed: 0, unmailed: 0 },
    ...{ confirmed_at: null, ended_at: null },
    ...changes,
  }
}

const emailOf = (line: number) => `person${line}@example.com`

function fileRow(line: number, changes: Partial<NewFileRow> = {}): NewFileRow {
  const row = { line, state: 'ready', reason: null, field: null, address: emailOf(line) } as const
  return { ...row, data: JSON.stringify({ email: emailOf(line) }), ...changes }
}

function creation(line: number, changes: Partial<Extract<BatchRow, { outcome: 'create' }>> = {}): BatchRow {
  const address = { email: emailOf(line) }
  return {
    ...{
      line,
      outcome: 'create',
      claim: { address, parentId: null, pending: [] },
      alongside: [],
      counters: [],
    },
    invitation: invitationRow({ invitee_email: address.email, delivery_status: 'queued', queued_at: NOW }),
    ...changes,
  }
}

function batch(rows: readonly BatchRow[], changes: Partial<ImportBatch> = {}): ImportBatch {
  const to = rows.at(-1)?.line ?? 0
  return { importId: ID, cursor: 0, to, isLast: false, rows, mailSize: 1_000, now: NOW + 5, ...changes }
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => index + 2)

export function describeImports(current: CurrentLedger): void {
  /** An import of so many people, who wait to be invited. */
  async function confirmed(count: number): Promise<void> {
    const { ledger } = current()
    await ledger.createImport(newImport())
    await ledger.addFileRows(
      ID,
      lines(count).map(line => fileRow(line)),
      NOW,
    )
    await ledger.endPreview(ID, { columns: ['email'], ignored: [] }, NOW)
    await ledger.confirmImport(ID, ['create:invitations'], NOW)
  }

  describe('the rows of a file', () => {
    it('are counted by where they were sorted, and listed in the order of the file', async () => {
      const { ledger } = current()
      await ledger.createImport(newImport())
      const bad = fileRow(3, { state: 'malformed', reason: 'invalid_address', field: 'email', address: null })
      expect(await ledger.addFileRows(ID, [fileRow(2), bad], NOW + 1)).toBe(true)
      expect(await ledger.addFileRows(ID, [fileRow(9, { state: 'already_invited' })], NOW + 2)).toBe(true)
      expect(await ledger.findImport(ID)).toMatchObject({
        ...{ ready: 1, malformed: 1, already_invited: 1, duplicate: 0, updated_at: NOW + 2 },
      })
      const listed = async (query: object) =>
        (await ledger.listFileRows({ importId: ID, take: 9, ...query })).map(({ line }) => line)
      expect(await listed({})).toEqual([2, 3, 9])
      expect(await listed({ after: 2, take: 1 })).toEqual([3])
      expect(await listed({ states: ['ready', 'already_invited'] })).toEqual([2, 9])
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
      const found = await ledger.findStandings([2, 3, 4, 5].map(emailOf))
      expect(found.map(({ address, status }) => [address, status]).sort()).toEqual([
        [emailOf(2), 'pending'],
        [emailOf(3), 'accepted'],
      ])
      expect((await ledger.findPendingOf([2, 3, 4].map(emailOf))).map(({ id }) => id)).toEqual([pending.id])
      expect(await ledger.findStandings([])).toEqual([])
    })
  })

  describe('an import', () => {
    it('is confirmed once, with what its owner may do, and queued', async () => {
      const { ledger } = current()
      await confirmed(1)
      expect(await ledger.confirmImport(ID, [], NOW)).toBe(false)
      expect(await ledger.findImport(ID)).toMatchObject({
        ...{
          status: 'confirmed',
          permissions: '["create:invitations"]',
          confirmed_at: NOW,
          columns: '["email"]',
        },
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
      await confirmed(5)
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

  describe('a batch of an import', () => {
    it('makes invitations with roles, history and result, and moves on: all of it', async () => {
      const { ledger, query } = current()
      await confirmed(300)
      const failed = { line: 301, outcome: 'failed', reason: 'unknown_role', field: 'roles' } as const
      const rows = [...lines(299).map(line => creation(line)), failed]
      expect(await ledger.writeImportBatch(batch(rows, { isLast: true }))).toBe('written')
      expect(await ledger.findImport(ID)).toMatchObject({
        ...{ status: 'finished', created: 299, failed: 1, cursor: 301, ended_at: NOW + 5 },
      })
      expect(await query('select invitation_id from invitation_roles')).toHaveLength(299)
      expect(await query(`select id from events where type = 'created'`)).toHaveLength(299)
      const [first] = await ledger.listFileRows({ importId: ID, take: 1 })
      // The address is kept in the invitation alone.
      expect(first).toMatchObject({ state: 'created', data: null, address: null })
      expect(await ledger.findInvitation(first?.invitation_id ?? '')).toMatchObject({
        invitee_email: emailOf(2),
      })
      const [last] = await ledger.listFileRows({ importId: ID, states: ['failed'], take: 9 })
      expect(last).toMatchObject({ line: 301, reason: 'unknown_role', field: 'roles' })
    })

    it('tells subscribers of each, as of single ones', async () => {
      const { ledger, another, query } = current()
      await confirmed(2)
      const other = await another([{ id: 'crm', events: ['created'] }])
      await other.writeImportBatch(batch([creation(2), creation(3)]))
      expect(await query(`select subject from outbox where kind = 'webhook'`)).toHaveLength(2)
      expect(await ledger.listDeliveries({ take: 9 })).toHaveLength(2)
    })

    it('queues its messages by so many, exactly, and the rest in the end', async () => {
      const { ledger, query } = current()
      await confirmed(7)
      const write = (from: number, to: number, cursor: number, isLast: boolean) =>
        ledger.writeImportBatch(
          batch(
            lines(7)
              .filter(line => line >= from && line <= to)
              .map(line => creation(line)),
            {
              ...{ cursor, isLast, mailSize: 3 },
            },
          ),
        )
      await write(2, 3, 0, false)
      await write(4, 5, 3, false)
      await write(6, 8, 5, true)
      const work = await query(`select subject from outbox where kind = 'import_mail' order by id`)
      expect(work.map(({ subject }) => subject)).toEqual(['imp_1:1-4', 'imp_1:5-7', 'imp_1:8-8'])
      expect(await query(`select subject from outbox where kind = 'import_notice'`)).toHaveLength(1)
      expect(await ledger.findUnsent({ importId: ID, from: 5, to: 7 })).toHaveLength(3)
    })

    it('is written once, whoever comes with it', async () => {
      const { ledger, another } = current()
      await confirmed(2)
      const others = [ledger, await another(), await another()]
      const results = await Promise.all(
        others.map(one => one.writeImportBatch(batch([creation(2), creation(3)]))),
      )
      expect(results.filter(result => result === 'written')).toHaveLength(1)
      expect(await ledger.findImport(ID)).toMatchObject({ created: 2 })
      const failed = { line: 3, outcome: 'failed', reason: 'forbidden', field: null } as const
      const next = batch([failed], { cursor: 3 })
      expect(await ledger.writeImportBatch(next)).toBe('written')
      expect(await ledger.writeImportBatch({ ...next, cursor: 2 })).toBe('moved')
      expect(await ledger.findImport(ID)).toMatchObject({ failed: 1 })
    })

    it('is not written after the end, nor where a claim does not hold; then nothing of it is', async () => {
      const { ledger, query } = current()
      await confirmed(2)
      await ledger.createInvitation(invitationRow({ invitee_email: emailOf(3) }), { mail: false })
      expect(await ledger.writeImportBatch(batch([creation(2), creation(3)]))).toBe('outdated')
      expect(await query('select id from invitations')).toHaveLength(1)
      expect(await ledger.findImport(ID)).toMatchObject({ status: 'confirmed', cursor: 0, created: 0 })
      await ledger.endImport(ID, { status: 'cancelled', now: NOW })
      expect(await ledger.writeImportBatch(batch([creation(2)]))).toBe('moved')
    })

    it('S39 takes what a limit has left, in the order of the file, and counts what it refuses', async () => {
      const { ledger } = current()
      await confirmed(3)
      const windowStart = NOW - (NOW % DAY_MS)
      const counters = [
        { key: 'inviter', windowStart, limit: 4 },
        { key: 'tenant', windowStart, limit: 100 },
      ]
      for (let n = 0; n < 2; n++) await ledger.incrementInTurn(counters)
      const rows = lines(3).map(line => creation(line, { counters }))
      await ledger.writeImportBatch(batch(rows, { isLast: true }))
      const done = await ledger.listFileRows({ importId: ID, take: 9 })
      expect(done.map(({ state, reason }) => [state, reason])).toEqual([
        ['created', null],
        ['created', null],
        ['failed', 'limit_reached'],
      ])
      expect(await ledger.readCounter({ key: 'inviter', windowStart })).toBe(5)
      // What was refused before it did not come to this one.
      expect(await ledger.readCounter({ key: 'tenant', windowStart })).toBe(4)
    })

    it('sends what it made when it is cancelled in between', async () => {
      const { ledger, query } = current()
      await confirmed(4)
      await ledger.writeImportBatch(batch([creation(2), creation(3)]))
      expect(await query(`select subject from outbox where kind = 'import_mail'`)).toEqual([])
      await ledger.endImport(ID, { status: 'cancelled', now: NOW })
      expect(await query(`select subject from outbox where kind = 'import_mail'`)).toEqual([
        { subject: 'imp_1:1-3' },
      ])
    })
  })

  describe('messages that went out together', () => {
    it('are noted for each in its generation, with an event, and counted', async () => {
      const { ledger, query } = current()
      await confirmed(3)
      await ledger.writeImportBatch(
        batch(
          lines(3).map(line => creation(line)),
          { isLast: true },
        ),
      )
      const unsent = await ledger.findUnsent({ importId: ID, from: 1, to: 4 })
      expect(unsent).toHaveLength(3)
      const [first, ...others] = unsent
      await ledger.markSentTogether(ID, [{ id: first?.id ?? '', generation: 9 }, ...others], NOW + 9)
      expect(await ledger.findImport(ID)).toMatchObject({ sent: 2 })
      expect(await ledger.findUnsent({ importId: ID, from: 1, to: 4 })).toMatchObject([{ id: first?.id }])
      expect(await ledger.findInvitation(others[0]?.id ?? '')).toMatchObject({
        ...{ sent_at: NOW + 9, delivery_status: 'sent' },
      })
      expect(await query(`select id from events where type = 'sent'`)).toHaveLength(2)
    })
  })
}
