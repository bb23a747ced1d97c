import type { Locale } from '../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What members read on the page of their account, and around it. */
export interface MemberWords {
  readonly title: string
  readonly skip: string
  readonly signOut: string
  readonly signIn: {
    readonly intro: (organization: string) => string
    readonly submit: string
    /** Somebody was here, but too long ago. */
    readonly ended: string
  }
  readonly profile: {
    readonly heading: string
    readonly save: string
    readonly saved: string
    readonly unchanged: string
    readonly nothing: string
    /** Beside what another provider brings. */
    readonly ofProvider: (provider: string) => string
    readonly ofLogin: string
    readonly alwaysKept: string
    readonly emptyPicture: string
    /** A value that has become another one since the page was shown. */
    readonly changedElsewhere: (now: string) => string
    readonly conflict: string
  }
  /** Why a change did not come to be, or may not have. */
  readonly failures: { readonly busy: string; readonly unknown: string; readonly refused: string }
  readonly password: {
    readonly heading: string
    readonly intro: (address: string) => string
    readonly submit: string
    readonly sent: (address: string) => string
    readonly tooMany: string
    readonly failed: string
    /** Whose password it is, where it is not Auth0's. */
    readonly ofProvider: (provider: string) => string
    readonly none: string
    readonly noAddress: string
  }
  readonly joined: {
    readonly heading: string
    readonly by: (inviter: string | undefined, date: string) => string
    readonly roles: string
    readonly noRoles: string
    readonly underWay: string
    readonly terms: (version: string, date: string) => string
    readonly nothing: string
  }
  readonly data: { readonly heading: string; readonly intro: string; readonly download: string }
  readonly unreachable: { readonly title: string; readonly text: string; readonly again: string }
  readonly notIn: { readonly title: string; readonly text: string; readonly another: string }
  readonly stopped: { readonly title: string; readonly text: string; readonly again: string }
  readonly formTooOld: { readonly title: string; readonly text: string; readonly back: string }
  readonly mail: {
    readonly subject: (organization: string) => string
    readonly intro: (organization: string) => string
    readonly button: string
    readonly until: (date: string) => string
    readonly unexpected: string
  }
}

const words: Record<Locale, MemberWords> = { en, es, fr, de, pt, ja }

/** What members read, in one language. */
export function memberWords(locale: Locale): MemberWords {
  return words[locale]
}
