import type { Locale } from '../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the invitee's pages say. Values are safe to show as text; the page escapes them for HTML. */
export interface InviteeWords {
  /** Small, above the heading. */
  readonly eyebrow: string
  readonly code: CodeWords
}

/** The page that asks for the code from the message. */
export interface CodeWords {
  /** A link or button to this page. */
  readonly goThere: string
  readonly title: string
  readonly intro: string
  readonly address: string
  readonly addressHint: string
  readonly label: string
  readonly hint: (example: string) => string
  readonly submit: string
  readonly wrong: string
  readonly note: string
}

const words: Record<Locale, InviteeWords> = { en, es, fr, de, pt, ja }

/** What the invitee's pages say in one language. */
export function inviteeWords(locale: Locale): InviteeWords {
  return words[locale]
}
