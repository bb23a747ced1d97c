import type { Locale } from '../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What stands around and between the contents of all pages. */
export interface FrameWords {
  /** What dates and numbers are written in (BCP 47). */
  readonly formats: string
  /** Names the list of languages. */
  readonly languages: string
  /** Names the list of ways on from a page. */
  readonly nextSteps: string
  /** Before the title of a page whose form has to be filled in again. */
  readonly errorTitle: (title: string) => string
  /** Above the list of all that is wrong with a form. */
  readonly toCheck: string
  /** One of them: what the field is called, and what is wrong with it. */
  readonly toCheckOne: (label: string, text: string) => string
  /** Less than two minutes are left. */
  readonly verySoon: string
}

const words: Record<Locale, FrameWords> = { en, es, fr, de, pt, ja }

/** What stands around the pages, in one language. */
export function frameWords(locale: Locale): FrameWords {
  return words[locale]
}
