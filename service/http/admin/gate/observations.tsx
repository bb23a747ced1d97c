import type { Locale } from '../../../../contract/locale.ts'
import { isRefusalCode, sentenceFor } from '../../../../contract/refusal.ts'
import type { GateObservation } from '../../../ledger/schema/gate-schema.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { ChartFigure } from '../../charts/chart-figure.tsx'
import { ColumnChart } from '../../charts/column-chart.tsx'
import { createFormats } from '../../charts/formats.ts'
import { periodLength, toPeriods } from '../../charts/periods.ts'
import { type Range, RangeLinks } from '../overview/range.tsx'

export interface ObservationsProps {
  range: Range
  observations: readonly GateObservation[]
  /** Names of applications by id, where the tenant knows them. */
  names: ReadonlyMap<string, string>
  locale: Locale
}

/** What a gate that only observes would have refused. */
export function Observations(props: ObservationsProps) {
  const { range, observations, locale } = props
  const messages = messagesFor(locale).gate
  const formats = createFormats(locale)
  return (
    <>
      <h2 class="section-head">{messages.observed.title}</h2>
      <p class="quiet">{messages.observed.note}</p>
      <RangeLinks range={range} path="/admin/gate" messages={messages} formats={formats} />
      <PerPeriod {...props} />
      {observations.length > 0 && <ObservationTable {...props} />}
      {observations.length > 0 && <Reasons {...props} />}
    </>
  )
}

function PerPeriod({ range, observations, locale }: ObservationsProps) {
  const messages = messagesFor(locale).gate
  const formats = createFormats(locale)
  const periods = toPeriods(observations, { ...range, length: periodLength(range.days) }).map(
    ({ from, to, items }) => ({
      name: from === to ? formats.day(from) : `${formats.day(from)} – ${formats.day(to)}`,
      label: formats.day(from),
      count: items.reduce((sum, { count }) => sum + count, 0),
    }),
  )
  const total = periods.reduce((sum, { count }) => sum + count, 0)
  const labelled = [0, Math.floor(periods.length / 2), periods.length - 1]
  return (
    <ChartFigure
      id="observations"
      title={messages.observed.perDay}
      note={messages.observed.total(formats.count(total))}
      empty={messages.observed.empty}
      isEmpty={total === 0}
      table={{
        summary: messages.numbers,
        columns: [messages.observed.day, messages.observed.count],
        rows: periods.map(({ name, count }) => [name, formats.count(count)]),
      }}
    >
      <ColumnChart
        id="observations"
        title={messages.observed.perDay}
        description={messages.observed.total(formats.count(total))}
        formatCount={formats.compact}
        columns={periods.map(({ name, label, count }, index) => ({
          title: `${name}: ${formats.count(count)}`,
          whole: count,
          part: count,
          label: labelled.includes(index) ? label : undefined,
        }))}
      />
    </ChartFigure>
  )
}

function ObservationTable({ observations, names, locale }: ObservationsProps) {
  const messages = messagesFor(locale).gate
  const { observed } = messages
  const formats = createFormats(locale)
  return (
    <section class="table-frame" aria-label={observed.title}>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{observed.day}</th>
            <th scope="col">{observed.reason}</th>
            <th scope="col">{observed.door}</th>
            <th scope="col">{observed.application}</th>
            <th scope="col" class="number">
              {observed.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {observations.toReversed().map(({ day, code, door, client_id, count }) => (
            <tr>
              <th scope="row">{formats.date(day)}</th>
              <td data-label={observed.reason}>
                <code>{code}</code>
              </td>
              <td data-label={observed.door}>{nameOfDoor(door, messages)}</td>
              <td data-label={observed.application}>
                {client_id === '' ? observed.noApplication : (names.get(client_id) ?? client_id)}
              </td>
              <td class="number" data-label={observed.count}>
                {formats.count(count)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What people would have been told, once for each reason. */
function Reasons({ observations, locale }: ObservationsProps) {
  const codes = [...new Set(observations.map(({ code }) => code))].filter(isRefusalCode)
  return (
    <dl class="codes">
      {codes.map(code => (
        <div>
          <dt>
            <code>{code}</code>
          </dt>
          <dd>{sentenceFor(code, locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** `log_in google-oauth2`: the way in has a name in every language, the connection its own. */
function nameOfDoor(door: string, { doors }: Messages['gate']): string {
  const [way = '', ...connection] = door.split(' ')
  const name = Object.hasOwn(doors, way) ? doors[way as keyof Messages['gate']['doors']] : way
  return [name, ...connection].join(' · ')
}
