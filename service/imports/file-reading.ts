import { z } from 'zod'
import type { Column } from './columns.ts'
import { type Encoding, encodings } from './read-text.ts'

/** What separates the cells of a file, by the names that a person may choose. */
export const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
export const delimiterNames = ['comma', 'semicolon', 'tab', 'pipe'] as const
export type DelimiterName = (typeof delimiterNames)[number]
export const quotings = ['doubled', 'backslash'] as const

/** How a file was understood: every guess, so that whoever uploaded it sees them and can say otherwise. */
export const fileReading = z
  .object({
    format: z.enum(['csv', 'ndjson']),
    encoding: z.enum(encodings),
    delimiter: z.enum(delimiterNames).nullable().describe('What separates cells; null in NDJSON.'),
    quoting: z
      .enum(quotings)
      .nullable()
      .describe('How a quotation mark stands within a quoted cell: twice, or behind a backslash.'),
    header_line: z.int().nullable().describe('The line that names the columns.'),
    columns: z
      .array(z.object({ title: z.string(), column: z.string().nullable() }))
      .describe('The columns of the file, and what each was taken for; null for one that was passed over.'),
    apostrophes: z
      .array(z.string())
      .describe('Columns in which every cell has an apostrophe before it, which was taken away.'),
    unread_languages: z
      .array(z.string())
      .describe('Languages that mean nothing here: those rows have the language of the import.'),
  })
  .meta({ id: 'FileReading' })

export type FileReading = z.output<typeof fileReading>

/** What a person has said about a file; it goes before every guess. */
export interface ReadingChoices {
  /** Columns that mean nothing here are passed over, instead of refusing the file. */
  readonly ignoresUnknown: boolean
  readonly encoding?: Encoding | undefined
  readonly delimiter?: DelimiterName | undefined
  readonly quoting?: (typeof quotings)[number] | undefined
  readonly headerLine?: number | undefined
  /** Apostrophes before cells: taken away, or left, in every column but that of addresses. */
  readonly apostrophes?: 'remove' | 'keep' | undefined
  /** The meaning of each of the file's columns by its name; null to skip one. */
  readonly columns?: Readonly<Record<string, Column | null>> | undefined
}

const stored = z.union([
  z.array(z.string()).transform(columns => ({ columns, reading: null })),
  z.object({ columns: z.array(z.string()), reading: fileReading.nullable() }),
])

/** Reads what the ledger keeps about the columns of a file; of older imports only our names of them. */
export function parseFileColumns(json: string): { columns: readonly string[]; reading: FileReading | null } {
  return stored.parse(JSON.parse(json))
}
