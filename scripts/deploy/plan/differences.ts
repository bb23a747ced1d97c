import { isObject, type Json, type JsonObject } from '../json.ts'
import type { FieldChange } from './change.ts'

/**
 * What has to change in `existing` so that it is as `wanted` says: of objects only the keys that are wanted count, lists
 * of texts have no order. The API fills in much by itself, which is none of ours.
 */
export function differencesOf(existing: JsonObject, wanted: JsonObject): FieldChange[] {
  return Object.entries(wanted)
    .filter(([field, after]) => !covers(existing[field], after))
    .map(([field, after]) => ({ field, before: existing[field], after: mergeInto(existing[field], after) }))
}

/** Everything that something new consists of. */
export function fieldsOf(body: JsonObject): FieldChange[] {
  return Object.entries(body).map(([field, after]) => ({ field, before: undefined, after }))
}

/** A PATCH with these changes, and nothing else. */
export function toPatch(fields: readonly FieldChange[]): JsonObject {
  return Object.fromEntries(fields.map(({ field, after }) => [field, after]))
}

function covers(existing: Json | undefined, wanted: Json): boolean {
  if (isObject(wanted))
    return isObject(existing) && Object.entries(wanted).every(([key, value]) => covers(existing[key], value))
  if (Array.isArray(wanted) && Array.isArray(existing)) return sorted(wanted) === sorted(existing)
  // A field that is empty is often left out of an answer.
  if (Array.isArray(wanted) && wanted.length === 0) return existing === undefined || existing === null
  return existing === wanted
}

/** An object is written whole: what it has besides stays. */
function mergeInto(existing: Json | undefined, wanted: Json): Json {
  if (!isObject(wanted) || !isObject(existing)) return wanted
  return { ...existing, ...wanted }
}

function sorted(list: Json[]): string {
  return JSON.stringify(list.map(item => JSON.stringify(item)).sort())
}
