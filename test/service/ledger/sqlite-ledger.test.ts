import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteDatabase } from '../../../service/ledger/engine/sqlite-database.ts'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { describeLedger } from './contract/ledger-contract.ts'
import { invitationRow } from './ledger-rows.ts'
import { openTemporaryLedger, querySqlite } from './temporary-ledger.ts'

describeLedger('SQLite', openTemporaryLedger)

describe('a ledger file', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guestlist-sqlite-'))
    file = join(folder, 'ledger.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is opened durable: write-ahead log, flushed with each commit, and with foreign keys', () => {
    const database = openSqliteDatabase(file)
    const read = (pragma: string) => database.prepare(`pragma ${pragma}`).all([])
    expect(read('journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(read('synchronous')).toEqual([{ synchronous: 2 }])
    expect(read('foreign_keys')).toEqual([{ foreign_keys: 1 }])
    database.close()
  })

  it('blocks the process for 200 ms at most when another one holds the lock', () => {
    const database = openSqliteDatabase(file)
    const [row] = database.prepare('pragma busy_timeout').all([]) as { timeout: number }[]
    expect(row?.timeout).toBeLessThanOrEqual(200)
    database.close()
  })

  it('is kept over a restart, and its tables are left as they are', async () => {
    const row = invitationRow()
    const first = await openSqliteLedger(file)
    await first.createInvitation(row, { mail: true })
    await first.close()
    const second = await openSqliteLedger(file)
    expect(await second.findInvitation(row.id)).toEqual(row)
    await second.close()
  })

  it('waits for another process that holds the lock, and writes when it is free', async () => {
    const ledger = await openSqliteLedger(file)
    const other = new Libsql(file)
    other.exec('begin immediate')
    const row = invitationRow()
    const written = ledger.createInvitation(row, { mail: false })
    setTimeout(() => other.exec('commit'), 150)
    await written
    expect(await ledger.findInvitation(row.id)).toEqual(row)
    other.close()
    await ledger.close()
  })

  it('answers with a coded error that quotes no SQL', async () => {
    const ledger = await openSqliteLedger(file)
    const row = invitationRow()
    await ledger.createInvitation(row, { mail: false })
    const error = await ledger.createInvitation(row, { mail: false }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(LedgerError)
    expect(error).toMatchObject({ code: 'failed', message: 'ledger: failed' })
    await ledger.close()
  })

  it('is healthy while it can be written, and not when it cannot', async () => {
    const ledger = await openSqliteLedger(file)
    await ledger.checkHealth()
    querySqlite(file, 'drop table outbox')
    await expect(ledger.checkHealth()).rejects.toThrow(LedgerError)
    await ledger.close()
  })

  it('is not opened where there is no folder for it', async () => {
    await expect(openSqliteLedger(join(folder, 'missing', 'ledger.db'))).rejects.toThrow(LedgerError)
  })

  it('holds each invitation with its mail, and all that were answered, after the process was killed', async () => {
    const writer = join(import.meta.dirname, 'endless-writer.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', writer, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.length > 4000) child.kill('SIGKILL')
    })
    await once(child, 'close')
    // What comes after the last line break may be cut off.
    const answered = output.split('\n').slice(0, -1)

    await (await openSqliteLedger(file)).close()
    const invitations = querySqlite(file, 'select id from invitations').map(({ id }) => id)
    const mails = querySqlite(file, 'select subject from outbox').map(({ subject }) => subject)
    expect(new Set(mails)).toEqual(new Set(invitations))
    expect(invitations).toEqual(expect.arrayContaining(answered))
    expect(querySqlite(file, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })
})
