import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Libsql from 'libsql'
import { Client } from 'pg'

/** As wide as an invitation, in one column and with one index. */
const PAYLOAD = 'x'.repeat(600)

/** Rows that the bare engine stores durably in a second, so many to a commit: what no ledger over it can beat. */
export function bareSqliteInserts(
  directory: string,
  { rows, perCommit }: { rows: number; perCommit: number },
): number {
  const file = join(directory, 'bare.db')
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  const database = new Libsql(file)
  try {
    for (const pragma of ['journal_mode = wal', 'synchronous = full'])
      database.prepare(`pragma ${pragma}`).all()
    database.exec('create table t (id text primary key, payload text)')
    const insert = database.prepare('insert into t values (?, ?)')
    const startedAt = performance.now()
    for (let from = 0; from < rows; from += perCommit) {
      database.exec('begin immediate')
      for (let row = from; row < Math.min(rows, from + perCommit); row++)
        insert.run([String(row).padStart(22, '0'), PAYLOAD])
      database.exec('commit')
    }
    return rows / ((performance.now() - startedAt) / 1000)
  } finally {
    database.close()
  }
}

/** The same over one connection to PostgreSQL, each row a commit of its own. */
export async function barePostgresInserts(url: string, rows: number): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('create table if not exists bare (id text primary key, payload text)')
    await client.query('truncate bare')
    const startedAt = performance.now()
    for (let row = 0; row < rows; row++)
      await client.query({
        name: 'insert',
        text: 'insert into bare values ($1, $2)',
        values: [String(row), PAYLOAD],
      })
    return rows / ((performance.now() - startedAt) / 1000)
  } finally {
    await client.end()
  }
}
