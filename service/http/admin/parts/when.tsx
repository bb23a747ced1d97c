import { messagesFor } from '../../../messages/messages.ts'
import { toDistance } from '../../pages/parts/instant.tsx'
import type { Site } from '../../pages/site.ts'

interface WhenProps {
  site: Site
  /** ISO 8601. */
  at: string
  /** Milliseconds since 1970. */
  now: number
}

/** An instant, exact and as a distance. The exact one becomes the reader's own time where scripts run. */
export function When({ site, at, now }: WhenProps) {
  const { formats } = messagesFor(site.locale).frame
  const date = new Date(at)
  // The current year is left out, because tables have little room.
  const isThisYear = date.getUTCFullYear() === new Date(now).getUTCFullYear()
  const style = isThisYear ? 'brief' : 'short'
  const left = date.getTime() - now
  return (
    <>
      <span class="when">{left > 0 ? toDistance(left, site.locale) : toAge(left, formats)}</span>
      <time class="when-exact" datetime={at} data-local={style} data-format={formats}>
        {exactOf(formats, style).format(date)} UTC
      </time>
    </>
  )
}

/** The exact instant alone. */
export function Exactly({ site, at }: Omit<WhenProps, 'now'>) {
  const { formats } = messagesFor(site.locale).frame
  return (
    <time datetime={at} data-local="short" data-format={formats}>
      {exactOf(formats, 'short').format(new Date(at))} UTC
    </time>
  )
}

/** The day alone, in UTC, of what is told by the day. */
export function Day({ site, at }: Omit<WhenProps, 'now'>) {
  const { formats } = messagesFor(site.locale).frame
  return <time datetime={at.slice(0, 10)}>{exactOf(formats, 'day').format(new Date(at))}</time>
}

const exacts = new Map<string, Intl.DateTimeFormat>()

/** The styles are those of local-time.js. */
const styles = {
  brief: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  short: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
} as const

function exactOf(formats: string, style: keyof typeof styles): Intl.DateTimeFormat {
  const key = `${formats} ${style}`
  const known = exacts.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(formats, { ...styles[style], timeZone: 'UTC' })
  exacts.set(key, format)
  return format
}

const MINUTE_MS = 60_000
const units = [
  ['day', 1_440 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const

/** "5 minutes ago": in the largest unit that fits. */
function toAge(milliseconds: number, formats: string): string {
  const format = new Intl.RelativeTimeFormat(formats, { numeric: 'auto' })
  for (const [unit, length] of units) {
    // The exact instant stands below it.
    if (-milliseconds >= length) return format.format(Math.round(milliseconds / length), unit)
  }
  return format.format(0, 'minute')
}
