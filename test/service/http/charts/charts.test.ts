import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toQuartiles, toTimeBuckets } from '../../../../service/http/charts/acceptance-times.ts'
import { BarChart } from '../../../../service/http/charts/bar-chart.tsx'
import { ChartFigure } from '../../../../service/http/charts/chart-figure.tsx'
import { ColumnChart } from '../../../../service/http/charts/column-chart.tsx'
import { createFormats } from '../../../../service/http/charts/formats.ts'
import { addDays, toPeriods } from '../../../../service/http/charts/periods.ts'
import { toPercent, toTicks } from '../../../../service/http/charts/scale.ts'
import { acceptanceEdges } from '../../../../service/ledger/statistics/acceptance-steps.ts'

const HOUR_MS = 3_600_000
const counts = fc.integer({ min: 0, max: 5_000_000 })
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

describe('the scale of a chart', () => {
  it('for any highest count, rises from 0 to it in two to four whole steps of one length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 1_000_000_000 }), highest => {
        const ticks = toTicks(highest)
        const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0))
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest)
        expect(ticks.at(-2)).toBeLessThan(highest)
        expect(new Set(steps).size).toBe(1)
        expect(ticks.every(Number.isInteger)).toBe(true)
        expect(steps.length).toBeGreaterThanOrEqual(2)
        expect(steps.length).toBeLessThanOrEqual(4)
      }),
    )
  })

  it('has lines also where there is nothing, or next to nothing', () => {
    expect(toTicks(0)).toEqual([0, 1])
    expect(toTicks(Number.NaN)).toEqual([0, 1])
    expect(toTicks(1)).toEqual([0, 1])
    expect(toTicks(2)).toEqual([0, 1, 2])
    expect(toTicks(40)).toEqual([0, 20, 40])
  })

  it('for any two counts, is a share from 0 to 100 and never anything else', () => {
    const any = fc.oneof(fc.double(), counts)
    fc.assert(
      fc.property(any, any, (value, whole) => {
        const percent = toPercent(value, whole)
        expect(percent >= 0 && percent <= 100).toBe(true)
      }),
    )
    expect(toPercent(1, 4)).toBe(25)
  })
})

describe('days in periods', () => {
  it('for any days and length, are all in exactly one, and the periods cover the range without a gap', () => {
    const days = fc.array(fc.record({ day: fc.nat(400).map(n => addDays('2025-10-18', n)), n: counts }))
    fc.assert(
      fc.property(days, fc.constantFrom(1, 7), fc.constantFrom(7, 30, 90, 365), (items, length, range) => {
        const to = '2026-11-21'
        const from = addDays(to, 1 - range)
        const periods = toPeriods(items, { from, to, length })
        expect(sum(periods.flatMap(period => period.items.map(({ n }) => n)))).toBe(
          sum(items.filter(({ day }) => day >= from && day <= to).map(({ n }) => n)),
        )
        expect([periods[0]?.from, periods.at(-1)?.to]).toEqual([from, to])
        for (const [index, period] of periods.slice(1).entries())
          expect(period.from).toBe(addDays(periods[index]?.to ?? '', 1))
      }),
    )
  })
})

describe('times to acceptance', () => {
  const steps = fc
    .array(fc.record({ step: fc.nat(acceptanceEdges.length), count: counts }))
    .map(list => [...new Map(list.map(one => [one.step, one])).values()])

  it('for any counts, are each in one bar', () => {
    fc.assert(
      fc.property(steps, list => {
        expect(sum(toTimeBuckets(list).map(({ count }) => count))).toBe(sum(list.map(({ count }) => count)))
      }),
    )
  })

  it('for any counts, have quartiles in their order, or none where nobody has accepted', () => {
    fc.assert(
      fc.property(steps, list => {
        const quartiles = toQuartiles(list)
        expect(quartiles === undefined).toBe(sum(list.map(({ count }) => count)) === 0)
        if (!quartiles) return
        const { first, median, third } = quartiles
        expect(0 <= first && first <= median && median <= third).toBe(true)
        expect(third).toBeLessThanOrEqual(acceptanceEdges.at(-1) ?? 0)
      }),
    )
  })

  it('are told apart at the edges of the bars, and quartiles are within their step', () => {
    const hour = acceptanceEdges.indexOf(HOUR_MS)
    const bars = toTimeBuckets([
      { step: hour, count: 2 },
      { step: hour + 1, count: 3 },
      { step: acceptanceEdges.length, count: 5 },
    ])
    expect(bars[0]).toEqual({ from: 0, to: HOUR_MS, count: 2 })
    expect(bars[1]).toEqual({ from: HOUR_MS, to: 6 * HOUR_MS, count: 3 })
    expect(bars.at(-1)).toMatchObject({ to: undefined, count: 5 })
    const { median } = toQuartiles([{ step: hour + 1, count: 4 }]) ?? {}
    expect(median).toBe(1.25 * HOUR_MS)
  })
})

