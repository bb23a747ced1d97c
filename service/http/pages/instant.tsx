interface InstantProps {
  at: Date
  /** Milliseconds since 1970. */
  now: number
}

/**
 * An instant that is still to come, for people. The server does not know the reader's time zone, so it names its own;
 * how far away the instant is reads the same everywhere.
 */
export function Instant({ at, now }: InstantProps) {
  return (
    <>
      <time datetime={at.toISOString()}>{readableInstant.format(at)} UTC</time>
      <span class="aside">{toDistance(at.getTime() - now)}</span>
    </>
  )
}

const readableInstant = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

const distance = new Intl.RelativeTimeFormat('en-GB', { numeric: 'always' })

const MINUTE_MS = 60_000
const units = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const

/** Says how long that is in the largest unit of which there are two; rounded down, so that it promises no time. */
export function toDistance(milliseconds: number): string {
  for (const [unit, length] of units) {
    const count = Math.floor(milliseconds / length)
    if (count >= 2) return distance.format(count, unit)
  }
  return 'in less than two minutes'
}
