'use strict'
/** `api.cache` and its limits: https://auth0.com/docs/customize/actions/limitations (cached data). */
const limits = { entries: 20, keyBytes: 64, valueBytes: 4096, totalBytes: 8192, dayMs: 24 * 60 * 60 * 1000 }
const defaultTtlMs = 15 * 60 * 1000

const bytes = text => Buffer.byteLength(text)

/** Entries are `{ [key]: { value, expires_at } }`; the tenant keeps them per trigger between executions. */
function createCache(kept) {
  const entries = new Map(Object.entries(kept).filter(([, entry]) => entry.expires_at > Date.now()))
  const methods = {
    get(key) {
      const entry = entries.get(key)
      return entry && entry.expires_at > Date.now() ? { ...entry } : undefined
    },
    set(key, value, options = {}) {
      const code = faultOf(entries, key, value)
      if (code) return { type: 'error', code }
      const now = Date.now()
      const asked =
        options.ttl === undefined && options.expires_at === undefined
          ? now + defaultTtlMs
          : now + limits.dayMs
      const expiries = [asked, now + (options.ttl ?? limits.dayMs), options.expires_at ?? now + limits.dayMs]
      const record = { value, expires_at: Math.min(...expiries) }
      entries.set(key, record)
      return { type: 'success', record: { ...record } }
    },
    delete(key) {
      entries.delete(key)
      return { type: 'success' }
    },
  }
  return { entries, methods }
}

function faultOf(entries, key, value) {
  if (typeof value !== 'string') return 'InvalidValue'
  if (bytes(key) > limits.keyBytes) return 'CacheKeySizeExceeded'
  if (bytes(value) > limits.valueBytes) return 'CacheValueSizeExceeded'
  if (!entries.has(key) && entries.size >= limits.entries) return 'TooManyItems'
  const others = [...entries].filter(([other]) => other !== key)
  const total = others.reduce((sum, [other, entry]) => sum + bytes(other) + bytes(entry.value), 0)
  return total + bytes(key) + bytes(value) > limits.totalBytes ? 'CacheSizeExceeded' : undefined
}

module.exports = { createCache }
