import type { Messages } from '../../../messages/messages.ts'
import type { Formats } from '../../charts/formats.ts'
import { addDays, toDay } from '../../charts/periods.ts'

/** Days that charts can be about. */
const choices = [7, 30, 90, 365] as const
const USUAL_DAYS = 30

/** The first and last day, both included: `2026-11-20`, UTC. */
export interface Range {
  readonly days: number
  readonly from: string
  readonly to: string
}

/** The days before and up to now that an address asks for; a month where it asks for nothing that we offer. */
export function parseRange(text: string | undefined, now: number): Range {
  const days = choices.find(choice => String(choice) === text) ?? USUAL_DAYS
  const to = toDay(now)
  return { days, from: addDays(to, 1 - days), to }
}

interface RangeLinksProps {
  range: Range
  /** Path of the page. */
  path: string
  messages: Pick<Messages['overview'], 'range' | 'days'>
  formats: Formats
}

/** The choice between them, as links: the address says which it is. */
export function RangeLinks({ range, path, messages, formats }: RangeLinksProps) {
  return (
    <nav aria-label={messages.range}>
      <ul class="range">
        {choices.map(days => (
          <li>
            <a href={`${path}?days=${days}`} aria-current={days === range.days ? 'true' : undefined}>
              {messages.days(formats.count(days))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
