import type { Locale } from '../../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What stands around administrators' pages, and the pages before and after them. */
export interface AdminFrameWords {
  readonly skip: string
  readonly navigation: string
  readonly areas: Readonly<
    Record<
      'overview' | 'invitations' | 'invite' | 'imports' | 'gate' | 'policy' | 'webhooks' | 'audit',
      string
    >
  >
  readonly signOut: string
  readonly account: string
  readonly signIn: {
    readonly title: string
    readonly intro: (organization: string) => string
    readonly submit: string
    /** Somebody was here, but too long ago. */
    readonly ended: string
  }
  readonly signedOut: { readonly title: string; readonly text: string; readonly again: string }
  readonly noPermission: {
    readonly title: string
    readonly signedInAs: (who: string) => string
    readonly ask: string
    readonly another: string
  }
  readonly notSetUp: { readonly title: string; readonly text: string; readonly how: string }
  readonly unreachable: { readonly title: string; readonly text: string; readonly again: string }
  readonly elsewhere: { readonly title: string; readonly text: string }
  readonly stopped: { readonly title: string; readonly text: string }
  readonly notFound: { readonly title: string; readonly text: string }
  /** A form was sent; it is still there. */
  readonly sessionEnded: {
    readonly title: string
    readonly text: string
    readonly signIn: string
    readonly again: string
  }
  readonly formTooOld: {
    readonly title: string
    readonly text: string
    readonly back: string
    readonly again: string
  }
  readonly notAllowed: { readonly title: string; readonly text: (permission: string) => string }
}

const words: Record<Locale, AdminFrameWords> = { en, es, fr, de, pt, ja }

/** What stands around administrators' pages, in one language. */
export function adminFrameWords(locale: Locale): AdminFrameWords {
  return words[locale]
}
