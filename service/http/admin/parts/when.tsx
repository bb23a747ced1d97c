import { frameWords } from '../../../words/frame/words.ts'
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
  const { formats } = frameWords(site.locale)
  const date = new Date(at)
  return (
    <>
      <span class="when">{toDistance(date.getTime() - now, formats)}</span>
      <time class="when-exact" datetime={at} data-local="short" data-format={formats}>
        {exactOf(formats).format(date)} UTC
      </time>
    </>
  )
}

/** The exact instant alone. */
export function Exactly({ site, at }: Omit<WhenProps, 'now'>) {
  const { formats } = frameWords(site.locale)
  return (
    <time datetime={at} data-local="short" data-format={formats}>
      {exactOf(formats).format(new Date(at))} UTC
    </time>
  )
}

const exacts = new Map<string, Intl.DateTimeFormat>()

function exactOf(formats: string): Intl.DateTimeFormat {
  const known = exacts.get(formats)
  if (known) return known
  const format = new Intl.DateTimeFormat(formats, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  exacts.set(formats, format)
  return format
}

const MINUTE_MS = 60_000
const units = [
  ['day', 1_440 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const

/** "In 3 days", "5 minutes ago": in the largest unit that fits. */
function toDistance(milliseconds: number, formats: string): string {
  const format = new Intl.RelativeTimeFormat(formats, { numeric: 'auto' })
  for (const [unit, length] of units) {
    // The exact instant stands below it.
    if (Math.abs(milliseconds) >= length) return format.format(Math.round(milliseconds / length), unit)
  }
  return format.format(0, 'minute')
}
