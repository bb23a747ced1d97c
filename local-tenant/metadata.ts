import type { JsonObject } from './state.ts'

/** A write that Auth0 refuses; `statusCode` and `errorCode` are what the Management API answers. */
export class RefusedWrite extends Error {
  readonly statusCode: number
  readonly errorCode: string

  constructor(statusCode: number, errorCode: string, message: string) {
    super(message)
    this.name = 'RefusedWrite'
    this.statusCode = statusCode
    this.errorCode = errorCode
  }
}

/** https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data#restrictions */
const reservedNames = new Set([
  ...['__tenant', '_id', 'blocked', 'clientID', 'created_at', 'email_verified', 'email', 'globalClientID'],
  ...['global_client_id', 'identities', 'lastIP', 'lastLogin', 'loginsCount', 'metadata'],
  ...['multifactor_last_modified', 'multifactor', 'updated_at', 'user_id'],
])

/** Merges as Auth0 does: root keys only, all below is replaced; null removes a key. */
export function mergeMetadata(current: JsonObject, patch: JsonObject | undefined): JsonObject {
  return Object.fromEntries(Object.entries({ ...current, ...patch }).filter(([, value]) => value !== null))
}

/** Throws RefusedWrite 400 for the reserved names of app_metadata, and for `.` or `$` in any name. */
export function assertMetadata(metadata: {
  app_metadata?: JsonObject | undefined
  user_metadata?: JsonObject | undefined
}): void {
  const appNames = Object.keys(metadata.app_metadata ?? {})
  const reserved = appNames.find(name => reservedNames.has(name))
  if (reserved) throw refused(`Payload validation error: 'app_metadata' must not contain '${reserved}'.`)
  const names = [...appNames, ...Object.keys(metadata.user_metadata ?? {})]
  if (names.some(name => /[.$]/.test(name))) {
    throw refused('Metadata property names must not contain the . or $ characters.')
  }
}

function refused(message: string): RefusedWrite {
  return new RefusedWrite(400, 'invalid_body', message)
}
