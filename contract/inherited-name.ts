/**
 * Checks whether every JavaScript object or class already has something of this name, such as `__proto__`,
 * `constructor` or `toString`. Such a key is lost or misread wherever objects are copied or looked up.
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

/** The path may contain anything, such as a pasted address, so only parts that look like names are shown. */
function keysTo({ key, parent }: ErrorLocation): string[] {
  if (!parent) return []
  return [...keysTo(parent), /^\w{1,64}$/.test(key) ? key : '?']
}
