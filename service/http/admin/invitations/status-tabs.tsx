import { messagesFor } from '../../../messages/messages.ts'
import { invitationStatus } from '../../../wire/invitation-schema.ts'
import { MAX_COUNT } from './status-counts.ts'
import type { TablePageProps } from './table-page.tsx'
import { toTableAddress } from './table-state.ts'

/** All, and those in each status, with how many there are where that is quickly known. */
export function StatusTabs({ admin, state, counts }: TablePageProps) {
  const { locale } = admin.site
  const { status: names, field } = messagesFor(locale).invitation
  const numbers = new Intl.NumberFormat(messagesFor(locale).frame.formats)
  const toText = (count: number) =>
    count > MAX_COUNT ? `${numbers.format(MAX_COUNT)}+` : numbers.format(count)
  return (
    <nav class="tabs" aria-label={field.status}>
      <ul>
        {[undefined, ...invitationStatus.options].map(status => (
          <li>
            <a
              href={toTableAddress(state, { status, sort: 'created' })}
              aria-current={state.status === status ? 'page' : undefined}
            >
              {status ? names[status] : messagesFor(locale).table.any}
              {counts && <span class="tab-count">{` ${toText(counts[status ?? 'all'])}`}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
