import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { describeLedger } from './ledger-contract.ts'

describeLedger('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-ledger-'))
  const file = join(folder, 'ledger.db')
  const ledgers: Ledger[] = []
  const open = async () => {
    const ledger = await openSqliteLedger(file)
    ledgers.push(ledger)
    return ledger
  }
  return {
    ledger: await open(),
    another: open,
    async query(sql) {
      const database = new Libsql(file)
      const statement = database.prepare(sql)
      const rows = statement.reader ? (statement.all() as Record<string, unknown>[]) : []
      if (!statement.reader) statement.run()
      database.close()
      return rows
    },
    async close() {
      await Promise.all(ledgers.map(ledger => ledger.close()))
      await rm(folder, { recursive: true })
    },
  }
})
