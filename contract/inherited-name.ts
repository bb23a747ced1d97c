/**
 * Is this the name of something that every JavaScript object, or every class, has already: `__proto__`, `constructor`,
 * `toString`? As a key of data it is lost, or taken for that something, wherever objects are copied or looked up.
 */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype || name === 'prototype'
}

/** A key that no data may have, and where it stands, with dots: `app_metadata.plan.constructor`. */
export interface InheritedKey {
  readonly key: string
  readonly path: string
}

interface ErrorLocation {
  readonly value: unknown
  readonly key: string
  readonly parent: ErrorLocation | undefined
}

/** Finds an inherited name among the keys of parsed JSON, at any depth; undefined where there is none. */
export function findInheritedKey(json: unknown): InheritedKey | undefined {
  const waiting: ErrorLocation[] = [{ value: json, key: '', parent: undefined }]
  for (let location = waiting.pop(); location; location = waiting.pop()) {
    if (typeof location.value !== 'object' || location.value === null) continue
    for (const [key, value] of Object.entries(location.value)) {
      if (isInheritedName(key)) return { key, path: [...keysTo(location), key].join('.') }
      waiting.push({ value, key, parent: location })
    }
  }
  return undefined
}

/** What stands above may be anything, a pasted address included; only what looks like a name is shown. */
function keysTo({ key, parent }: ErrorLocation): string[] {
  if (!parent) return []
  return [...keysTo(parent), /^\w{1,64}$/.test(key) ? key : '?']
}
