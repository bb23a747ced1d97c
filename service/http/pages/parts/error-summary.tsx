import type { Locale } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../messages/messages.ts'

/** A field that has to be filled in again. */
export interface WrongField {
  /** The id of the faulty element. */
  readonly id: string
  readonly label: string
  readonly text: string
}

/**
 * All that is wrong with a form of several fields, above it, each with the way there. With more than one mistake the
 * browser begins here, with a single one in its field.
 */
export function ErrorSummary({ locale, wrong }: { locale: Locale; wrong: readonly WrongField[] }) {
  if (wrong.length === 0) return null
  const { toCheck, toCheckOne } = messagesFor(locale).frame
  const begins = wrong.length > 1
  return (
    <div class="notice notice-bad error-summary" role="alert" tabindex={-1} autofocus={begins}>
      <h2>{toCheck}</h2>
      <ul>
        {wrong.map(({ id, label, text }) => (
          <li>
            <a href={`#${id}`}>{toCheckOne(label, text)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
