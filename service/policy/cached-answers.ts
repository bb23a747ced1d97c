import type { Clock } from '../base/clock.ts'
import { ManagementError } from '../management/management-api.ts'

/** Answers of the Management API, each remembered for a minute. */
export interface CachedAnswers<T> {
  /**
   * Gives up waiting at `deadline` (milliseconds since 1970); the request goes on, and its answer is there for the next
   * who asks. Throws ManagementError, when there is no answer that is young enough to do without.
   */
  read(key: string, deadline: number): Promise<T>
}

/** A change in the tenant may go unnoticed this long. */
export const MAX_AGE_MS = 60_000
/** And so long while the Management API cannot be asked: as long as a handoff, since Accept has already asked once. */
export const MAX_STALE_MS = 15 * 60_000
/** The old answer serves this long after a failure, before the API is asked again. */
const RETRY_AFTER_MS = 10_000
/** The least recently requested answer is dropped first. */
const MAX_ENTRIES = 10_000

interface Entry<T> {
  readonly value: T
  readonly loadedAt: number
  failedAt: number
}

/** Creates the memory; those who miss the same answer at the same time share one request. */
export function createCachedAnswers<T>(load: (key: string) => Promise<T>, clock: Clock): CachedAnswers<T> {
  const entries = new Map<string, Entry<T>>()
  const loading = new Map<string, Promise<T>>()

  const reload = async (key: string) => {
    const loadedAt = clock.now()
    try {
      const value = await load(key)
      entries.delete(key)
      entries.set(key, { value, loadedAt, failedAt: Number.NEGATIVE_INFINITY })
      for (const oldest of entries.keys()) {
        if (entries.size <= MAX_ENTRIES) break
        entries.delete(oldest)
      }
      return value
    } catch (error) {
      const entry = entries.get(key)
      if (entry) entry.failedAt = clock.now()
      throw error
    } finally {
      loading.delete(key)
    }
  }

  const share = (key: string) => {
    const started = loading.get(key) ?? reload(key)
    loading.set(key, started)
    return started
  }

  return {
    async read(key, deadline) {
      const entry = entries.get(key)
      const age = entry ? ageAt(clock.now(), entry.loadedAt) : Number.POSITIVE_INFINITY
      if (entry && age < MAX_AGE_MS) return entry.value
      const isServing = entry && age < MAX_STALE_MS
      if (isServing && clock.now() - entry.failedAt < RETRY_AFTER_MS) return entry.value
      try {
        return await before(deadline, share(key), clock)
      } catch (error) {
        if (isServing && error instanceof ManagementError) return entry.value
        throw error
      }
    },
  }
}

/** Waits for an answer until the deadline. Throws ManagementError `timeout`. */
function before<T>(deadline: number, answer: Promise<T>, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(Math.max(0, deadline - clock.now()), () =>
      reject(new ManagementError('timeout')),
    )
    answer.then(resolve, reject).finally(cancel)
  })
}

/** An answer read in the future, because the clock was put back, is requested again. */
function ageAt(now: number, loadedAt: number): number {
  return now < loadedAt ? MAX_AGE_MS : now - loadedAt
}
