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

interface Place {
  readonly value: unknown
  readonly key: string
  readonly parent: Place | undefined
}

/** Finds an inherited name among the keys of parsed JSON, at any depth; undefined where there is none. */
export function findInheritedKey(json: unknown): InheritedKey | undefined {
  const waiting: Place[] = [{ value: json, key: '', parent: undefined }]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    if (typeof place.value !== 'object' || place.value === null) continue
    for (const [key, value] of Object.entries(place.value)) {
      if (isInheritedName(key)) return { key, path: [...keysTo(place), key].join('.') }
      waiting.push({ value, key, parent: place })
    }
  }
  return undefined
}

/** What stands above may be anything, a pasted address included; only what looks like a name is shown. */
function keysTo({ key, parent }: Place): string[] {
  if (!parent) return []
  return [...keysTo(parent), /^\w{1,64}$/.test(key) ? key : '?']
}
