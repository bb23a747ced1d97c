import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../service/ledger/engine/transact.ts'
import { watchWrites } from '../../../service/ledger/engine/watch-writes.ts'
import { LedgerError } from '../../../service/ledger/ledger-error.ts'

/** An engine whose writes and proofs end as a test says. */
function createScene() {
  const state = { failure: undefined as Error | undefined, isFull: false, proofs: 0 }
  const write = async () => {
    if (state.failure) throw state.failure
  }
  const { engine, assertWritable } = watchWrites({
    transact: write,
    transactTogether: write,
    async proveRoom() {
      state.proofs++
      await Promise.resolve()
      if (state.isFull) throw new LedgerError('failed')
    },
  } as unknown as Engine)
  const fail = async (kind: 'transact' | 'transactTogether', failure: Error) => {
    state.failure = failure
    await expect(engine[kind](async () => undefined)).rejects.toBe(failure)
    state.failure = undefined
  }
  return { state, engine, assertWritable, fail }
}

describe('whether a ledger can be written', () => {
  it('is not tried out while all goes well', async () => {
    const { state, engine, assertWritable } = createScene()
    await engine.transact(async () => undefined)
    await assertWritable()
    expect(state.proofs).toBe(0)
  })

  it.each(['transact', 'transactTogether'] as const)(
    'is proved after a write by %s that failed, once, and not again when there was room',
    async kind => {
      const { state, assertWritable, fail } = createScene()
      await fail(kind, new LedgerError('failed'))
      await assertWritable()
      await assertWritable()
      expect(state.proofs).toBe(1)
    },
  )

  it('stays in doubt as long as there is no room', async () => {
    const { state, assertWritable, fail } = createScene()
    await fail('transact', new LedgerError('failed'))
    state.isFull = true
    for (let time = 1; time <= 2; time++) {
      await expect(assertWritable()).rejects.toMatchObject({ code: 'failed' })
      expect(state.proofs).toBe(time)
    }
    state.isFull = false
    await assertWritable()
    await assertWritable()
    expect(state.proofs).toBe(3)
  })

  it('is proved once for all who ask at the same time', async () => {
    const { state, assertWritable, fail } = createScene()
    await fail('transact', new LedgerError('failed'))
    await Promise.all([assertWritable(), assertWritable(), assertWritable()])
    expect(state.proofs).toBe(1)
  })

  it('is in no doubt by what the work itself has thrown', async () => {
    const { state, assertWritable, fail } = createScene()
    await fail('transact', new TypeError('a mistake of the work'))
    await assertWritable()
    expect(state.proofs).toBe(0)
  })
})
