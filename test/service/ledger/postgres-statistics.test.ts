import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { invitationRow, NOW } from './ledger-rows.ts'
import { openTemporaryPostgresLedger } from './temporary-postgres-ledger.ts'

let opened: Awaited<ReturnType<typeof openTemporaryPostgresLedger>>
let writer: Client
beforeAll(async () => {
  opened = await openTemporaryPostgresLedger()
  writer = new Client({ connectionString: opened.url })
  await writer.connect()
})
afterAll(async () => {
  await writer.end()
  await opened.close()
})

it('counts an event, too, that is committed after one with a higher id', async () => {
  const { ledger } = opened
  const row = invitationRow()
  await ledger.createInvitation(row, { mail: false })
  await writer.query('begin')
  await writer.query(`insert into events (at, invitation_id, type, actor_kind)
    values (${NOW}, '${row.id}', 'bounced', 'system')`)
  const actor = { kind: 'system', id: null } as const
  await ledger.recordEvents([{ invitationId: row.id, at: NOW, type: 'opened', actor }])
  let isCounted = false
  const counting = ledger.countEvents(100).finally(() => {
    isCounted = true
  })
  const isWaiting = async () => {
    const [locks] = await opened.query(`select count(*) as waiting from pg_locks
      where not granted and relation = 'events'::regclass`)
    return Number(locks?.waiting) > 0
  }
  while (!isCounted && !(await isWaiting()));
  await writer.query('commit')
  await counting
  await ledger.countEvents(100)
  const { days } = await ledger.readStatistics({ inviterId: undefined, from: '2026-11-01', to: '2026-11-30' })
  expect(days).toMatchObject([{ invited: 1, bounced: 1, opened: 1 }])
})
