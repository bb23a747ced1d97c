import { type ReportedStatus, weakerThan } from '../../invitations/model/delivery-status.ts'
import type { Engine } from '../engine/transact.ts'
import { insertHistories, type NewHistory } from './insert-events.ts'

/** What a provider says of the message of one generation. */
export interface DeliveryReport {
  readonly invitationId: string
  readonly generation: number
  readonly status: ReportedStatus
  /** When it happened: milliseconds since 1970. */
  readonly at: number
  /** Whether a bounce is for good (`hard`), may pass (`soft`), or was never tried (`dropped`). */
  readonly bounce?: 'hard' | 'soft' | 'dropped' | undefined
  /** The enhanced status code of RFC 3463, such as `5.1.1`. */
  readonly code?: string | undefined
}

export interface DeliveryReportLedger {
  /**
   * Writes what says more than what is known, with its events, in one transaction; returns how many did. Reports of
   * invitations or generations that are not there (any more) change nothing.
   */
  recordDeliveries(reports: readonly DeliveryReport[]): Promise<number>
}

const system = { kind: 'system', id: null } as const

export function deliveryReportQueries(engine: Engine): DeliveryReportLedger {
  return {
    recordDeliveries: reports =>
      engine.transact(async t => {
        const histories: NewHistory[] = []
        // A fixed order, so that two batches about the same invitations do not wait for each other.
        for (const report of [...reports].sort(byInvitation)) {
          const { invitationId, generation, status, at, bounce, code } = report
          const { numUpdatedRows } = await t
            .updateTable('invitations')
            .set({ delivery_status: status })
            .where('id', '=', invitationId)
            .where('generation', '=', generation)
            .where('erased_at', 'is', null)
            .where('delivery_status', 'in', weakerThan(status))
            .executeTakeFirst()
          if (numUpdatedRows === 0n) continue
          const after = { generation, ...(bounce && { bounce }), ...(code && { code }) }
          histories.push({ invitationId, at, events: [{ type: status, actor: system, after }] })
        }
        await insertHistories(engine, t, histories)
        return histories.length
      }),
  }
}

function byInvitation(one: DeliveryReport, other: DeliveryReport): number {
  return one.invitationId < other.invitationId ? -1 : Number(one.invitationId > other.invitationId)
}
