import type { StatisticsCounts } from '../../../ledger/schema/statistics-schema.ts'
import { messagesFor } from '../../../messages/messages.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { ChartFigure } from '../../charts/chart-figure.tsx'
import { createFormats } from '../../charts/formats.ts'
import type { ChartProps } from './chart-props.ts'
import { Key } from './over-time-chart.tsx'

/** A chart has room for this many; the table has all. */
const MAX_BARS = 8

/** Counts by role. */
export function RoleChart({ statistics, locale }: ChartProps) {
  const messages = messagesFor(locale).overview.roles
  const rows = statistics.roles.map(({ role, ...counts }) => ({ name: role, counts }))
  return <Ranking id="roles" messages={{ ...messages, name: messages.role }} rows={rows} locale={locale} />
}

/** Counts by inviter, with the name where there is one. */
export function InviterChart({ statistics, locale }: ChartProps) {
  const messages = messagesFor(locale).overview
  const rows = statistics.inviters.map(({ inviterId, name, ...counts }) => ({
    name: name ?? inviterId,
    counts,
  }))
  const { title, note, inviter } = messages.inviters
  return (
    <Ranking
      id="inviters"
      messages={{ title, note, name: inviter, empty: messages.empty }}
      rows={rows}
      locale={locale}
    />
  )
}

interface RankingProps {
  id: string
  messages: { title: string; note: string; name: string; empty: string }
  rows: readonly { name: string; counts: StatisticsCounts }[]
  locale: ChartProps['locale']
}

function Ranking({ id, messages, rows, locale }: RankingProps) {
  const { counts: names, partOf, acceptance, numbers } = messagesFor(locale).overview
  const all = messagesFor(locale).overview
  const formats = createFormats(locale)
  const bars = rows.slice(0, MAX_BARS).map(({ name, counts: { invited, accepted } }) => ({
    name,
    value: partOf(formats.count(accepted), formats.count(invited)),
    whole: invited,
    part: accepted,
  }))
  return (
    <ChartFigure
      id={id}
      title={messages.title}
      note={messages.note}
      empty={messages.empty}
      isEmpty={rows.length === 0}
      table={{
        summary: numbers,
        columns: [messages.name, names.invited, names.accepted, acceptance],
        rows: rows.map(({ name, counts: { invited, accepted } }) => [
          name,
          formats.count(invited),
          formats.count(accepted),
          formats.share(accepted, invited),
        ]),
      }}
    >
      <Key messages={all} />
      <BarChart
        id={id}
        title={messages.title}
        description={bars.map(({ name, value }) => `${name}: ${value}.`).join(' ')}
        bars={bars}
      />
    </ChartFigure>
  )
}
