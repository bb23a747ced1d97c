import type { Locale } from '../../../../contract/locale.ts'
import type { ActorKind, EventType } from '../../../ledger/schema/event-types.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the audit log says. */
export interface AuditWords {
  readonly title: string
  readonly all: string
  readonly own: string
  readonly type: string
  readonly types: Readonly<Record<EventType, string>>
  readonly actorKind: string
  readonly actorKinds: Readonly<Record<ActorKind, string>>
  readonly actor: string
  readonly invitation: string
  readonly from: string
  readonly to: string
  readonly any: string
  readonly apply: string
  readonly reset: string
  readonly when: string
  readonly who: string
  readonly changes: string
  readonly noChanges: string
  readonly details: string
  readonly empty: string
  /** Few of the latest events match, and older ones have not been looked at. */
  readonly unfinished: string
  readonly older: string
  readonly newest: string
  readonly pages: string
}

const words: Record<Locale, AuditWords> = { en, es, fr, de, pt, ja }

/** What the audit log says, in one language. */
export function auditWords(locale: Locale): AuditWords {
  return words[locale]
}
