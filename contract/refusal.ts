import { type Locale, locales } from './locale.ts'
import { de } from './sentences/de.ts'
import { en } from './sentences/en.ts'
import { es } from './sentences/es.ts'
import { fr } from './sentences/fr.ts'
import { ja } from './sentences/ja.ts'
import { pt } from './sentences/pt.ts'

/** Every reason for which Guestlist refuses a person. Closed: a new reason starts here. */
export const refusalCodes = [
  'invitation_required',
  /** The login proves an invited address, but the invitation requires more than a login, or its link. */
  'open_invitation',
  'address_mismatch',
  /** A pre-existing database account whose address nobody confirmed: a message with a way to do so is out. */
  'account_unproven',
  /**
   * A pre-existing database account that the gate never admitted: it is being removed, so that its owner can sign up.
   */
  'account_removed',
  /** A pre-existing database account with linked identities: an administrator has to review it. */
  'account_needs_person',
  /** The login began before the account's owner took it over. */
  'login_outdated',
  /** The session is older than Accept, or is unattended: it redeems nothing, even for the right person. */
  'fresh_login_required',
  /** The right person, but the account could not be secured yet, because the tenant does not answer. */
  'account_check_pending',
  'connection_mismatch',
  'handoff_expired',
  'invitation_replaced',
  'invitation_expired',
  'invitation_revoked',
  'invitation_declined',
  'invitation_used',
  'inviter_not_allowed',
  'account_exists',
  'service_unavailable',
  /** A secret of the Actions is missing or unusable. */
  'gate_misconfigured',
  /** The platform's event lacks a part that it is documented to have, or holds something else there. */
  'event_unreadable',
] as const

/** The stable code of a refusal in logs, events and errors. */
export type RefusalCode = (typeof refusalCodes)[number]

/**
 * The sentence a person sees for each code: on Universal Login's form, on the page at /refused, or as
 * `error_description` in the application.
 */
export type Sentences = Readonly<Record<ToldCode, string>>

/** Codes that only the tenant's log shows; the person sees a general "not now" sentence. */
const untold = ['gate_misconfigured', 'event_unreadable'] as const

type ToldCode = Exclude<RefusalCode, (typeof untold)[number]>

const sentences: Record<Locale, Sentences> = { en, es, fr, de, pt, ja }

/** Tells a code of ours from any other string. */
export function isRefusalCode(value: unknown): value is RefusalCode {
  return refusalCodes.some(code => code === value)
}

/** The sentence for a code. */
export function sentenceFor(code: RefusalCode, locale: Locale = locales[0]): string {
  return sentences[locale][isTold(code) ? code : 'service_unavailable']
}

function isTold(code: RefusalCode): code is ToldCode {
  return !untold.some(other => other === code)
}

/** Finds the code of one of our sentences, whatever its language; undefined for any other text. */
export function codeOfSentence(text: string): RefusalCode | undefined {
  return refusalCodes.find(code => locales.some(locale => sentenceFor(code, locale) === text))
}
