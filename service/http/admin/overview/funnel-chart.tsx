import { messagesFor } from '../../../messages/messages.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { ChartFigure } from '../../charts/chart-figure.tsx'
import { createFormats } from '../../charts/formats.ts'
import { type ChartProps, sumOf } from './chart-props.ts'

const steps = ['invited', 'sent', 'delivered', 'opened', 'accepted'] as const

/** How many of the invited have come how far. */
export function FunnelChart({ statistics, locale }: ChartProps) {
  const messages = messagesFor(locale).overview
  const formats = createFormats(locale)
  const invited = sumOf(statistics.days, 'invited')
  // Where nothing at all is reported, that is what is known, and not that nothing arrived.
  const isReported = sumOf(statistics.days, 'delivered') + sumOf(statistics.days, 'bounced') > 0
  const rows = steps.map(step => {
    const isUnknown = step === 'delivered' && !isReported
    const count = sumOf(statistics.days, step)
    const share = formats.share(count, invited)
    return {
      name: messages.counts[step],
      count,
      share,
      isUnknown,
      text: isUnknown ? messages.notReported : formats.count(count),
    }
  })
  return (
    <ChartFigure
      id="funnel"
      title={messages.funnel.title}
      note={messages.funnel.note}
      empty={messages.empty}
      isEmpty={invited === 0}
      table={{
        summary: messages.numbers,
        columns: [messages.funnel.step, '#', '%'],
        rows: rows.map(({ name, text, share, isUnknown }) => [name, text, isUnknown ? '–' : share]),
      }}
    >
      <BarChart
        id="funnel"
        title={messages.funnel.title}
        description={rows.map(({ name, text }) => `${name}: ${text}.`).join(' ')}
        bars={rows.map(({ name, count, text, share, isUnknown }) => ({
          name,
          value: isUnknown ? text : `${text} · ${share}`,
          whole: 0,
          ...(!isUnknown && { whole: invited, part: count }),
          isUnknown,
        }))}
      />
    </ChartFigure>
  )
}
