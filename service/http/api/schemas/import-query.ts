import { z } from 'zod'
import { findColumn } from '../../../imports/columns.ts'
import { delimiterNames, quotings, type ReadingChoices } from '../../../imports/file-reading.ts'
import type { ImportOptions } from '../../../imports/import-options.ts'
import { splitRoles } from '../../../imports/parse-row.ts'
import { encodings } from '../../../imports/read-text.ts'
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
  encoding: z
    .enum(encodings)
    .optional()
    .describe('How the bytes of the file are letters: UTF-8 if left out. It is never guessed.'),
  delimiter: z.enum(delimiterNames).optional().describe('What separates cells, instead of the guess.'),
  quoting: z
    .enum(quotings)
    .optional()
    .describe('How a quotation mark stands within a quoted cell, instead of the guess: twice, or `\\"`.'),
  header_line: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('The line that names the columns, instead of the first with a column of addresses.'),
  apostrophes: z
    .enum(['remove', 'keep'])
    .optional()
    .describe(
      'Apostrophes before cells: taken away, or left. If left out they go where every filled cell of a column has one.',
    ),
  columns: z
    .string()
    .max(10_000)
    .refine(text => parseColumnChoices(text) !== undefined)
    .optional()
    .describe(
      'Which column is which, instead of the guess: a line for each, `title = name`, or `title = -` for one to pass over. In a file that names no columns they are called A, B, C, ….',
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
  const { client_id, connection, roles, locale, message, result_url, ttl_sec } = query
  const { inviter_name, on_existing_user, notify_inviter } = query
  return {
    ...(client_id !== undefined && { client_id }),
    ...(connection !== undefined && { connection }),
    ...(locale !== undefined && { locale }),
    ...(message !== undefined && { message }),
    ...(result_url !== undefined && { result_url }),
    ...(ttl_sec !== undefined && { ttl_sec }),
    ...(inviter_name !== undefined && { inviter_name }),
    ...(on_existing_user !== undefined && { on_existing_user }),
    ...(roles !== undefined && { roles: splitRoles(roles) }),
    ...(notify_inviter !== undefined && { notify_inviter: notify_inviter === 'true' }),
  }
}

/** What of it is about how to read the file. */
export function toReadingChoices(query: ImportQuery): ReadingChoices {
  return {
    ignoresUnknown: query.ignore_unknown_columns === 'true',
    encoding: query.encoding,
    delimiter: query.delimiter,
    quoting: query.quoting,
    headerLine: query.header_line,
    apostrophes: query.apostrophes,
    columns: query.columns === undefined ? undefined : parseColumnChoices(query.columns),
  }
}

/** Undefined where a line is not `title = name`, or the name is none of ours. */
function parseColumnChoices(text: string): ReadingChoices['columns'] {
  const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
  const pairs = lines.map(line => {
    const [, title = '', name = ''] = /^(.+)=([^=]+)$/.exec(line) ?? []
    return [title.trim(), name.trim() === '-' ? null : findColumn(name)] as const
  })
  const known = pairs.flatMap(([title, column]) =>
    title !== '' && column !== undefined ? [[title, column] as const] : [],
  )
  return known.length === pairs.length ? Object.fromEntries(known) : undefined
}
