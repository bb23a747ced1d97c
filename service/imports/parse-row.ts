import { z } from 'zod'
import { findInheritedKey } from '../../contract/inherited-name.ts'
import { parseKeptJson, UnkeptValueError } from '../base/kept-json.ts'
import type { NewInvitation } from '../invitations/model/new-invitation.ts'
import * as field from '../wire/field.ts'
import type { ImportOptions } from './import-options.ts'
import { readLanguage } from './read-language.ts'
import type { RowValues } from './source-row.ts'

/** The fields of a row, held to the same shapes as those of `POST /api/invitations`. */
const rowFields = z.object({
  email: field.email,
  roles: field.roles.optional(),
  ...field.profile.shape,
  locale: field.locale.optional(),
  message: field.message.optional(),
  external_id: field.externalId.optional(),
  client_id: field.clientId.optional(),
  connection: field.connection.optional(),
  result_url: field.resultUrl.optional(),
  ttl_sec: field.ttlSeconds.optional(),
  app_metadata: field.appMetadata.optional(),
  user_metadata: field.userMetadata.optional(),
})

/** A row that is not what it should be. */
export interface BadRow {
  readonly reason: 'missing_email' | 'invalid_field' | 'reserved_key' | 'unsafe_number' | 'invalid_text'
  readonly field: string
}

/** Reads what a row asks for, with what the import says for all rows; or names the field that will not do. */
export function parseRow(values: RowValues, options: ImportOptions): NewInvitation | BadRow {
  if (values.email === undefined) return { reason: 'missing_email', field: 'email' }
  const typed = toTyped(values)
  if (typed instanceof UnkeptValueError)
    return { reason: typed.kind === 'number' ? 'unsafe_number' : 'invalid_text', field: typed.path.join('.') }
  // The schema would drop some of these keys without a word.
  const inherited = findInheritedKey(typed)
  if (inherited) return { reason: 'reserved_key', field: inherited.path }
  const result = rowFields.safeParse(typed)
  if (!result.success) {
    const [issue] = result.error.issues
    return { reason: 'invalid_field', field: issue?.path.join('.') || 'email' }
  }
  const { email, name, given_name, family_name, nickname, picture, ...row } = result.data
  const profile = { name, given_name, family_name, nickname, picture }
  return {
    kind: 'personal',
    invitee: { email },
    delivery: 'delivered',
    inviterName: options.inviter_name,
    clientId: row.client_id ?? options.client_id,
    connection: row.connection ?? options.connection,
    roles: row.roles ?? options.roles ?? [],
    appMetadata: row.app_metadata,
    userMetadata: row.user_metadata,
    profile: withoutUndefined(profile),
    resultUrl: row.result_url ?? options.result_url,
    locale: row.locale ?? options.locale,
    message: row.message ?? options.message,
    externalId: row.external_id,
    notifyInviter: options.notify_inviter,
    onExistingUser: options.on_existing_user,
    ttlSeconds: row.ttl_sec ?? options.ttl_sec,
  }
}

/** Cells are texts; what is a list, a number or an object is made one, and columns of metadata are put together. */
function toTyped(values: RowValues): Record<string, unknown> | UnkeptValueError {
  const typed: Record<string, unknown> = {}
  const entries = Object.entries(values)
  for (const [column, value] of entries) {
    const one = column.includes('.') ? undefined : toTypedValue(column, value)
    if (one instanceof UnkeptValueError) return new UnkeptValueError(one.kind, [column, ...one.path])
    if (one !== undefined) typed[column] = one
  }
  for (const [column, value] of entries) {
    const dot = column.indexOf('.')
    if (dot !== -1) addKey(typed, column.slice(0, dot), column.slice(dot + 1), value)
  }
  return typed
}

function addKey(typed: Record<string, unknown>, group: string, key: string, value: unknown): void {
  const others = typed[group]
  // Some names would be lost in an assignment, and are to be refused.
  const own = Object.fromEntries([[key, value]])
  typed[group] = typeof others === 'object' && others !== null ? { ...others, ...own } : own
}

function toTypedValue(column: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (column === 'roles') return splitRoles(value)
  if (column === 'ttl_sec') return /^\d{1,9}$/.test(value) ? Number(value) : value
  // One that cannot be read leaves the row the language of the import: it is no reason to invite nobody.
  if (column === 'locale') return readLanguage(value)
  if (column === 'app_metadata' || column === 'user_metadata') return parseJson(value)
  return value
}

/** `Editor; Viewer`, as the export writes them. */
export function splitRoles(text: string): string[] {
  return text
    .split(';')
    .map(role => role.trim())
    .filter(role => role !== '')
}

function parseJson(text: string): unknown {
  try {
    return parseKeptJson(text)
  } catch (error) {
    return error instanceof UnkeptValueError ? error : text
  }
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>
}
