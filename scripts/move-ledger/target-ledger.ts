import { createPostgresPool } from '../../service/ledger/engine/postgres-pool.ts'
import { keyOf, type Row, type Table } from './source-ledger.ts'

/** A PostgreSQL ledger that is being filled. */
export interface TargetLedger {
  readonly migrations: readonly string[]
  /** Rows after one key, up to and with another one, in the order of their key. */
  read(
    table: Table,
    range: { after?: Row | undefined; upTo?: Row | undefined; take?: number },
  ): Promise<Row[]>
  count(table: Table): Promise<number>
  /** All of them, or none. */
  insert(table: Table, rows: readonly Row[]): Promise<void>
  /** Puts rows in the place of all that are there. */
  replace(table: Table, rows: readonly Row[]): Promise<void>
  /** Numbers that are given out from now on come after this one. */
  setLastNumber(table: Table, last: number): Promise<void>
  close(): Promise<void>
}

/** Any number: nothing else in this database uses it. */
const MOVE_LOCK = 7_301_942

/** Connects to a database that has the ledger's tables. Only one move at a time; the next one waits. Throws LedgerError. */
export async function openTarget(url: string): Promise<TargetLedger> {
  const pool = createPostgresPool({ url, poolSize: 1, statementTimeoutMs: 0 })
  const client = await pool.connect()
  const all = async (sql: string, parameters: readonly unknown[] = []) =>
    (await client.query<Row>(sql, parameters)).rows
  const insert = async ({ name, columns }: Table, rows: readonly Row[]) => {
    const list = columns.map(column => `"${column}"`).join(', ')
    const from = `json_populate_recordset(null::${name}, $1)`
    await all(`insert into ${name} (${list}) select ${list} from ${from}`, [JSON.stringify(rows)])
  }
  await all('select pg_advisory_lock($1)', [MOVE_LOCK])
  return {
    migrations: (await all('select name from kysely_migration order by name collate "C"')).map(({ name }) =>
      String(name),
    ),
    read(table, { after, upTo, take }) {
      const { key, name } = table
      const values = [...keyOf(table, after), ...keyOf(table, upTo)]
      const tuple = (from: number) => `(${key.map((_, index) => `$${from + index + 1}`).join(', ')})`
      const conditions = [
        ...(after ? [`(${key.join(', ')}) > ${tuple(0)}`] : []),
        ...(upTo ? [`(${key.join(', ')}) <= ${tuple(values.length - key.length)}`] : []),
      ]
      const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
      const limit = take === undefined ? '' : `limit ${take}`
      return all(`select * from ${name} ${where} order by ${key.join(', ')} ${limit}`, values)
    },
    async count({ name }) {
      return Number((await all(`select count(*) as count from ${name}`))[0]?.count)
    },
    insert,
    async replace(table, rows) {
      await all('begin')
      await all(`delete from ${table.name}`)
      await insert(table, rows)
      await all('commit')
    },
    async setLastNumber({ name, key: [column = 'id'] }, last) {
      await all(`select setval(pg_get_serial_sequence($1, $2), $3)`, [name, column, last])
    },
    async close() {
      client.release()
      await pool.end()
    },
  }
}
