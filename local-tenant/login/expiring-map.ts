/** A map whose entries end by themselves. In memory on purpose: a restart forgets what was under way. */
export interface ExpiringMap<Value> {
  set(key: string, value: Value): void
  get(key: string): Value | undefined
  /** Returns the value and removes it: for what may be used once. */
  take(key: string): Value | undefined
}

/** Creates a map whose entries live `ttlSeconds` by the given clock. */
export function createExpiringMap<Value>(now: () => Date, ttlSeconds: number): ExpiringMap<Value> {
  const entries = new Map<string, { value: Value; expiresAt: number }>()
  function get(key: string): Value | undefined {
    const entry = entries.get(key)
    return entry && entry.expiresAt > now().getTime() ? entry.value : undefined
  }
  return {
    set(key, value) {
      entries.delete(key)
      for (const [old, entry] of entries) {
        // Insertion order is expiry order, so the first live entry ends the sweep.
        if (entry.expiresAt > now().getTime()) break
        entries.delete(old)
      }
      entries.set(key, { value, expiresAt: now().getTime() + ttlSeconds * 1000 })
    },
    get,
    take(key) {
      const value = get(key)
      entries.delete(key)
      return value
    },
  }
}
