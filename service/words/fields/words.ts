import type { Locale } from '../../../contract/locale.ts'
import type { FieldFault } from '../../profile/field-fault.ts'
import type { RootField } from '../../profile/user-field.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What stands beside the fields of a profile, wherever they are filled in. */
export interface FieldWords {
  readonly labels: Readonly<Record<RootField, string>>
  /** Below the label, where a value has to have a form. */
  readonly hints: { readonly phone: string; readonly picture: string }
  readonly faults: Readonly<Record<FieldFault, string>>
  /** Beside the label of a field that may be left empty. */
  readonly optional: string
}

const words: Record<Locale, FieldWords> = { en, es, fr, de, pt, ja }

/** What stands beside fields, in one language. */
export function fieldWords(locale: Locale): FieldWords {
  return words[locale]
}
