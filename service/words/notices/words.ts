import type { Locale } from '../../../contract/locale.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What pages say on which something came to an end: errors, answers that are the same for everybody, refusals. */
export interface NoticeWords {
  /** Links that lead on from such a page. */
  readonly ways: WayWords
  readonly refusal: RefusalWords
  readonly notFound: Notice
  /** Our fault. */
  readonly failure: Notice & { readonly number: (requestId: string) => string }
  readonly foreignForm: Notice
  readonly nothingOpen: Notice & { readonly next: string }
  readonly unreachable: Notice
  readonly elsewhere: Notice & { readonly next: string }
  readonly stopped: Notice
  readonly notJoined: Notice & { readonly next: string }
  readonly signedOut: Notice
  readonly unexplained: Notice & { readonly next: string }
  readonly addressTaken: {
    readonly title: string
    readonly text: (address: string) => string
    readonly next: string
    readonly note: string
  }
  readonly renewalAsked: Notice & { readonly note: string }
  /** `minutes`: until it can be tried again, 1 at least. */
  readonly tooMany: { readonly title: string; readonly text: (minutes: number) => string }
  readonly tooOften: { readonly title: string; readonly text: (minutes: number) => string }
  readonly busy: Notice
}

interface Notice {
  readonly title: string
  readonly text: string
}

interface WayWords {
  readonly tryAgain: string
  readonly toInvitation: string
  readonly openAgain: string
  readonly anotherAccount: string
  readonly toApplication: string
  readonly withoutInvitation: string
  readonly anotherAddress: string
  readonly signUpAgain: string
  readonly logInAgain: string
}

/** Around the sentence of a refusal, which is the contract's (contract/sentences). */
interface RefusalWords {
  readonly titles: Readonly<Record<RefusalCode, string>>
  readonly signedInAs: string
  readonly isFor: string
  /** The invitation is as good as before, now or later. */
  readonly nothingUsedUp: string
}

const words: Record<Locale, NoticeWords> = { en, es, fr, de, pt, ja }

/** What notices say in one language. */
export function noticeWords(locale: Locale): NoticeWords {
  return words[locale]
}
