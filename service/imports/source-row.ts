import type { Column } from './columns.ts'
import type { FileReading } from './file-reading.ts'

/** Why a row cannot be read; closed. */
export type RowFault =
  | 'wrong_number_of_columns'
  | 'broken_quotes'
  | 'several_addresses'
  | 'invalid_json'
  | 'unsafe_number'
  | 'invalid_text'
  | 'unknown_column'

/** What a file says of one person: texts in CSV, JSON values in NDJSON; nothing empty. */
export type RowValues = { readonly [Name in Column]?: unknown }

/** One row as it comes out of a file. */
export interface SourceRow {
  /** Where it begins; the first line is 1. */
  readonly line: number
  readonly values: RowValues
  readonly fault?: { readonly code: RowFault; readonly field?: string | undefined } | undefined
}

/** A file while it is read: its rows, and its columns as soon as they are known. */
export interface SourceFile {
  readonly rows: AsyncIterable<SourceRow>
  columns(): { readonly columns: readonly string[]; readonly ignored: readonly string[] }
  /** How the file was understood as far as it has been read. */
  reading(): FileReading
}

/** Longer than anything that a person has to be invited with. */
export const MAX_ROW_BYTES = 64 * 1024
