import { stringify } from 'csv-stringify/sync'

/** What a file begins with, so that spreadsheets read it as UTF-8; our own imports leave it out. */
export const BYTE_ORDER_MARK = '\ufeff'

/**
 * Writes rows as comma-separated values (RFC 4180). What begins like a formula would be run by the spreadsheet of whoever
 * opens the file (https://owasp.org/www-community/attacks/CSV_Injection); behind an apostrophe it is text.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map(cells => [...cells]),
    // A lone carriage return ends a row for some readers too.
    { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ },
  )
}
