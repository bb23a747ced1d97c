import { describe, expect, it } from 'vitest'
import type { DeliveryAttempt } from '../../../../service/ledger/events/event-ledger.ts'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import type { OutboxRow } from '../../../../service/ledger/schema/schema.ts'
import { invitationRow, NOW } from '../ledger-rows.ts'
import type { CurrentLedger } from './ledger-contract.ts'

const LEASE_MS = 1000

/** Events on their way to webhooks. */
export function describeDeliveries(current: CurrentLedger): void {
  /** So many deliveries to one endpoint, the newest first. */
  const queue = async (count = 1, id = 'shop') => {
    const told = await current().another([{ id, events: ['created'] }])
    for (let n = 0; n < count; n++) await told.createInvitation(invitationRow(), { mail: false })
    return (await told.listDeliveries({ endpoint: id, take: 99 })).map(({ delivery }) => delivery)
  }
  const claim = async (ledger: Ledger, now = NOW) => {
    const options = { kinds: ['webhook' as const], limit: 1, leaseMs: LEASE_MS, now }
    return (await ledger.claimWork(options))[0] as OutboxRow
  }
  const attempt = (work: OutboxRow, changes: Partial<DeliveryAttempt> = {}): DeliveryAttempt => ({
    workId: work.id,
    status: 'delivered',
    lastStatus: 200,
    lastError: null,
    at: NOW + 1,
    ...changes,
  })
  const failure = { status: 'failed', lastStatus: 410, lastError: 'gone' } as const
  const find = async (id: number) => (await current().ledger.findDelivery(id))?.delivery

  describe('deliveries', () => {
    it('are listed newest first, page by page, by status and endpoint, each with its event', async () => {
      const { ledger } = current()
      const [newest, ...older] = await queue(3)
      const [other] = await queue(1, 'crm')
      if (!newest || !other) throw new TypeError('nothing was queued')
      const work = await claim(ledger)
      await ledger.noteDelivery(Number(work.subject), attempt(work))
      const idsOf = async (query: object) =>
        (await ledger.listDeliveries({ take: 9, ...query })).map(({ delivery }) => delivery.id)
      expect(await idsOf({})).toEqual([other.id, newest.id, ...older.map(({ id }) => id)])
      expect(await idsOf({ after: newest.id, take: 1 })).toEqual([older[0]?.id])
      expect(await idsOf({ endpoint: 'crm' })).toEqual([other.id])
      expect(await idsOf({ status: 'delivered' })).toEqual([Number(work.subject)])
      expect(await ledger.findDelivery(newest.id)).toMatchObject({
        delivery: newest,
        event: { id: newest.event_id },
      })
      expect(await ledger.findDelivery(newest.id + 99)).toBeUndefined()
    })

    it('end with their work, delivered or given up, and wait with it in between', async () => {
      const { ledger, query } = current()
      const [delivery] = await queue()
      const id = delivery?.id ?? 0
      const work = await claim(ledger)
      await ledger.noteDelivery(
        id,
        attempt(work, { status: 'queued', lastStatus: 503, lastError: 'http_503' }),
      )
      expect(await find(id)).toMatchObject({
        status: 'queued',
        attempts: 1,
        last_status: 503,
        attempted_at: NOW + 1,
      })
      expect(await query('select id from outbox')).toHaveLength(1)
      await ledger.noteDelivery(id, attempt(work, failure))
      expect(await find(id)).toMatchObject({ status: 'failed', attempts: 2, last_error: 'gone' })
      expect(await query('select id from outbox')).toEqual([])
    })

    it('are queued again by a replay, due at once, whatever became of them', async () => {
      const { ledger } = current()
      const [delivery] = await queue()
      const id = delivery?.id ?? 0
      const work = await claim(ledger)
      await ledger.noteDelivery(id, attempt(work, failure))
      expect(await ledger.replayDelivery(id, NOW + 5)).toBe(true)
      expect(await ledger.replayDelivery(id + 99, NOW)).toBe(false)
      const again = await claim(ledger, NOW + 5)
      expect(again).toMatchObject({ subject: String(id), attempts: 1 })
      // What was under way before the replay ends nothing of it.
      await ledger.noteDelivery(id, attempt(work, failure))
      expect(await find(id)).toMatchObject({ status: 'queued', attempts: 1 })
      await ledger.noteDelivery(id, attempt(again))
      expect(await find(id)).toMatchObject({ status: 'delivered', attempts: 2 })
    })

    it('are said to be delivered by whoever comes late, and nothing else', async () => {
      const { ledger } = current()
      const [delivery] = await queue()
      const id = delivery?.id ?? 0
      const work = await claim(ledger)
      await ledger.noteDelivery(id, attempt(work))
      await ledger.noteDelivery(id, attempt(work, failure))
      expect(await find(id)).toMatchObject({ status: 'delivered', attempts: 1 })
    })

    it('have open work exactly while they are queued, however many replay and note at once', async () => {
      const { ledger, another, query } = current()
      const other = await another()
      const [delivery] = await queue()
      const id = delivery?.id ?? 0
      for (let round = 0; round < 8; round++) {
        const work = await claim(ledger, NOW + round * 10 * LEASE_MS)
        const now = NOW + round * 10 * LEASE_MS + 1
        await Promise.all([
          ledger.noteDelivery(id, attempt(work, failure)),
          other.replayDelivery(id, now),
          other.noteDelivery(id, attempt(work, { status: 'queued' })),
          ledger.replayDelivery(id, now),
        ])
        expect(await find(id)).toMatchObject({ status: 'queued' })
        expect(await query(`select id from outbox where subject = '${id}'`)).toHaveLength(1)
      }
    })
  })
}
