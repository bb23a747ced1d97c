import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it, vi } from 'vitest'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { invitationRow } from '../service/ledger/ledger-rows.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'guestlist-backup-'))
afterAll(() => rmSync(folder, { recursive: true }))

const source = join(folder, 'guestlist.db')
const backUp = (args: string[], env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/backup.ts', ...args], {
    env: { PATH: process.env.PATH, LEDGER_FILE: source, GUESTLIST_SECRETS_DIR: folder, ...env },
  }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  )

it('copies a ledger that is being written, whole, and what it copies opens and is complete', async () => {
  const ledger = await openSqliteLedger(source, { subscriptions: [] })
  const invite = (count: number) =>
    ledger.createInvitation(
      { ...invitationRow(), id: `inv_${count}`, invitee_email: `${count}@example.com` },
      { mail: true },
    )
  for (let count = 0; count < 50; count++) await invite(count)
  let isDone = false
  const target = join(folder, 'copy.db')
  const copying = backUp([target]).finally(() => {
    isDone = true
  })
  let written = 50
  while (!isDone) await invite(written++)
  expect(await copying).toContain(`Written: ${target}`)
  expect(statSync(target).mode & 0o777).toBe(0o600)
  await ledger.close()

  const copy = await openSqliteLedger(target, { subscriptions: [] })
  const { total } = await copy.countInvitations({}, Date.now())
  expect(total).toBeGreaterThanOrEqual(50)
  expect(total).toBeLessThanOrEqual(written)
  // Each invitation has its event and its mail, or is not there.
  const sizes = await copy.measureQueues(Date.now())
  expect(sizes).toMatchObject([{ kind: 'invitation_mail', waiting: total }])
  expect(await copy.listEvents(`inv_${total - 1}`, { take: 9 })).toHaveLength(1)
  expect(await copy.findInvitation(`inv_${total}`)).toBeUndefined()
  await copy.close()
})

it('writes over nothing, and says what to do for PostgreSQL and without a ledger', async () => {
  expect(await backUp([])).toContain('Say where to')
  expect(await backUp([join(folder, 'copy.db')])).toContain('nothing is written over')
  expect(await backUp([join(folder, 'none', 'copy.db')])).toContain('could not be written')
  expect(await backUp([join(folder, 'b.db')], { LEDGER_FILE: join(folder, 'no.db') })).toContain(
    'is not there',
  )
  expect(await backUp([join(folder, 'b.db')], { DATABASE_URL: 'postgres://x/y' })).toContain('pg_dump')
})
