import { acceptanceEdges } from '../../ledger/statistics/acceptance-steps.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How many accepted in one step of time (`acceptance-steps.ts`). */
export interface StepCount {
  readonly step: number
  readonly count: number
}

/** A span of time to acceptance, in milliseconds; the last one has no end. */
export interface TimeBucket {
  readonly from: number
  readonly to: number | undefined
  readonly count: number
}

/** Where the bars of the chart divide; all of them are edges of steps. */
const bucketEdges = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 30 * DAY_MS]

/** Adds steps up to what a chart has room for. */
export function toTimeBuckets(steps: readonly StepCount[]): TimeBucket[] {
  return [...bucketEdges, undefined].map((to, index) => {
    const from = bucketEdges[index - 1] ?? 0
    const inside = steps.filter(({ step }) => {
      const begin = acceptanceEdges[step - 1] ?? 0
      return begin >= from && (to === undefined || begin < to)
    })
    return { from, to, count: inside.reduce((sum, { count }) => sum + count, 0) }
  })
}

/** Half of those who accepted took no longer than the median; a quarter the first quartile, three the third. */
export interface Quartiles {
  readonly first: number
  readonly median: number
  readonly third: number
}

/**
 * Quartiles of the time to acceptance in milliseconds, as exactly as the steps are: within one, times are taken to be
 * spread evenly. Undefined where nobody has accepted.
 */
export function toQuartiles(steps: readonly StepCount[]): Quartiles | undefined {
  const known = steps.filter(({ count }) => count > 0).toSorted((a, b) => a.step - b.step)
  const total = known.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return undefined
  return {
    first: quantile(known, total / 4),
    median: quantile(known, total / 2),
    third: quantile(known, (total * 3) / 4),
  }
}

function quantile(steps: readonly StepCount[], rank: number): number {
  let below = 0
  let end = 0
  for (const { step, count } of steps) {
    const from = acceptanceEdges[step - 1] ?? 0
    end = acceptanceEdges[step] ?? from
    if (below + count >= rank) return from + ((rank - below) / count) * (end - from)
    below += count
  }
  return end
}
