import type { FileReading } from '../../../imports/file-reading.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { ImportPageProps } from './import-page.tsx'

type ReadingProps = Pick<ImportPageProps, 'admin'> & { reading: FileReading }

/** How the file was understood: whoever uploaded it sees every guess before anybody is invited by it. */
export function ReadingPanel({ admin, reading }: ReadingProps) {
  const messages = messagesFor(admin.site.locale).imports.reading
  const { encoding, delimiter, quoting, header_line, apostrophes, unread_languages } = reading
  const facts: [string, string][] = [
    [messages.encoding, encoding.toUpperCase()],
    ...(delimiter === null
      ? []
      : [[messages.delimiter, messages.delimiters[delimiter]] satisfies [string, string]]),
    ...(quoting === null ? [] : [[messages.quoting, messages.quotings[quoting]] satisfies [string, string]]),
    ...(header_line === null ? [] : [[messages.headerLine, String(header_line)] satisfies [string, string]]),
    ...(apostrophes.length === 0
      ? []
      : [[messages.apostrophes, messages.removed(apostrophes.join(', '))] satisfies [string, string]]),
  ]
  return (
    <details class="panel" open={apostrophes.length > 0 || unread_languages.length > 0}>
      <summary>{messages.title}</summary>
      {unread_languages.length > 0 && (
        <p class="notice notice-caution">{messages.languages(unread_languages.join(', '))}</p>
      )}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ColumnTable admin={admin} reading={reading} />
      {delimiter !== null && (
        <p>
          <a href={`/admin/imports?${toChoices(reading)}#reading`}>{messages.again}</a>
        </p>
      )}
    </details>
  )
}

function ColumnTable({ admin, reading }: ReadingProps) {
  const messages = messagesFor(admin.site.locale).imports.reading
  return (
    <section class="table-frame" aria-label={messages.columns}>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{messages.inFile}</th>
            <th scope="col">{messages.means}</th>
          </tr>
        </thead>
        <tbody>
          {reading.columns.map(({ title, column }) => (
            <tr>
              <th scope="row">{title}</th>
              <td data-label={messages.means}>
                {column === null ? messages.passedOver : <code>{column}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Returns the reading as choices that can be changed in the form. */
function toChoices({ encoding, delimiter, quoting, header_line, columns }: FileReading): URLSearchParams {
  const lines = columns.map(({ title, column }) => `${title} = ${column ?? '-'}`)
  const choices = new URLSearchParams({ encoding })
  // An address has no room for more.
  if (lines.join().length <= 2_000) choices.set('columns', lines.join('\n'))
  if (delimiter !== null) choices.set('delimiter', delimiter)
  if (quoting !== null) choices.set('quoting', quoting)
  if (header_line !== null) choices.set('header_line', String(header_line))
  return choices
}
