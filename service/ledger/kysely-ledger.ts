import { attentionQueries } from './attention-queries.ts'
import { auditQueries } from './audit-queries.ts'
import { changeQueries } from './change-invitations.ts'
import { deliveryQueries } from './delivery-queries.ts'
import { eventQueries } from './event-queries.ts'
import { gateQueries } from './gate-queries.ts'
import { handoffQueries } from './handoff-queries.ts'
import { handoffRetention } from './handoff-retention.ts'
import { importBatchQueries } from './import-batch-queries.ts'
import { importMailQueries } from './import-mail-queries.ts'
import { importQueries } from './import-queries.ts'
import { importRowQueries } from './import-row-queries.ts'
import { invitationQueries } from './invitation-queries.ts'
import type { Ledger } from './ledger.ts'
import { limitQueries } from './limit-queries.ts'
import { listQueries } from './list-queries.ts'
import { noticeQueries } from './notice-queries.ts'
import { outboxQueries } from './outbox-queries.ts'
import { redeemQueries } from './redeem.ts'
import { redemptionQueries } from './redemption-queries.ts'
import { refusalQueries } from './refusal-queries.ts'
import { releaseQueries } from './release-redemption.ts'
import { sessionQueries } from './session-queries.ts'
import { statisticsQueries } from './statistics-queries.ts'
import { sweepQueries } from './sweep-queries.ts'
import type { Engine } from './transact.ts'
import { unprovenAccountQueries } from './unproven-account-queries.ts'
import { watchWrites } from './watch-writes.ts'

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
    ...sweepQueries(engine),
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
