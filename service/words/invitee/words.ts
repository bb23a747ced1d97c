import type { Locale } from '../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What the pages of an invitation say. Values are safe to show as text; the page escapes them for HTML. */
export interface InviteeWords {
  /** Small, above the heading. */
  readonly eyebrow: string
  readonly invitation: InvitationWords
  readonly link: LinkWords
  readonly seen: SeenLinkWords
  readonly code: CodeWords
  readonly decline: DeclineWords
  readonly closed: ClosedWords
  readonly joined: JoinedWords
}

/** Whoever invited: a name, where there is one. */
type Inviter = string | undefined

/** What every live invitation says, and the buttons of one for a single person. */
interface InvitationWords {
  readonly title: (organization: string) => string
  readonly lead: (parts: {
    inviter: Inviter
    organization: string
    application: string | undefined
  }) => string
  readonly writtenBy: (inviter: Inviter) => string
  readonly recipient: string
  readonly roles: string
  readonly openUntil: string
  readonly accept: string
  readonly decline: string
  /** What comes after Accept; without an address, for a telephone number that a code goes to. */
  readonly next: (address: string | undefined) => string
  readonly unexpected: string
}

/** A link that many may hold. */
interface LinkWords {
  /** For whom it is; `domain` where only its addresses may join. */
  readonly recipient: (domain: string | null) => string
  readonly address: string
  readonly rule: (domain: string) => string
  readonly otherDomain: (domain: string) => string
  readonly noAddress: (example: string) => string
  readonly submit: string
  readonly note: string
}

/** A personal link that somebody was shown: it leads to the message, and the message leads on. */
interface SeenLinkWords {
  /** The one button; the address is masked. */
  readonly send: (address: string) => string
  readonly note: string
  readonly code: { readonly label: string; readonly submit: string; readonly wrong: string }
  /** After the button, the same whatever became of it. */
  readonly sent: {
    readonly title: string
    readonly text: (address: string) => string
    readonly next: string
    readonly note: string
  }
}

/** The page that asks for the code from the message. */
interface CodeWords {
  /** A link to this page. */
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

/** The question before an invitation is closed. */
interface DeclineWords {
  readonly title: string
  readonly text: (inviter: Inviter) => string
  readonly submit: string
}

/** Why an invitation cannot be accepted (any more), and what to do next. */
interface ClosedWords {
  readonly accepted: { title: string; text: string; notYou: (inviter: Inviter) => string }
  readonly expired: {
    title: string
    text: string
    next: (inviter: Inviter) => string
    orRenew: string
    renew: string
  }
  readonly usedUp: { title: string; text: string; next: (inviter: Inviter) => string }
  readonly replaced: { title: string; text: string; next: (inviter: Inviter) => string }
  readonly revoked: { title: string; text: string; next: (inviter: Inviter) => string }
  readonly declined: { title: string; text: string; next: (inviter: Inviter) => string }
  readonly unknown: { title: string; text: string; next: string }
}

/** After joining, and after saying no. */
interface JoinedWords {
  readonly waitingTitle: string
  readonly waiting: (organization: string) => string
  readonly title: string
  readonly granted: (organization: string, application: string | undefined) => string
  readonly late: (organization: string) => string
  readonly goOn: (application: string | undefined) => string
  readonly declinedTitle: string
  readonly declined: string
  readonly declinedNext: (inviter: Inviter) => string
}

const words: Record<Locale, InviteeWords> = { en, es, fr, de, pt, ja }

/** What the pages of an invitation say in one language. */
export function inviteeWords(locale: Locale): InviteeWords {
  return words[locale]
}
