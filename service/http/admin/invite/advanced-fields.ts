import { parseKeptJson, UnkeptValueError } from '../../../base/kept-json.ts'

/** What few invitations need, as it was filled in. */
export interface AdvancedFields {
  readonly externalId: string
  readonly resultUrl: string
  readonly connection: string
  readonly onExistingUser: 'add' | 'refuse'
  /** One per line: the identifier of an API, a space, and the name of the permission. */
  readonly permissions: string
  /** JSON. */
  readonly appMetadata: string
  readonly userMetadata: string
}

/** Reads them from the form. */
export function readAdvanced(text: (name: string) => string): AdvancedFields {
  return {
    externalId: text('external_id'),
    resultUrl: text('result_url'),
    connection: text('connection'),
    onExistingUser: text('on_existing_user') === 'refuse' ? 'refuse' : 'add',
    permissions: text('permissions'),
    appMetadata: text('app_metadata'),
    userMetadata: text('user_metadata'),
  }
}

/** Has any of it been filled in? */
export function isAdvanced({ onExistingUser, ...texts }: AdvancedFields): boolean {
  return onExistingUser === 'refuse' || Object.values(texts).some(text => text !== '')
}

/** Returns the fields as the API names them; unreadable values are left to `findAdvancedFault`. */
export function toAdvancedBody(fields: AdvancedFields): Record<string, unknown> {
  const { externalId, resultUrl, connection, onExistingUser } = fields
  const permissions = readPermissions(fields.permissions)
  return {
    ...(externalId && { external_id: externalId }),
    ...(resultUrl && { result_url: resultUrl }),
    ...(connection && { connection }),
    ...(onExistingUser === 'refuse' && { on_existing_user: onExistingUser }),
    ...(permissions && permissions.length > 0 && { permissions }),
    ...(fields.appMetadata && { app_metadata: readObject(fields.appMetadata) }),
    ...(fields.userMetadata && { user_metadata: readObject(fields.userMetadata) }),
  }
}

/** The first of them that nobody can read; `unsafeNumber` is the key of a number that could not be kept. */
export function findAdvancedFault(fields: AdvancedFields): AdvancedFault | undefined {
  if (!readPermissions(fields.permissions)) return { field: 'permissions' }
  const metadata = [
    ['app_metadata', fields.appMetadata],
    ['user_metadata', fields.userMetadata],
  ] as const
  for (const [field, text] of metadata) {
    const unsafeNumber = findUnsafeNumber(text)
    if (unsafeNumber !== undefined) return { field, unsafeNumber }
    if (text && !readObject(text)) return { field }
  }
  return undefined
}

interface AdvancedFault {
  readonly field: 'permissions' | 'app_metadata' | 'user_metadata'
  readonly unsafeNumber?: string
}

function findUnsafeNumber(text: string): string | undefined {
  try {
    parseKeptJson(text)
    return undefined
  } catch (error) {
    const isNumber = error instanceof UnkeptValueError && error.kind === 'number'
    return isNumber ? error.path.join('.') : undefined
  }
}

function readPermissions(text: string) {
  const lines = text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim().split(/\s+/)]))
  if (lines.some(messages => messages.length !== 2)) return undefined
  return lines.map(([api, name]) => ({ resource_server_identifier: api, permission_name: name }))
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseKeptJson(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
