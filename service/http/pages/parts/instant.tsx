import type { Locale } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../messages/messages.ts'

interface InstantProps {
  at: Date
  /** Milliseconds since 1970. */
  now: number
  locale: Locale
}

/**
 * An instant that is still to come, for people. The server does not know the reader's time zone, so it names its own,
 * which the page's script replaces by theirs; how far away the instant is reads the same everywhere.
 */
export function Instant({ at, now, locale }: InstantProps) {
  const { formats } = messagesFor(locale).frame
  return (
    <>
      <time datetime={at.toISOString()} data-local="long" data-format={formats}>
        {formatInstant(at, formats)}
      </time>
      <span class="aside">{toDistance(at.getTime() - now, locale)}</span>
    </>
  )
}

/** A date and time in UTC, and the words "UTC". */
function formatInstant(at: Date, formats: string): string {
  return new Intl.DateTimeFormat(formats, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at)
}

const MINUTE_MS = 60_000
const units = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const

/**
 * Says how long that is in the largest unit of which there are two. Hours and minutes are rounded down, so that they
 * promise no time; days to the nearest, because an invitation of seven days has seven in its first hours too.
 */
export function toDistance(milliseconds: number, locale: Locale): string {
  const { formats, verySoon } = messagesFor(locale).frame
  for (const [unit, length] of units) {
    const count = milliseconds / length
    if (count < 2) continue
    const shown = unit === 'day' ? Math.round(count) : Math.floor(count)
    return new Intl.RelativeTimeFormat(formats, { numeric: 'always' }).format(shown, unit)
  }
  return verySoon
}
