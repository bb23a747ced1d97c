import type { Log } from './log.ts'

/** Work that begins after its request was answered, so that nobody can read anything from the answer or its time. */
export interface Errands {
  /** False, and nothing begins, when too many are under way. */
  begin(name: string, run: () => Promise<unknown>): boolean
  /** Resolves when none is under way. */
  settled(): Promise<void>
}

const MAX_UNDER_WAY = 100

/** Creates the errands of one service. One that fails is logged: whoever caused it is not there any more. */
export function createErrands({ log }: { log: Log }): Errands {
  const underWay = new Set<Promise<void>>()
  return {
    begin(name, run) {
      if (underWay.size >= MAX_UNDER_WAY) return false
      const errand = afterThisTurn()
        .then(run)
        .catch((error: unknown) => log.error('errand_failed', { errand: name, code: codeOf(error) }))
        .then(() => void underWay.delete(errand))
      underWay.add(errand)
      return true
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function afterThisTurn(): Promise<void> {
  return new Promise(resolve => void setImmediate(resolve))
}

/** Never the message: it may quote an address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
