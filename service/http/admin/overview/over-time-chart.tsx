import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { ChartFigure } from '../../charts/chart-figure.tsx'
import { ColumnChart } from '../../charts/column-chart.tsx'
import { createFormats } from '../../charts/formats.ts'
import { type Period, periodLength, toPeriods } from '../../charts/periods.ts'
import { type ChartProps, sumOf, totalOf } from './chart-props.ts'

type Day = ChartProps['statistics']['days'][number]

/** So many bars can all have their label. */
const FEW = 7

/** Invitations over time, and how many of them have been accepted since. */
export function OverTimeChart({ statistics, range, locale }: ChartProps) {
  const messages = messagesFor(locale).overview
  const formats = createFormats(locale)
  const length = periodLength(range.days)
  const periods = toPeriods(statistics.days, { ...range, length })
  const nameOf = ({ from, to }: Period<Day>) =>
    from === to ? formats.day(from) : `${formats.day(from)} – ${formats.day(to)}`
  const hasLabel = (index: number) =>
    periods.length <= FEW || [0, Math.floor(periods.length / 2), periods.length - 1].includes(index)
  return (
    <ChartFigure
      id="over-time"
      title={messages.overTime.title}
      note={length === 1 ? messages.overTime.perDay : messages.overTime.perWeek}
      isWide
      empty={messages.empty}
      isEmpty={statistics.days.length === 0}
      table={{
        summary: messages.numbers,
        columns: [
          length === 1 ? messages.day : messages.week,
          messages.counts.invited,
          messages.counts.accepted,
        ],
        rows: periods.map(period => [
          nameOf(period),
          formats.count(sumOf(period.items, 'invited')),
          formats.count(sumOf(period.items, 'accepted')),
        ]),
      }}
    >
      <Key messages={messages} />
      <ColumnChart
        id="over-time"
        title={messages.overTime.title}
        description={totalOf(statistics, messages, formats)}
        formatCount={formats.compact}
        columns={periods.map((period, index) => ({
          title: `${nameOf(period)}. ${totalOf({ days: period.items }, messages, formats)}`,
          whole: sumOf(period.items, 'invited'),
          part: sumOf(period.items, 'accepted'),
          label: hasLabel(index) ? formats.day(period.from) : undefined,
        }))}
      />
    </ChartFigure>
  )
}

/** What the two colours mean. */
export function Key({ messages }: { messages: Messages['overview'] }) {
  return (
    <ul class="chart-key">
      <li class="key-whole">{messages.counts.invited}</li>
      <li class="key-part">{messages.counts.accepted}</li>
    </ul>
  )
}
