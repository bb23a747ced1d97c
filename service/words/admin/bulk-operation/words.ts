import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What pages say about one change of all invitations that match; counts come written as the language writes them. */
export interface BulkOperationWords {
  /** Before it begins. */
  readonly how: string
  readonly cutOff: string
  readonly title: { readonly resend: string; readonly extend: string; readonly revoke: string }
  readonly status: {
    readonly running: string
    readonly finished: string
    readonly cancelled: string
    readonly failed: string
  }
  readonly progress: (done: string, total: string) => string
  readonly goesOn: string
  readonly changed: string
  readonly refused: string
  readonly left: string
  readonly reasons: string
  readonly examples: (count: string) => string
  readonly stop: string
  readonly stopHint: string
  /** Why it ended before its end. */
  readonly failure: { readonly forbidden: string; readonly other: string }
  /** On the table's page: those of the last day. */
  readonly recent: string
}

const words: Record<Locale, BulkOperationWords> = { en, es, fr, de, pt, ja }

/** What pages say about one change of all invitations that match, in one language. */
export function bulkOperationWords(locale: Locale): BulkOperationWords {
  return words[locale]
}
