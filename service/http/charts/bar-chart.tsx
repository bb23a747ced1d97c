import { toCoordinate, toPercent } from './scale.ts'

/** One bar with its name: the part is drawn over the whole. */
export interface NamedBar {
  readonly name: string
  /** The text at the other end of the line: "12 of 40". */
  readonly value: string
  readonly whole: number
  readonly part?: number | undefined
  /** Nothing is known: no bar, but the words for it. */
  readonly isUnknown?: boolean | undefined
}

interface BarChartProps {
  id: string
  title: string
  /** The chart in one or two sentences, for screen readers. */
  description: string
  bars: readonly NamedBar[]
}

/** Heights are in pixels. Widths are percentages, so that texts keep their size on every screen. */
const ROW = 44
const BAR_TOP = 20
const BAR_HEIGHT = 14
/** So many letters fit beside the value on a telephone; all of them are in the table. */
const MAX_LETTERS = 28

/** Bars below each other, each with its name: a ranking, or the steps of a funnel. */
export function BarChart({ id, title, description, bars }: BarChartProps) {
  const most = Math.max(0, ...bars.map(({ whole }) => whole))
  return (
    <svg
      class="chart-image"
      role="img"
      width="100%"
      height={bars.length * ROW}
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {bars.map((bar, index) => (
        <Row bar={bar} y={index * ROW} most={most} />
      ))}
    </svg>
  )
}

function Row({ bar, y, most }: { bar: NamedBar; y: number; most: number }) {
  const { name, value, whole, part, isUnknown = false } = bar
  const place = { x: 0, y: y + BAR_TOP, height: BAR_HEIGHT, rx: 3 }
  return (
    <g>
      <title>{`${name}: ${value}`}</title>
      <text class="chart-name" x="0" y={y + 14}>
        {shorten(name)}
      </text>
      <text class="chart-value" x="100%" y={y + 14} text-anchor="end">
        {value}
      </text>
      <rect class={isUnknown ? 'chart-unknown' : 'chart-track'} {...place} width="100%" />
      {!isUnknown && <rect class="chart-whole" {...place} width={toWidth(whole, most)} />}
      {!isUnknown && part !== undefined && <rect class="chart-part" {...place} width={toWidth(part, most)} />}
    </g>
  )
}

function toWidth(count: number, most: number): string {
  return `${toCoordinate(toPercent(count, most))}%`
}

function shorten(name: string): string {
  const letters = [...name]
  return letters.length <= MAX_LETTERS
    ? name
    : `${letters
        .slice(0, MAX_LETTERS - 1)
        .join('')
        .trimEnd()}…`
}
