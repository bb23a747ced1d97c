import { parseJson } from '../../../base/parse-json.ts'

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

/** The same in the words of the API; what cannot be read is left to `findAdvancedFault`. */
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

/** The first of them that nobody can read. */
export function findAdvancedFault(
  fields: AdvancedFields,
): 'permissions' | 'app_metadata' | 'user_metadata' | undefined {
  if (!readPermissions(fields.permissions)) return 'permissions'
  if (fields.appMetadata && !readObject(fields.appMetadata)) return 'app_metadata'
  return fields.userMetadata && !readObject(fields.userMetadata) ? 'user_metadata' : undefined
}

function readPermissions(text: string) {
  const lines = text.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim().split(/\s+/)]))
  if (lines.some(words => words.length !== 2)) return undefined
  return lines.map(([api, name]) => ({ resource_server_identifier: api, permission_name: name }))
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
