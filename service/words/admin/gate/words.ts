import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the pages about the gate say. */
export interface GateWords {
  readonly title: string
  readonly modes: Readonly<
    Record<'open' | 'observe' | 'invite-only', { readonly name: string; readonly text: string }>
  >
  readonly mode: string
  readonly since: string
  readonly sinceNote: string
  /** Refusals that no longer count: from before an instant, and of users by their ids. */
  readonly pardoned: string
  readonly pardonedBefore: (before: string) => string
  readonly applications: string
  readonly connections: string
  readonly clientMetadata: string
  readonly organizations: string
  readonly social: string
  readonly enterprise: string
  readonly admitByAddress: string
  readonly entryByAddress: string
  readonly yes: string
  readonly no: string
  readonly none: string
  readonly differs: string
  /** Where the settings are. */
  readonly where: string
  readonly observed: {
    readonly title: string
    readonly note: string
    readonly empty: string
    readonly perDay: string
    readonly count: string
    readonly day: string
    readonly reason: string
    readonly door: string
    readonly application: string
    readonly noApplication: string
    readonly total: (count: string) => string
  }
  readonly doors: Readonly<
    Record<
      | 'sign_up'
      | 'sign_up_by_api'
      | 'log_in'
      | 'refresh_token'
      | 'password_grant'
      | 'device'
      | 'token_exchange',
      string
    >
  >
  readonly range: string
  readonly days: (count: string) => string
  readonly numbers: string
}

const words: Record<Locale, GateWords> = { en, es, fr, de, pt, ja }

/** What the pages about the gate say, in one language. */
export function gateWords(locale: Locale): GateWords {
  return words[locale]
}
