/** Why a file cannot be taken at all; closed. */
export type FileErrorCode =
  | 'too_large'
  | 'not_utf8'
  | 'utf16'
  | 'not_text'
  | 'workbook'
  | 'other_format'
  | 'no_rows'
  | 'missing_column'
  | 'unknown_column'
  | 'duplicate_column'
  | 'too_many_columns'
  | 'broken_quotes'
  | 'whole_line_quoted'
  | 'row_too_large'
  | 'form_too_large'
  | 'broken_form'

/** What is wrong where, for a person. */
interface ErrorLocation {
  /** The first line is 1. */
  readonly line?: number | undefined
  /** Columns by the file's own names. */
  readonly columns?: readonly string[] | undefined
}

/** A file that is refused as a whole. The message quotes nothing of it. */
export class FileError extends Error {
  readonly code: FileErrorCode
  readonly line: number | undefined
  /** The names with commas between. */
  readonly column: string | undefined

  constructor(code: FileErrorCode, { line, columns }: ErrorLocation = {}, options?: ErrorOptions) {
    const where = line === undefined ? '' : ` Look at line ${line}.`
    super(`${meanings[code]}${where}`, options)
    this.name = 'FileError'
    this.code = code
    this.line = line
    this.column = columns?.join(', ')
  }
}

const meanings: Record<FileErrorCode, string> = {
  too_large: 'The file is larger than 2 GiB.',
  not_utf8: 'The file is not UTF-8. In a spreadsheet, save it as "CSV UTF-8", or say which encoding it has.',
  utf16: 'The file is UTF-16 ("Unicode text"), not UTF-8. In a spreadsheet, save it as "CSV UTF-8".',
  not_text: 'The file is not a text: it has bytes that no text has. Save a spreadsheet as "CSV UTF-8".',
  workbook: 'The file is a workbook, or another zip file. In the spreadsheet, save it as "CSV UTF-8".',
  other_format:
    'The file is neither CSV nor NDJSON. Save a table as "CSV UTF-8", and a list of JSON as one object a line.',
  no_rows: 'The file has no rows.',
  missing_column: 'The first line has to name the columns, and one of them has to be "email".',
  unknown_column: 'The file has columns that mean nothing here.',
  duplicate_column: 'Two columns of the file mean the same.',
  too_many_columns: 'The first line names more than 1000 columns.',
  broken_quotes: 'A quotation mark that opens is never closed, or closes within a cell.',
  whole_line_quoted:
    'Each line is one quoted cell: the quotation marks belong around cells, not around lines.',
  row_too_large: 'A row is longer than 64 kB: a quotation mark may be missing.',
  form_too_large: 'The form has more beside its file than 64 kB or 200 fields.',
  broken_form: 'The form ends before its file does.',
}
