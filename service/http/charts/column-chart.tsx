import { toCoordinate, toPercent, toTicks } from './scale.ts'

/** One bar: the part is drawn over the whole. */
export interface ChartColumn {
  /** What a pointer is told: "20 November: 12 invited, 4 accepted". */
  readonly title: string
  readonly whole: number
  readonly part?: number | undefined
  /** Below it; not every bar needs one. */
  readonly label?: string | undefined
}

interface ColumnChartProps {
  id: string
  title: string
  /** The chart in one or two sentences, for screen readers. */
  description: string
  columns: readonly ChartColumn[]
  formatCount: (count: number) => string
}

/** Heights are in pixels. Widths are percentages, so that texts keep their size on every screen. */
const TOP = 18
const HEIGHT = 150
const LABELS = 24
/** Room for the axis numbers, in percent of the width. */
const LEFT = 10

/** Bars side by side, such as over time. */
export function ColumnChart({ id, title, description, columns, formatCount }: ColumnChartProps) {
  const ticks = toTicks(Math.max(0, ...columns.map(({ whole }) => whole)))
  const top = ticks.at(-1) ?? 1
  const slot = columns.length > 0 ? (100 - LEFT) / columns.length : 0
  return (
    <svg
      class="chart-image"
      role="img"
      width="100%"
      height={TOP + HEIGHT + LABELS}
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {ticks.map(tick => (
        <Line y={toY(tick, top)} text={formatCount(tick)} isBase={tick === 0} />
      ))}
      {columns.map((column, index) => (
        <Bar column={column} left={LEFT + index * slot} slot={slot} top={top} />
      ))}
    </svg>
  )
}

function toY(count: number, top: number): number {
  return toCoordinate(TOP + HEIGHT - (toPercent(count, top) / 100) * HEIGHT)
}

function Line({ y, text, isBase }: { y: number; text: string; isBase: boolean }) {
  return (
    <>
      <line class={isBase ? 'chart-base' : 'chart-line'} x1="0" x2="100%" y1={y} y2={y} />
      <text class="chart-tick" x="0" y={y - 4}>
        {text}
      </text>
    </>
  )
}

function Bar({ column, left, slot, top }: { column: ChartColumn; left: number; slot: number; top: number }) {
  const { title, whole, part = 0, label } = column
  const place = { x: `${toCoordinate(left + slot * 0.14)}%`, width: `${toCoordinate(slot * 0.72)}%` }
  const middle = left + slot / 2
  return (
    <g>
      <title>{title}</title>
      <rect class="chart-whole" {...place} y={toY(whole, top)} height={toHeight(whole, top)} rx={2} />
      <rect class="chart-part" {...place} y={toY(part, top)} height={toHeight(part, top)} rx={2} />
      {label !== undefined && (
        <text
          class="chart-label"
          x={`${toCoordinate(middle)}%`}
          y={TOP + HEIGHT + 17}
          text-anchor={toAnchor(middle)}
        >
          {label}
        </text>
      )}
    </g>
  )
}

function toHeight(count: number, top: number): number {
  return toCoordinate((toPercent(count, top) / 100) * HEIGHT)
}

/** Texts at the edges stay within the picture. */
function toAnchor(middle: number): 'start' | 'middle' | 'end' {
  if (middle < LEFT + 4) return 'start'
  return middle > 96 ? 'end' : 'middle'
}
