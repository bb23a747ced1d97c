import { Kysely, SqliteDialect, sql, type Transaction } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGroupCommit } from '../../../service/ledger/engine/group-commit.ts'
import { openSqliteDatabase } from '../../../service/ledger/engine/sqlite-database.ts'
import type { Transact } from '../../../service/ledger/engine/transact.ts'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import type { Database } from '../../../service/ledger/schema/schema.ts'

type Work = (transaction: Transaction<Database>) => Promise<void>

let db: Kysely<Database>
let commits: number
let transact: Transact

beforeEach(async () => {
  db = new Kysely<Database>({ dialect: new SqliteDialect({ database: openSqliteDatabase(':memory:') }) })
  await sql`create table notes (name text primary key)`.execute(db)
  commits = 0
  transact = createGroupCommit(work => {
    commits++
    return db.transaction().execute(work)
  })
})
afterEach(() => db.destroy())

const note =
  (name: string): Work =>
  async transaction => {
    await sql`insert into notes values (${name})`.execute(transaction)
  }

async function notes(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from notes order by name`.execute(db)
  return rows.map(({ name }) => name)
}

describe('group commit', () => {
  it('commits what arrives together in one transaction', async () => {
    await Promise.all(['a', 'b', 'c'].map(name => transact(note(name))))
    expect(await notes()).toEqual(['a', 'b', 'c'])
    expect(commits).toBe(1)
  })

  it('waits for whoever is on the way, as long as more arrive', async () => {
    const all: Promise<void>[] = []
    const arrive = (names: readonly string[]) => {
      const [name, ...later] = names
      if (name === undefined) return
      setImmediate(() => arrive(later))
      all.push(transact(note(name)))
    }
    arrive(['a', 'b', 'c', 'd'])
    while (all.length < 4) await new Promise(resolve => setImmediate(resolve))
    await Promise.all(all)
    expect(await notes()).toEqual(['a', 'b', 'c', 'd'])
    expect(commits).toBe(1)
  })

  it('undoes only the work that throws, and throws what it threw', async () => {
    const failing: Work = async transaction => {
      await note('undone')(transaction)
      throw new RangeError('my own')
    }
    const results = await Promise.allSettled([transact(note('a')), transact(failing), transact(note('b'))])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: new RangeError('my own') })
    expect(await notes()).toEqual(['a', 'b'])
  })

  it('answers nobody before the commit', async () => {
    const order: string[] = []
    const isCommitting = createGroupCommit(async work => {
      const value = await db.transaction().execute(work)
      order.push('committed')
      return value
    })
    await isCommitting(note('a')).then(() => order.push('answered'))
    expect(order).toEqual(['committed', 'answered'])
  })

  it('tells everybody when the commit fails, and goes on with the next', async () => {
    let isBroken = true
    const unreliable = createGroupCommit(async work => {
      const value = await db.transaction().execute(async transaction => {
        const results = await work(transaction)
        if (isBroken) throw new LedgerError('failed')
        return results
      })
      return value
    })
    const results = await Promise.allSettled([unreliable(note('a')), unreliable(note('b'))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    await unreliable(note('c'))
    expect(await notes()).toEqual(['c'])
  })

  it('takes any number at once, and what arrives while it commits', async () => {
    const late: Promise<void>[] = []
    const names = Array.from({ length: 250 }, (_, index) => `n${index}`)
    await Promise.all(
      names.map(name => transact(note(name)).then(() => void late.push(transact(note(`${name}-late`))))),
    )
    await Promise.all(late)
    expect(await notes()).toHaveLength(500)
    expect(commits).toBeLessThan(20)
  })
})
