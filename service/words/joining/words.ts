import type { Locale } from '../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** The page between Accept and the log-in, where the operator asks for something before anybody joins. */
export interface JoiningWords {
  readonly eyebrow: string
  readonly title: string
  readonly intro: (organization: string) => string
  readonly terms: {
    readonly heading: string
    readonly read: (version: string) => string
    /** After the link, for those who cannot see where it opens. */
    readonly newTab: string
    readonly agree: (organization: string) => string
    readonly missing: string
  }
  readonly submit: string
  readonly back: string
  /** Where the answers go. */
  readonly note: string
}

const words: Record<Locale, JoiningWords> = { en, es, fr, de, pt, ja }

/** What the page says in one language. */
export function joiningWords(locale: Locale): JoiningWords {
  return words[locale]
}
