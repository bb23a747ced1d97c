import { LedgerError } from '../ledger-error.ts'
import type { Engine, Transact } from './transact.ts'

/** An engine whose writes are watched, and what they tell of it. */
export interface WatchedEngine {
  readonly engine: Engine
  /** Throws LedgerError where writing failed and still does. */
  assertWritable(): Promise<void>
}

/**
 * Whether there is room to write shows only when somebody writes, and a little fits on many a disk that is full. So nothing
 * is tried out as long as all goes well; after a write that failed, as much as a batch of work has to go through first.
 */
export function watchWrites(engine: Engine): WatchedEngine {
  let isInDoubt = false
  let proof: Promise<void> | undefined
  const watch =
    (transact: Transact): Transact =>
    work => {
      const written = transact(work)
      written.catch(error => {
        if (error instanceof LedgerError) isInDoubt = true
      })
      return written
    }
  const prove = async () => {
    try {
      await engine.proveRoom()
      isInDoubt = false
    } finally {
      proof = undefined
    }
  }
  return {
    engine: {
      ...engine,
      transact: watch(engine.transact),
      transactTogether: watch(engine.transactTogether),
    },
    async assertWritable() {
      if (!isInDoubt) return
      // Whoever asks meanwhile hears of the same proof.
      proof ??= prove()
      await proof
    },
  }
}
