const DAY_MS = 86_400_000

/** Some days in a row, as one bar. */
export interface Period<T> {
  /** First and last day: `2026-11-20`, UTC. */
  readonly from: string
  readonly to: string
  readonly items: readonly T[]
}

/** The day of an instant (milliseconds since 1970), in UTC. */
export function toDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** The day so many days after another. */
export function addDays(day: string, count: number): string {
  return toDay(Date.parse(day) + count * DAY_MS)
}

/**
 * Divides the days from the first to the last into periods of equal length, the last of which ends with the last day;
 * the first may be shorter. Days of which there is nothing are in them all the same.
 */
export function toPeriods<T extends { readonly day: string }>(
  items: readonly T[],
  { from, to, length }: { from: string; to: string; length: number },
): Period<T>[] {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  const count = Math.max(0, Math.ceil(days / length))
  const periods = Array.from({ length: count }, (_, index) => {
    const end = addDays(to, -(count - 1 - index) * length)
    const begin = addDays(end, 1 - length)
    return { from: begin < from ? from : begin, to: end, items: [] as T[] }
  })
  for (const item of items)
    periods.find(period => item.day >= period.from && item.day <= period.to)?.items.push(item)
  return periods
}

/** Weeks where there would be more bars than a telephone can show. */
export function periodLength(days: number): number {
  return days > 31 ? 7 : 1
}
