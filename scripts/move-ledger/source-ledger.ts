import Libsql from 'libsql'

export type Row = Readonly<Record<string, string | number | null>>

/** A table as both engines have it. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** In their order. */
  readonly key: readonly string[]
  /** A column that refers to other rows of the same table, which have to be there first. */
  readonly refersToItself: string | undefined
  /** The highest number that was ever given out; undefined where the engine numbers nothing. */
  readonly lastNumber: number | undefined
}

/** A SQLite ledger that nobody can write to as long as it is open. */
export interface SourceLedger {
  /** Those that others refer to come before them. */
  readonly tables: readonly Table[]
  readonly migrations: readonly string[]
  /** Rows in the order of their key; only those of which `condition` holds. */
  read(table: Table, from: { after?: Row | undefined; take: number; condition?: string | undefined }): Row[]
  /** The row with the key of this one, if there is one. */
  find(table: Table, row: Row): Row | undefined
  close(): void
}

/** Opens the file and keeps all others from writing to it. Throws an error of libsql's where somebody is at it. */
export function openSource(file: string): SourceLedger {
  const database = new Libsql(file)
  const all = (sql: string, parameters: readonly unknown[] = []) =>
    database.prepare(sql).all(...parameters) as Row[]
  database.exec('begin immediate')
  return {
    tables: readTables(all),
    migrations: all('select name from kysely_migration order by name').map(({ name }) => String(name)),
    read(table, { after, take, condition = 'true' }) {
      const { key, name } = table
      const start = after ? `and (${key.join(', ')}) > (${key.map(() => '?').join(', ')})` : ''
      const order = `order by ${key.join(', ')} limit ${take}`
      return all(`select * from ${name} where ${condition} ${start} ${order}`, keyOf(table, after))
    },
    find(table, row) {
      const match = table.key.map(column => `${column} = ?`).join(' and ')
      return all(`select * from ${table.name} where ${match}`, keyOf(table, row))[0]
    },
    close() {
      database.exec('rollback')
      database.close()
    },
  }
}

/** The values of a row's key. */
export function keyOf({ key }: Table, row: Row | undefined): (string | number | null)[] {
  return row ? key.map(column => row[column] ?? null) : []
}

function readTables(all: (sql: string) => Row[]): Table[] {
  const names = all(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
    and name not like 'kysely_%' and name not like 'libsql_%' order by name`).map(({ name }) => String(name))
  const numbers = new Map(
    all('select name, seq from sqlite_sequence').map(({ name, seq }) => [name, Number(seq)]),
  )
  const parents = new Map(
    names.map(name => [name, all(`pragma foreign_key_list(${name})`).map(({ table }) => String(table))]),
  )
  const sorted: string[] = []
  const add = (name: string) => {
    if (sorted.includes(name)) return
    for (const parent of parents.get(name) ?? []) if (parent !== name) add(parent)
    sorted.push(name)
  }
  for (const name of names) add(name)
  return sorted.map(name => {
    const columns = all(`pragma table_info(${name})`)
    const key = columns.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk))
    const self = all(`pragma foreign_key_list(${name})`).find(({ table }) => table === name)
    return {
      name,
      columns: columns.map(({ name: column }) => String(column)),
      key: key.map(({ name: column }) => String(column)),
      refersToItself: self ? String(self.from) : undefined,
      lastNumber: numbers.get(name),
    }
  })
}
