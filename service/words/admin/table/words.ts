import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the table of invitations says, and what follows from choosing some of them. */
export interface AdminTableWords {
  readonly title: string
  readonly lead: string
  readonly ownLead: string
  readonly filters: string
  readonly search: string
  readonly searchHint: string
  readonly any: string
  readonly mine: string
  readonly everybodys: string
  readonly apply: string
  readonly clear: string
  readonly newest: string
  readonly oldest: string
  readonly select: (recipient: string) => string
  readonly selectAll: string
  readonly selected: string
  readonly shown: (count: number) => string
  readonly older: string
  readonly newer: string
  /** By anything but creation. */
  readonly sorted: { readonly newest: string; readonly oldest: string }
  /** The box that means them all. */
  readonly matching: string
  readonly first: string
  readonly pages: string
  readonly badAddress: string
  readonly empty: { readonly title: string; readonly text: string }
  readonly noMatch: { readonly title: string; readonly text: string }
  readonly nothingSelected: string
  readonly result: {
    readonly title: string
    /** None of them. */
    readonly none: string
    readonly failed: (count: number) => string
    readonly back: string
  }
}

const words: Record<Locale, AdminTableWords> = { en, es, fr, de, pt, ja }

/** What the table of invitations says in one language. */
export function adminTableWords(locale: Locale): AdminTableWords {
  return words[locale]
}
