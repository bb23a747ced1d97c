import { z } from 'zod'
import type { ImportOptions } from '../../../imports/import-options.ts'
import { splitRoles } from '../../../imports/parse-row.ts'
import * as field from '../../../wire/field.ts'

const flag = z.enum(['true', 'false'])

/** What a request with a file says beside it: in its query, or in the fields of its form. */
export const importQuery = z.strictObject({
  dry_run: flag.optional().describe('`true`: only to be looked at; it cannot be confirmed.'),
  confirm: flag
    .optional()
    .describe('`true`: everybody who may be is invited at once, without a second request.'),
  ignore_unknown_columns: flag
    .optional()
    .describe(
      '`true`: columns that mean nothing here are passed over and named in the answer. Else they are an error.',
    ),
  file_name: z.string().min(1).max(255).optional().describe('To know it again by.'),
  client_id: field.clientId.optional(),
  connection: field.connection.optional(),
  roles: z
    .string()
    .max(5_000)
    .optional()
    .describe('Names of roles with semicolons between, for rows without any.'),
  locale: field.locale.optional(),
  message: field.message.optional(),
  result_url: field.resultUrl.optional(),
  ttl_sec: z.coerce
    .number()
    .pipe(field.ttlSeconds)
    .optional()
    .describe(field.ttlSeconds.description ?? ''),
  inviter_name: field.inviterName.optional(),
  on_existing_user: field.onExistingUser.optional(),
  notify_inviter: flag.optional().describe(field.notifyInviter.description ?? ''),
})

export type ImportQuery = z.output<typeof importQuery>

/** What of it holds for every row. */
export function toImportOptions(query: ImportQuery): ImportOptions {
  const { dry_run, confirm, ignore_unknown_columns, file_name, roles, notify_inviter, ...options } = query
  return {
    ...options,
    ...(roles !== undefined && { roles: splitRoles(roles) }),
    ...(notify_inviter !== undefined && { notify_inviter: notify_inviter === 'true' }),
  }
}
