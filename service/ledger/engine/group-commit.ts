import { CompiledQuery, type Transaction } from 'kysely'
import type { Database } from '../schema/schema.ts'
import type { Transact } from './transact.ts'

type Work = (transaction: Transaction<Database>) => Promise<unknown>
type Result = { ok: true; value: unknown } | { ok: false; error: unknown }

interface Waiting {
  work: Work
  settle(result: Result): void
}

/** Compiled once: two of them stand around each work. */
const savepoint = CompiledQuery.raw('savepoint work')
const release = CompiledQuery.raw('release savepoint work')
const rollback = CompiledQuery.raw('rollback to savepoint work')

/** More than this in one transaction would keep readers waiting. */
const MAX_BATCH = 100

/**
 * Creates a Transact for where one transaction goes after the other, and each durable commit costs a flush of the disk:
 * whatever arrives together is committed together, each work in a savepoint of its own, so that one that throws undoes only
 * itself. `runTransaction` retries what a lock made fail.
 */
export function createGroupCommit(
  runTransaction: <T>(work: (transaction: Transaction<Database>) => Promise<T>) => Promise<T>,
): Transact {
  let waiting: Waiting[] = []
  let isRunning = false

  /** Until a turn brings nothing more: a flush is dear, and whoever is on the way can join it. */
  const gather = async () => {
    let before: number
    do {
      before = waiting.length
      await nextTurn()
    } while (waiting.length > before && waiting.length < MAX_BATCH)
  }

  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH)
      waiting = waiting.slice(MAX_BATCH)
      const results = await commitTogether(runTransaction, batch)
      batch.forEach(({ settle }, index) => {
        settle(results[index] ?? { ok: false, error: new TypeError('work without a result') })
      })
      await gather()
    }
    isRunning = false
  }

  return <T>(work: (transaction: Transaction<Database>) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const settle = (result: Result) => (result.ok ? resolve(result.value as T) : reject(result.error))
      waiting.push({ work, settle })
      if (isRunning) return
      isRunning = true
      void gather().then(run)
    })
}

/** Lets the requests that have arrived in the meantime come in. */
function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

async function commitTogether(
  runTransaction: (work: (transaction: Transaction<Database>) => Promise<Result[]>) => Promise<Result[]>,
  batch: readonly Waiting[],
): Promise<Result[]> {
  try {
    return await runTransaction(async transaction => {
      const results: Result[] = []
      for (const { work } of batch) results.push(await runInSavepoint(transaction, work))
      return results
    })
  } catch (error) {
    return batch.map(() => ({ ok: false, error }))
  }
}

async function runInSavepoint(transaction: Transaction<Database>, work: Work): Promise<Result> {
  await transaction.executeQuery(savepoint)
  try {
    const value = await work(transaction)
    await transaction.executeQuery(release)
    return { ok: true, value }
  } catch (error) {
    // Where the engine has ended the whole transaction this fails too, and with it the batch: nothing was committed.
    await transaction.executeQuery(rollback)
    await transaction.executeQuery(release)
    return { ok: false, error }
  }
}
