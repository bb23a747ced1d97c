import type { Figure } from './figure.ts'

const operations = [
  ['issue', '#2f6f4f'],
  ['redeem', '#b3541e'],
  ['list_page', '#33658a'],
  ['list_deep_page', '#7b4b94'],
] as const
const engines = ['sqlite', 'postgres'] as const

const [WIDTH, HEIGHT, LEFT, TOP, GAP] = [340, 220, 52, 34, 20] as const
const PLOT = { width: WIDTH - LEFT - GAP, height: HEIGHT - TOP - 40 }

/** Draws microseconds each against the number of invitations, an engine beside the other; undefined without figures. */
export function growthChart(figures: readonly Figure[]): string | undefined {
  const drawn = engines.filter(engine => sizesOf(figures, engine).length > 1)
  if (drawn.length === 0) return undefined
  const panels = drawn.map((engine, index) => panel(figures, engine, index * WIDTH))
  const legend = operations.map(
    ([operation, colour], index) =>
      `<text x="${LEFT + index * 130}" y="${HEIGHT + 14}" fill="${colour}">${operation.replaceAll('_', ' ')}</text>`,
  )
  const box = `0 0 ${WIDTH * drawn.length} ${HEIGHT + 24}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" font-family="sans-serif" font-size="11" role="img">`,
    '<title>Microseconds for each operation, by invitations in the ledger</title>',
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...panels,
    ...legend,
    '</svg>',
    '',
  ].join('\n')
}

function panel(figures: readonly Figure[], engine: string, offset: number): string {
  const sizes = sizesOf(figures, engine)
  const all = figures.filter(({ name, unit }) => unit === 'us' && name.includes(`_${engine}_`))
  const top = Math.max(...all.map(({ median }) => median)) * 1.1
  const x = (size: number) => {
    const [first = 1, last = first] = [sizes[0], sizes.at(-1)]
    return LEFT + (Math.log(size / first) / Math.log(last / first)) * PLOT.width
  }
  const y = (value: number) => TOP + PLOT.height * (1 - value / top)
  const lines = operations.map(([operation, colour]) => {
    const points = sizes.flatMap(size => {
      const figure = figures.find(({ name }) => name === `${operation}_${engine}_${size}`)
      return figure ? [`${x(size).toFixed(1)},${y(figure.median).toFixed(1)}`] : []
    })
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`
  })
  const ticks = sizes.map(
    size =>
      `<text x="${x(size)}" y="${HEIGHT - 22}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
  )
  const rules = [0, 0.5, 1].map(share => {
    const at = y(top * share)
    const label = `<text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${Math.round(top * share)}</text>`
    return `<line x1="${LEFT}" x2="${WIDTH - GAP}" y1="${at}" y2="${at}" stroke="#dddddd"/>${label}`
  })
  const title = `<text x="${LEFT}" y="18" font-weight="bold">${engine}, µs each</text>`
  return `<g transform="translate(${offset} 0)">${[title, ...rules, ...ticks, ...lines].join('')}</g>`
}

function sizesOf(figures: readonly Figure[], engine: string): number[] {
  return figures
    .map(({ name }) => new RegExp(`^issue_${engine}_(\\d+)$`).exec(name)?.[1])
    .filter(size => size !== undefined)
    .map(Number)
}
