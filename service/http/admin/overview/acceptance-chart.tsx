import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { type TimeBucket, toQuartiles, toTimeBuckets } from '../../charts/acceptance-times.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { ChartFigure } from '../../charts/chart-figure.tsx'
import { createFormats, type Formats } from '../../charts/formats.ts'
import type { ChartProps } from './chart-props.ts'

/** How long people take. */
export function AcceptanceChart({ statistics, locale }: ChartProps) {
  const messages = messagesFor(locale).overview
  const formats = createFormats(locale)
  const quartiles = toQuartiles(statistics.times)
  const buckets = toTimeBuckets(statistics.times)
  const total = buckets.reduce((sum, { count }) => sum + count, 0)
  const { first, median, third } = quartiles ?? { first: 0, median: 0, third: 0 }
  const summary = [
    messages.times.median(formats.span(median)),
    messages.times.middleHalf(formats.span(first), formats.span(third)),
  ].join(' ')
  const rows = buckets.map(bucket => ({
    name: nameOf(bucket, messages, formats),
    count: bucket.count,
    share: formats.share(bucket.count, total),
  }))
  return (
    <ChartFigure
      id="times"
      title={messages.times.title}
      note={quartiles ? summary : undefined}
      empty={messages.times.empty}
      isEmpty={!quartiles}
      table={{
        summary: messages.numbers,
        columns: [messages.times.time, messages.counts.accepted, '%'],
        rows: rows.map(({ name, count, share }) => [name, formats.count(count), share]),
      }}
    >
      <BarChart
        id="times"
        title={messages.times.title}
        description={summary}
        bars={rows.map(({ name, count, share }) => ({
          name,
          value: `${formats.count(count)} · ${share}`,
          whole: count,
          part: count,
        }))}
      />
    </ChartFigure>
  )
}

function nameOf({ from, to }: TimeBucket, { times }: Messages['overview'], formats: Formats): string {
  if (to === undefined) return times.over(formats.span(from))
  return from === 0 ? times.under(formats.span(to)) : formats.range(from, to)
}
