import type { Locale } from '../../../../contract/locale.ts'
import type { FileErrorCode } from '../../../imports/file-error.ts'
import type { DelimiterName, quotings } from '../../../imports/file-reading.ts'
import type { ImportRow } from '../../../ledger/schema/import-schema.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** Where a row of a file stands. */
export type RowState =
  | 'ready'
  | 'malformed'
  | 'duplicate'
  | 'already_invited'
  | 'already_member'
  | 'created'
  | 'failed'
  | 'cancelled'

type ReadingWord =
  | 'title'
  | 'choose'
  | 'again'
  | 'guess'
  | 'encoding'
  | 'delimiter'
  | 'quoting'
  | 'headerLine'
  | 'apostrophes'
  | 'columns'
  | 'columnsHint'
  | 'inFile'
  | 'means'
  | 'passedOver'

/** What the pages of imports say, and the mail to whoever began one. */
export interface ImportWords {
  readonly title: string
  readonly lead: string
  readonly newFile: string
  readonly file: string
  readonly fileHint: string
  readonly message: string
  readonly locale: string
  readonly ignoreUnknown: string
  readonly upload: string
  readonly earlier: string
  readonly none: string
  readonly untitled: string
  readonly status: string
  readonly people: string
  readonly begun: string
  readonly by: string
  readonly statuses: Readonly<Record<ImportRow['status'], string>>
  readonly states: Readonly<Record<RowState | 'sent', string>>
  readonly confirm: (count: string) => string
  readonly confirmHint: string
  readonly cancel: string
  readonly cancelHint: string
  readonly progress: (done: string, of: string) => string
  readonly goesOn: string
  readonly dryRun: string
  readonly failedRows: string
  readonly failedHint: string
  readonly ignored: (columns: string) => string
  readonly rows: string
  readonly all: string
  readonly line: string
  readonly address: string
  readonly state: string
  readonly reason: string
  readonly noRows: string
  readonly back: string
  readonly older: string
  readonly newest: string
  readonly pages: string
  readonly noFile: string
  readonly refused: (field: string) => string
  readonly conflict: string
  readonly faults: Readonly<Record<FileErrorCode, string>>
  readonly atLine: (line: string) => string
  readonly atColumn: (column: string) => string
  /** By the codes of rows; one that is not here is shown as it is. */
  readonly reasons: Readonly<Record<string, string>>
  /** How a file was understood, and what can be chosen about it. */
  readonly reading: Readonly<Record<ReadingWord, string>> & {
    readonly removed: (columns: string) => string
    readonly languages: (names: string) => string
    readonly delimiters: Readonly<Record<DelimiterName, string>>
    readonly quotings: Readonly<Record<(typeof quotings)[number], string>>
    readonly apostropheChoices: Readonly<Record<'remove' | 'keep', string>>
  }
  readonly mail: {
    readonly finished: (file: string) => string
    readonly failed: (file: string) => string
    readonly greeting: string
    readonly counts: (counts: { created: string; failed: string; malformed: string }) => string
    readonly unfinished: string
    readonly correct: string
    readonly reason: string
  }
}

const words: Record<Locale, ImportWords> = { en, es, fr, de, pt, ja }

/** What the pages of imports say, in one language. */
export function importWords(locale: Locale): ImportWords {
  return words[locale]
}
