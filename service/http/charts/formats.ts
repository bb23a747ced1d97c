import type { Locale } from '../../../contract/locale.ts'
import { messagesFor } from '../../messages/messages.ts'

/** Numbers and times as a language writes them. Instants and spans of time are milliseconds; days are UTC. */
export interface Formats {
  count(count: number): string
  /** Short, for the lines of a chart: 12K. */
  compact(count: number): string
  /** Formats a share in percent; a dash where the whole is zero. */
  share(part: number, whole: number): string
  /** `2026-11-20` as a day of its year, such as "20 Nov". */
  day(day: string): string
  /** Formats a day with its year. */
  date(day: string): string
  /** Formats a duration in the largest unit of which there is at least one, or two days: "5.5 hours". */
  span(milliseconds: number): string
  /** "1–6 hours". */
  range(from: number, to: number): string
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Creates the formats of a language. */
export function createFormats(locale: Locale): Formats {
  const tag = messagesFor(locale).frame.formats
  const number = (options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(tag, options)
  const utc = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
    return (day: string) => format.format(new Date(day))
  }
  const unit = (name: string) =>
    number({ style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 1 })
  const percent = number({ style: 'percent' })
  const compact = number({ notation: 'compact' })
  return {
    count: count => number().format(count),
    compact: count => compact.format(count),
    share: (part, whole) => (whole > 0 ? percent.format(part / whole) : '–'),
    day: utc({ day: 'numeric', month: 'short' }),
    date: utc({ day: 'numeric', month: 'short', year: 'numeric' }),
    span(milliseconds) {
      if (milliseconds < MINUTE_MS) return unit('second').format(Math.round(milliseconds / 1000))
      if (milliseconds < HOUR_MS) return unit('minute').format(Math.round(milliseconds / MINUTE_MS))
      if (milliseconds < 2 * DAY_MS) return unit('hour').format(milliseconds / HOUR_MS)
      return unit('day').format(milliseconds / DAY_MS)
    },
    range(from, to) {
      const [name, length] = to <= DAY_MS ? (['hour', HOUR_MS] as const) : (['day', DAY_MS] as const)
      return unit(name).formatRange(from / length, to / length)
    },
  }
}
