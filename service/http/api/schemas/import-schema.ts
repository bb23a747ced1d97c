import { z } from 'zod'
import { fileReading } from '../../../imports/file-reading.ts'
import { importOptions } from '../../../imports/import-options.ts'

const count = z.int().min(0)

/** How many rows of a file were sorted where, and what became of those that were ready. */
const rowCounts = z.object({
  total: count,
  ready: count.describe('May be invited.'),
  malformed: count.describe('Cannot be: each says why.'),
  duplicate: count.describe('The file has the address in a row above.'),
  already_invited: count.describe('The address has an invitation that is still open.'),
  already_member: count.describe('The address has joined, as far as is known and you may learn it.'),
  created: count.describe('Invited. Counts up while the import runs.'),
  failed: count.describe('Was ready, and could not be invited in the end.'),
  sent: count.describe('The provider has taken the message.'),
})

export const importSchema = z
  .object({
    id: z.string(),
    status: z
      .enum(['previewing', 'previewed', 'confirmed', 'running', 'finished', 'cancelled', 'failed'])
      .describe('`previewed` waits to be confirmed; the last three are final.'),
    owner: z.object({ id: z.string(), name: z.string().nullable() }).describe('Whoever uploaded it invites.'),
    dry_run: z.boolean().describe('Only to be looked at: it cannot be confirmed.'),
    file_name: z.string().nullable(),
    options: importOptions,
    ignored_columns: z.array(z.string()).describe('Columns that were passed over.'),
    reading: fileReading
      .nullable()
      .describe('How the file was understood; null while it comes in. Say otherwise with the next upload.'),
    rows: rowCounts,
    failure: z.string().nullable().describe('Why it failed: a stable code.'),
    created_at: z.iso.datetime(),
    confirmed_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Import' })

export type ImportJson = z.output<typeof importSchema>

export const importRowStates = [
  ...['ready', 'malformed', 'duplicate', 'already_invited', 'already_member'],
  ...['created', 'failed', 'cancelled'],
] as const as readonly [
  'ready',
  'malformed',
  'duplicate',
  'already_invited',
  'already_member',
  'created',
  'failed',
  'cancelled',
]

export const importRowSchema = z
  .object({
    line: z.int().describe('Where it is in the file; the first line is 1.'),
    state: z.enum(importRowStates).describe('`cancelled`: was ready when the import ended.'),
    reason: z.string().nullable().describe('Why it is malformed or failed: a stable code.'),
    field: z.string().nullable().describe('The column that is meant.'),
    email: z.string().nullable(),
    invitation_id: z.string().nullable(),
  })
  .meta({ id: 'ImportRow' })

export type ImportRowJson = z.output<typeof importRowSchema>

export const exampleImport: ImportJson = {
  id: 'imp_3fZk9QmT1sVxYb2LrWcN0g',
  status: 'previewed',
  owner: { id: 'auth0|66f1c0ffee', name: 'Ada Lovelace' },
  dry_run: false,
  file_name: 'students.csv',
  options: { roles: ['Student'], locale: 'de' },
  ignored_columns: [],
  reading: {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: 'semicolon',
    quoting: 'doubled',
    header_line: 1,
    columns: [
      { title: 'E-Mail-Adresse', column: 'email' },
      { title: 'Vorname', column: 'given_name' },
    ],
    apostrophes: [],
    unread_languages: [],
  },
  rows: {
    total: 1204,
    ready: 1190,
    malformed: 6,
    duplicate: 3,
    already_invited: 4,
    already_member: 1,
    created: 0,
    failed: 0,
    sent: 0,
  },
  failure: null,
  created_at: '2026-11-21T09:00:00.000Z',
  confirmed_at: null,
  ended_at: null,
}

export const exampleImportRow: ImportRowJson = {
  line: 17,
  state: 'malformed',
  reason: 'invalid_address',
  field: 'email',
  email: 'grace@example',
  invitation_id: null,
}
