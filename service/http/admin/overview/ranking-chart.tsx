import type { StatisticsCounts } from '../../../ledger/schema/statistics-schema.ts'
import { overviewWords } from '../../../words/admin/overview/words.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { ChartFigure } from '../../charts/chart-figure.tsx'
import { createFormats } from '../../charts/formats.ts'
import type { ChartProps } from './chart-props.ts'
import { Key } from './over-time-chart.tsx'

/** As many as a chart has room for; the table has all that there are. */
const MAX_BARS = 8

/** By role. */
export function RoleChart({ statistics, locale }: ChartProps) {
  const words = overviewWords(locale).roles
  const rows = statistics.roles.map(({ role, ...counts }) => ({ name: role, counts }))
  return <Ranking id="roles" words={{ ...words, name: words.role }} rows={rows} locale={locale} />
}

/** By inviter: by name where there is one. */
export function InviterChart({ statistics, locale }: ChartProps) {
  const words = overviewWords(locale)
  const rows = statistics.inviters.map(({ inviterId, name, ...counts }) => ({
    name: name ?? inviterId,
    counts,
  }))
  const { title, note, inviter } = words.inviters
  return (
    <Ranking
      id="inviters"
      words={{ title, note, name: inviter, empty: words.empty }}
      rows={rows}
      locale={locale}
    />
  )
}

interface RankingProps {
  id: string
  words: { title: string; note: string; name: string; empty: string }
  rows: readonly { name: string; counts: StatisticsCounts }[]
  locale: ChartProps['locale']
}

function Ranking({ id, words, rows, locale }: RankingProps) {
  const { counts: names, partOf, acceptance, numbers } = overviewWords(locale)
  const all = overviewWords(locale)
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
      title={words.title}
      note={words.note}
      empty={words.empty}
      isEmpty={rows.length === 0}
      table={{
        summary: numbers,
        columns: [words.name, names.invited, names.accepted, acceptance],
        rows: rows.map(({ name, counts: { invited, accepted } }) => [
          name,
          formats.count(invited),
          formats.count(accepted),
          formats.share(accepted, invited),
        ]),
      }}
    >
      <Key words={all} />
      <BarChart
        id={id}
        title={words.title}
        description={bars.map(({ name, value }) => `${name}: ${value}.`).join(' ')}
        bars={bars}
      />
    </ChartFigure>
  )
}
