import type { Locale } from '../../../contract/locale.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { pt } from './pt.ts'

/** What messages say. Values are safe to show as text; the message escapes them for HTML. */
export interface MailWords {
  readonly greeting: string
  /** What people are invited to: an application of the organization. */
  readonly target: (parts: { application: string; organization: string }) => string
  /** Above a link in full, for mail programs that show no buttons. */
  readonly linkInstead: string
  readonly invitation: InvitationMailWords
  readonly joined: InviterMailWords
  readonly password: PasswordMailWords
}

interface InvitationMailWords {
  readonly subject: (parts: { inviter: string | undefined; target: string }) => string
  readonly invitation: (parts: { inviter: string | undefined; invitee: string; target: string }) => string
  /** Stands before what the inviter wrote. */
  readonly writes: (inviter: string | undefined) => string
  readonly open: string
  /** The way in for mailboxes whose scanners break links. */
  readonly code: (parts: { page: string; invitee: string; code: string }) => string
  readonly validUntil: (date: string) => string
  readonly personal: (invitee: string) => string
  readonly unexpected: string
}

/** To an inviter, when somebody has joined. */
interface InviterMailWords {
  readonly subject: (parts: { invitee: string; target: string }) => string
  readonly joined: (parts: { invitee: string; target: string; date: string }) => string
  readonly reason: string
}

/** To the owner of an address that somebody has registered. */
interface PasswordMailWords {
  readonly subject: (organization: string) => string
  readonly reason: (parts: { invitee: string; organization: string }) => string
  readonly choose: string
  readonly next: (date: string) => string
  readonly unexpected: string
}

const words: Record<Locale, MailWords> = { en, es, fr, de, pt, ja }

/** What messages say in one language. */
export function mailWords(locale: Locale): MailWords {
  return words[locale]
}
