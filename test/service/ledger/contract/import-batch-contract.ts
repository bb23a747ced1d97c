import { describe, expect, it } from 'vitest'
import { batch, confirmImportOf, creation, emailOf, ID, lines } from '../import-rows.ts'
import { DAY_MS, invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

export function describeImportBatches(current: CurrentLedger): void {
  describe('a batch of an import', () => {
    it('makes invitations with roles, history and result, and moves on: all of it', async () => {
      const { ledger, query } = current()
      await confirmImportOf(ledger, 300)
      const failed = { line: 301, outcome: 'failed', reason: 'unknown_role', field: 'roles' } as const
      const rows = [...lines(299).map(line => creation(line)), failed]
      expect(await ledger.writeImportBatch(batch(rows, { isLast: true }))).toBe('written')
      expect(await ledger.findImport(ID)).toMatchObject({
        status: 'finished',
        created: 299,
        failed: 1,
        cursor: 301,
        ended_at: NOW + 5,
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
      await confirmImportOf(ledger, 2)
      const other = await another([{ id: 'crm', events: ['created'] }])
      await other.writeImportBatch(batch([creation(2), creation(3)]))
      expect(await query(`select subject from outbox where kind = 'webhook'`)).toHaveLength(2)
      expect(await ledger.listDeliveries({ take: 9 })).toHaveLength(2)
    })

    it('queues its messages by so many, exactly, and the rest in the end', async () => {
      const { ledger, query } = current()
      await confirmImportOf(ledger, 7)
      const write = (from: number, to: number, cursor: number, isLast: boolean) =>
        ledger.writeImportBatch(
          batch(
            lines(7)
              .filter(line => line >= from && line <= to)
              .map(line => creation(line)),
            {
              cursor,
              isLast,
              mailSize: 3,
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

    it('lets messages wait until the last row is done, those that were tried for what failed, none for long', async () => {
      const { ledger } = current()
      await confirmImportOf(ledger, 3)
      const now = NOW + 5
      const due = () => ledger.nextWorkAt(['import_mail'])
      await ledger.writeImportBatch(batch([creation(2)], { mailSize: 1 }))
      expect(await due()).toBe(now + 30_000)
      const claim = { kinds: ['import_mail' as const], limit: 1, leaseMs: 1_000 }
      expect(await ledger.claimWork({ ...claim, now: now + 29_999 })).toEqual([])
      const [tried] = await ledger.claimWork({ ...claim, now: now + 30_000 })
      if (!tried) throw new TypeError('held for ever')
      await ledger.failWork(tried, { code: 'unavailable', retryAt: now + 90_000, now })
      await ledger.writeImportBatch(batch([creation(3)], { cursor: 2, mailSize: 1, now: now + 1 }))
      await ledger.writeImportBatch(batch([creation(4)], { cursor: 3, isLast: true, now: now + 2 }))
      const subjects = (await ledger.claimWork({ ...claim, limit: 9, now: now + 2 })).map(
        ({ subject }) => subject,
      )
      expect(subjects).toEqual(['imp_1:3-3', 'imp_1:4-4'])
      expect(await ledger.claimWork({ ...claim, now: now + 90_000 })).toMatchObject([{ id: tried.id }])
    })

    it('is written once, whoever comes with it', async () => {
      const { ledger, another } = current()
      await confirmImportOf(ledger, 2)
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
      await confirmImportOf(ledger, 2)
      await ledger.createInvitation(invitationRow({ invitee_email: emailOf(3) }), { mail: false })
      expect(await ledger.writeImportBatch(batch([creation(2), creation(3)]))).toBe('outdated')
      expect(await query('select id from invitations')).toHaveLength(1)
      expect(await ledger.findImport(ID)).toMatchObject({ status: 'confirmed', cursor: 0, created: 0 })
      await ledger.endImport(ID, { status: 'cancelled', now: NOW })
      expect(await ledger.writeImportBatch(batch([creation(2)]))).toBe('moved')
    })

    it('S39 takes what a limit has left, in the order of the file, and counts what it refuses', async () => {
      const { ledger } = current()
      await confirmImportOf(ledger, 3)
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
      await confirmImportOf(ledger, 4)
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
      await confirmImportOf(ledger, 3)
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
        sent_at: NOW + 9,
        delivery_status: 'sent',
      })
      expect(await query(`select id from events where type = 'sent'`)).toHaveLength(2)
    })
  })
}
