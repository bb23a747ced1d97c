import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RequestPace } from '../../service/ledger/engine/request-pace.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import { openPostgresLedger } from '../../service/ledger/postgres-ledger.ts'
import { giveClock } from './database-clock.ts'
import { createPostgresDatabase, type PostgresDatabase } from './postgres-database.ts'

const START = Date.parse('2026-11-20T10:00:00Z')

let database: PostgresDatabase
let clock: Awaited<ReturnType<typeof giveClock>>
let ledgers: Ledger[]
let paces: RequestPace[]
beforeAll(async () => {
  database = await createPostgresDatabase()
  clock = await giveClock(database, START)
  ledgers = [await openPostgresLedger(database.url), await openPostgresLedger(database.url)]
  paces = ledgers.flatMap(({ requestPace }) => requestPace ?? [])
})
beforeEach(async () => {
  await database.query('delete from request_pace')
  await clock.set(START)
})
afterAll(async () => {
  await Promise.all(ledgers.map(ledger => ledger.close()))
  await database.drop()
})

const reserve = (replica: number, turns: { count?: number; perSecond?: number } = {}) =>
  paces[replica % 2]?.reserveTurns({ count: 1, perSecond: 10, ...turns })

describe('the pace that replicas keep together', () => {
  it('gives each turn to one of them: those that were saved up, and then evenly spaced ones', async () => {
    const turns = await Promise.all(Array.from({ length: 20 }, (_, replica) => reserve(replica)))
    const expected = Array.from({ length: 20 }, (_, turn) => (turn - 9) * 100)
    expect(turns.map(Number).sort((a, b) => a - b)).toEqual(expected)
  })

  it('saves no more than the turns of a second', async () => {
    await reserve(0)
    await clock.set(START + 3_600_000)
    expect(await reserve(1, { count: 10 })).toBe(-900)
    expect(await reserve(0)).toBe(100)
  })

  it('gives several turns at once, and the next after them', async () => {
    expect(await reserve(0, { count: 12 })).toBe(-900)
    expect(await reserve(1, { count: 3 })).toBe(300)
    expect(await reserve(0)).toBe(600)
  })

  it('is exact where turns are not whole milliseconds apart', async () => {
    for (let turn = 0; turn < 90; turn++) await reserve(turn, { perSecond: 90 })
    expect(await reserve(0, { perSecond: 90 })).toBeCloseTo(11.11, 1)
  })

  it('is interrupted for all by what one of them has been told', async () => {
    await reserve(0)
    await paces[0]?.postponeTurns(5_000)
    await paces[1]?.postponeTurns(2_000)
    expect(await reserve(1)).toBe(5_000)
    expect(await reserve(0)).toBe(5_100)
  })

  it('can begin with an interruption', async () => {
    await paces[0]?.postponeTurns(5_000)
    expect(await reserve(1)).toBe(5_000)
  })

  it('goes on without whoever dies with turns in hand', async () => {
    const dying = await openPostgresLedger(database.url)
    await dying.requestPace?.reserveTurns({ count: 12, perSecond: 10 })
    await dying.close()
    expect(await reserve(1)).toBe(300)
  })

  it('goes on at once when the clock of the database is put back by an hour, and forth again', async () => {
    await reserve(0, { count: 10 })
    await clock.set(START - 3_600_000)
    expect(await reserve(1)).toBe(0)
    expect(await reserve(0)).toBe(100)
    await clock.set(START)
    expect(await reserve(1, { count: 11 })).toBe(-900)
    expect(await reserve(0)).toBe(200)
  })
})
