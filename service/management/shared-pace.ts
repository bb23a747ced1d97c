import type { Clock } from '../base/clock.ts'
import type { RequestPace } from '../ledger/engine/request-pace.ts'
import { LONGEST_PAUSE_MS, type Pace } from './pace.ts'

/** Turns are reserved for so long: few questions at a high limit, and nobody else waits long for one. */
const BATCH_MS = 250
/** Turns that nobody has taken by then are gone: saved up, they would make a burst that the others know nothing of. */
const KEPT_MS = 1_000
/** The delay after a question that the ledger could not answer. */
const RETRY_MS = 1_000
/** No turn can be so far away: the machine's clock was put back. */
const TOO_FAR_MS = LONGEST_PAUSE_MS + 10_000

export interface SharedPaceDeps {
  readonly shared: RequestPace
  readonly requestsPerSecond: number
  readonly clock: Clock
  /** Called when a wait without an end is over. */
  readonly onChange: () => void
}

/**
 * Creates a pace that is kept together with other processes: turns are reserved some at a time, for whoever is the most
 * urgent when they come. While nobody can be asked there are none.
 */
export function createSharedPace({ shared, requestsPerSecond, clock, onChange }: SharedPaceDeps): Pace {
  const gapMs = 1_000 / requestsPerSecond
  const batch = Math.max(1, Math.floor(BATCH_MS / gapMs))
  let reserved = { count: 0, at: 0, until: 0 }
  let pausedUntil = 0
  let isAsking = false

  const ask = async (wanted: number) => {
    isAsking = true
    try {
      const count = Math.min(wanted, batch)
      const wait = await shared.reserveTurns({ count, perSecond: requestsPerSecond })
      const at = clock.now() + Math.min(wait, TOO_FAR_MS)
      reserved = { count, at, until: Math.max(at, clock.now()) + BATCH_MS + KEPT_MS }
    } catch {
      await new Promise<void>(resolve => clock.schedule(RETRY_MS, resolve))
    }
    isAsking = false
    onChange()
  }

  return {
    waitMs(now, wanted) {
      if (pausedUntil > now + TOO_FAR_MS) pausedUntil = 0
      if (reserved.until < now || reserved.at > now + TOO_FAR_MS || pausedUntil > now) reserved.count = 0
      if (pausedUntil > now) return Math.ceil(pausedUntil - now)
      if (reserved.count > 0) return Math.max(0, Math.ceil(reserved.at - now))
      if (!isAsking) void ask(wanted)
      return Number.POSITIVE_INFINITY
    },
    take() {
      reserved.count -= 1
      reserved.at += gapMs
    },
    pauseUntil(until) {
      if (until <= pausedUntil) return
      pausedUntil = until
      // If the others cannot be told, they will hear it from the tenant.
      shared.postponeTurns(until - clock.now()).catch(() => {})
    },
  }
}
