/** How much of the whole a value is, in percent from 0 to 100; nothing of nothing is 0. */
export function toPercent(value: number, whole: number): number {
  if (!(value > 0) || !(whole > 0)) return 0
  return Math.min(100, (value / whole) * 100)
}

/** A coordinate as SVG takes it: no more digits than anybody sees. */
export function toCoordinate(value: number): number {
  return Math.round(value * 100) / 100
}

/**
 * Round values for the lines of a chart of counts: from 0 to the first that the highest count does not pass, two to
 * four steps, all of them whole.
 */
export function toTicks(highest: number): readonly number[] {
  const top = Number.isFinite(highest) && highest > 0 ? Math.ceil(highest) : 1
  const rough = top / 3
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ...[1, 2, 5, 10].map(factor => factor * magnitude).filter(isNextAbove(rough)))
  const count = Math.ceil(top / step)
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** Keeps the smallest of a rising list that is not below a value. */
function isNextAbove(value: number) {
  return (candidate: number, index: number, all: number[]) =>
    candidate >= value && !all.slice(0, index).some(smaller => smaller >= value)
}
