import type { Locale } from '../../contract/locale.ts'
import { de } from './de/messages.ts'
import { en } from './en/messages.ts'
import { es } from './es/messages.ts'
import { fr } from './fr/messages.ts'
import { ja } from './ja/messages.ts'
import { pt } from './pt/messages.ts'

/** What every language says: the shape of the English one. A missing text is a compile error. */
export type Messages = typeof en

/** A new language is a folder and a line here, one in contract/locale.ts, and its refusals in contract/messages. */
const messages: Record<Locale, Messages> = { en, es, fr, de, pt, ja }

/** What pages and mails say in one language. */
export function messagesFor(locale: Locale): Messages {
  return messages[locale]
}
