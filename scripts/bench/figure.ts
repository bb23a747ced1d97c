/** One number about the product, beside what nothing on this machine could beat. */
export interface Figure {
  readonly name: string
  /** `1/s`, `ms`, `us`, `MB`, `kB` or `ratio`. */
  readonly unit: string
  readonly median: number
  readonly min: number
  readonly max: number
  /** The same in the same run without us: a bare insert, a bare server. Null where there is no such thing. */
  readonly limit: number | null
  /** `median` as a part of `limit`. */
  readonly ratio: number | null
}

/** Makes a figure of several runs. Throws RangeError when there are none: a figure without a run is made up. */
export function toFigure(
  name: string,
  unit: string,
  { runs, limits = [] }: { runs: readonly number[]; limits?: readonly number[] },
): Figure {
  if (runs.length === 0) throw new RangeError(`no run of ${name}`)
  const median = medianOf(runs)
  const limit = limits.length === 0 ? null : round(medianOf(limits))
  return {
    name,
    unit,
    median: round(median),
    min: round(Math.min(...runs)),
    max: round(Math.max(...runs)),
    limit,
    ratio: limit === null ? null : round(median / limit),
  }
}

/** The middle one, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const half = sorted.length / 2
  const [low = 0, high = low] = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1)
  return (low + high) / 2
}

/** Three significant digits: there is no more in a measurement on a shared machine. */
function round(value: number): number {
  return Number(value.toPrecision(3))
}
