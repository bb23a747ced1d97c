/** A list that is read again when it has become too old. */
export interface CachedList<T> {
  /** Throws what `load` throws, when there is no list that is young enough to do without. */
  read(maxAgeMs?: number): Promise<T[]>
}

const MAX_AGE_MS = 60_000
/** While the API cannot be reached, a list of this age still serves. */
const MAX_STALE_MS = 3_600_000
/** The old list serves this long after a failure, before the API is asked again. */
const RETRY_AFTER_MS = 10_000

/** Creates a cached list; those who miss it at the same time share one request. */
export function createCachedList<T>(load: () => Promise<T[]>, now: () => number): CachedList<T> {
  let list: T[] | undefined
  let loadedAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let loading: Promise<T[]> | undefined

  const reload = async () => {
    try {
      const startedAt = now()
      list = await load()
      loadedAt = startedAt
      return list
    } catch (error) {
      failedAt = now()
      if (list && now() - loadedAt < MAX_STALE_MS) return list
      throw error
    } finally {
      loading = undefined
    }
  }

  return {
    async read(maxAgeMs = MAX_AGE_MS) {
      // Read in the future: the clock was put back, and nobody knows how old it is.
      const age = now() < loadedAt ? MAX_AGE_MS : now() - loadedAt
      if (list && age < maxAgeMs) return list
      if (list && age < MAX_STALE_MS && now() - failedAt < RETRY_AFTER_MS) return list
      loading ??= reload()
      return loading
    },
  }
}