describe('a chart', () => {
  const formatCount = createFormats('en').compact
  const chart = { id: 'c', title: 'A <title>', description: 'What it says.' }

  it('for any counts, has bars in proportion, within the picture, the part never longer than the whole', () => {
    const bars = fc.array(fc.tuple(counts, counts), { maxLength: 60 })
    fc.assert(
      fc.property(bars, list => {
        const columns = list.map(([a, b]) => ({ title: 'x', whole: Math.max(a, b), part: Math.min(a, b) }))
        const html = String(ColumnChart({ ...chart, columns: columns, formatCount }))
        expect(html).not.toMatch(/NaN|Infinity|undefined|null|style=/)
        const rects = [
          ...html.matchAll(/<rect class="chart-(whole|part)"[^>]* y="([\d.]+)" height="([\d.]+)"/g),
        ]
        expect(rects).toHaveLength(list.length * 2)
        const ends = new Set(rects.map(([, , y, height]) => Math.round(Number(y) + Number(height))))
        expect(ends.size).toBeLessThanOrEqual(1)
        const heights = rects.map(([, , , height]) => Number(height))
        const most = toTicks(Math.max(0, ...columns.map(({ whole }) => whole))).at(-1) ?? 1
        columns.forEach(({ whole, part }, index) => {
          expect(heights[index * 2]).toBeCloseTo((whole / most) * 150, 1)
          expect(heights[index * 2 + 1]).toBeCloseTo((part / most) * 150, 1)
        })
        const lefts = [...html.matchAll(/<rect[^>]* x="([\d.]+)%" width="([\d.]+)%"/g)]
        for (const [, x, width] of lefts) expect(Number(x) + Number(width)).toBeLessThanOrEqual(100)
      }),
      { numRuns: 40 },
    )
  })

  it('with names beside its bars: in proportion to the longest, long names cut, what is unknown without a bar', () => {
    const name = 'A role whose name does not end within the line'
    const bars = [
      { name, value: '40', whole: 40, part: 10 },
      { name: 'Editor', value: '20', whole: 20 },
      { name: 'Delivered', value: 'not reported', whole: 0, isUnknown: true },
    ]
    const html = String(BarChart({ ...chart, bars: bars }))
    const widths = [...html.matchAll(/class="chart-(whole|part)"[^>]* width="([\d.]+)%"/g)]
    expect(widths.map(([, kind, width]) => [kind, width])).toEqual([
      ['whole', '100'],
      ['part', '25'],
      ['whole', '50'],
    ])
    expect(html).toContain('A role whose name does not…')
    expect(html).toContain(`<title>${name}: 40</title>`)
    expect(String(BarChart({ ...chart, bars: [{ name: 'x', value: '0', whole: 0 }] }))).not.toMatch(/NaN/)
  })

  it('is an image with a name and a description, and a table of its numbers is behind it', () => {
    const column = { title: 'x', whole: 1 }
    const svg = ColumnChart({ ...chart, columns: [column], formatCount })
    const table = { summary: 'Numbers', columns: ['Day', 'Invited'], rows: [['20 Nov', '1']] as const }
    const figure = (isEmpty: boolean) =>
      String(
        ChartFigure({ id: 'c', title: 'A <title>', table, empty: 'Nothing yet.', isEmpty, children: svg }),
      )
    expect(figure(false)).toContain('role="img"')
    expect(figure(false)).toContain('aria-labelledby="c-title c-description"')
    expect(figure(false)).toContain('<title id="c-title">A &lt;title&gt;</title>')
    expect(figure(false)).toContain('<th scope="row">20 Nov</th><td>1</td>')
    expect(figure(true)).toContain('Nothing yet.')
    expect(figure(true)).not.toContain('<svg')
  })
})

describe('numbers and times', () => {
  it('are written as each language writes them', () => {
    const [en, de, ja] = [createFormats('en'), createFormats('de'), createFormats('ja')]
    expect([en.count(1234), de.count(1234)]).toEqual(['1,234', '1.234'])
    expect([en.share(1, 3), en.share(1, 0)]).toEqual(['33%', '–'])
    expect([en.day('2026-11-20'), de.day('2026-11-20'), ja.day('2026-11-20')]).toEqual([
      '20 Nov',
      '20. Nov.',
      '11月20日',
    ])
    expect([20_000, 5.5 * HOUR_MS, 60 * HOUR_MS].map(en.span)).toEqual([
      '20 seconds',
      '5.5 hours',
      '2.5 days',
    ])
    expect([en.range(HOUR_MS, 6 * HOUR_MS), en.range(24 * HOUR_MS, 72 * HOUR_MS)]).toEqual([
      '1–6 hours',
      '1–3 days',
    ])
  })
})
