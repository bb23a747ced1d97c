import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createRetentionJob } from '../../../service/work/retention-job.ts'
import { createStatisticsJob, STATISTICS_BATCH } from '../../../service/work/statistics-job.ts'
import { DAY_MS, invitationRow, NOW } from '../ledger/ledger-rows.ts'

const all = { inviterId: undefined, from: '2026-01-01', to: '2026-12-31' }

let ledger: Ledger
beforeEach(async () => {
  ledger = await openSqliteLedger(':memory:')
})
afterEach(() => ledger.close())

async function invite(count: number, created_at = NOW): Promise<void> {
  const rows = Array.from({ length: count }, () => invitationRow({ created_at }))
  await Promise.all(rows.map(row => ledger.createInvitation(row, { mail: false })))
}

test('a round takes all there is into the statistics, also when it is more than a batch', async () => {
  await invite(STATISTICS_BATCH * 2 + 1)
  const round = createStatisticsJob({ ledger })
  await round.run()
  expect((await ledger.readStatistics(all)).days).toMatchObject([{ invited: STATISTICS_BATCH * 2 + 1 }])
  await round.run()
  expect(await ledger.countEvents(1)).toBe(0)
})

test('statistics end with the history that they are made of', async () => {
  await invite(1, NOW - 2 * DAY_MS)
  await invite(1)
  await createStatisticsJob({ ledger }).run()
  await createRetentionJob({ ledger, eventRetentionDays: 1, now: () => NOW }).run()
  expect((await ledger.readStatistics(all)).days.map(({ day }) => day)).toEqual(['2026-11-02'])
})
