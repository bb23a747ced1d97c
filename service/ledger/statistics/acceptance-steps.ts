const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Where one step of the time to acceptance ends and the next begins, in milliseconds: close enough for quartiles, few
 * enough to be kept for each day. What is stored names steps by their place, so this list only ever grows at its end.
 */
export const acceptanceEdges: readonly number[] = [
  ...[1, 2, 3, 5, 7, 10, 15, 20, 30, 45].map(minutes => minutes * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 10, 12, 16, 20].map(hours => hours * HOUR),
  ...[1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 10, 14, 21, 30, 45, 60, 90].map(days => days * DAY),
]

/** The step of a time to acceptance: step n ends at edge n, the last one never. */
export function toAcceptanceStep(milliseconds: number): number {
  const step = acceptanceEdges.findIndex(edge => milliseconds < edge)
  return step < 0 ? acceptanceEdges.length : step
}
