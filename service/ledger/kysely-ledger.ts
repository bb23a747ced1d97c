import type { Engine } from './engine/transact.ts'
import { watchWrites } from './engine/watch-writes.ts'
import { auditQueries } from './events/audit-queries.ts'
import { deliveryQueries } from './events/delivery-queries.ts'
import { deliveryReportQueries } from './events/delivery-report-queries.ts'
import { eventQueries } from './events/event-queries.ts'
import { importBatchQueries } from './imports/import-batch-queries.ts'
import { importMailQueries } from './imports/import-mail-queries.ts'
import { importQueries } from './imports/import-queries.ts'
import { importRowQueries } from './imports/import-row-queries.ts'
import { bulkOperationQueries } from './invitations/bulk-operation-queries.ts'
import { changeQueries } from './invitations/change-invitations.ts'
import { invitationQueries } from './invitations/invitation-queries.ts'
import { listQueries } from './invitations/list-queries.ts'
import type { Ledger } from './ledger.ts'
import { gateQueries } from './redemptions/gate-queries.ts'
import { handoffQueries } from './redemptions/handoff-queries.ts'
import { handoffRetention } from './redemptions/handoff-retention.ts'
import { redeemQueries } from './redemptions/redeem.ts'
import { redemptionQueries } from './redemptions/redemption-queries.ts'
import { refusalQueries } from './redemptions/refusal-queries.ts'
import { releaseQueries } from './redemptions/release-redemption.ts'
import { unprovenAccountQueries } from './redemptions/unproven-account-queries.ts'
import { attentionQueries } from './statistics/attention-queries.ts'
import { statisticsQueries } from './statistics/statistics-queries.ts'
import { limitQueries } from './work/limit-queries.ts'
import { noticeQueries } from './work/notice-queries.ts'
import { outboxQueries } from './work/outbox-queries.ts'
import { queueSizes } from './work/queue-sizes.ts'
import { sessionQueries } from './work/session-queries.ts'

/** Creates a ledger over an engine whose tables exist. The same queries serve every engine. */
export function createKyselyLedger(unwatched: Engine): Ledger {
  const { engine, assertWritable } = watchWrites(unwatched)
  return {
    ...invitationQueries(engine),
    ...changeQueries(engine),
    ...noticeQueries(engine),
    ...listQueries(engine),
    ...eventQueries(engine),
    ...deliveryQueries(engine),
    ...deliveryReportQueries(engine),
    ...queueSizes(engine),
    ...limitQueries(engine),
    ...handoffQueries(engine),
    ...handoffRetention(engine),
    ...redeemQueries(engine),
    ...releaseQueries(engine),
    ...redemptionQueries(engine),
    ...refusalQueries(engine),
    ...outboxQueries(engine),
    ...gateQueries(engine),
    ...importQueries(engine),
    ...importRowQueries(engine),
    ...importBatchQueries(engine),
    ...importMailQueries(engine),
    ...bulkOperationQueries(engine),
    ...sessionQueries(engine),
    ...unprovenAccountQueries(engine),
    ...statisticsQueries(engine),
    ...attentionQueries(engine),
    ...auditQueries(engine),

    async checkHealth() {
      await engine.db.selectFrom('invitations').select('id').limit(1).execute()
      // Matches no row, but needs the lock and a writable file.
      await engine.transact(t => t.deleteFrom('outbox').where('id', '=', 0).execute())
      await assertWritable()
    },
    writeBack: () => engine.writeBack(),
    async close() {
      await engine.writeBack()
      await engine.db.destroy()
    },
  }
}
