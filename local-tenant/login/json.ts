import type { Json, JsonObject } from '../state.ts'

/** Records of the tenant are plain JSON as deployed: these read a field, with a default where it is not there. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** A deep copy as JSON carries it: fields that are undefined are gone, as Actions never see them. */
export function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value))
}
