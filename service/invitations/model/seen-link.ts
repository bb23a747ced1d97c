import type { Invitation } from './invitation.ts'

type Link = Pick<
  Invitation,
  'kind' | 'generation' | 'delivery' | 'handedOutGeneration' | 'inviteePhoneNumber'
>

/**
 * Does the link of this generation lead to nothing but a message to the invited address? Somebody was shown it, and
 * whoever holds it may be anybody: only what the mailbox gets then leads on.
 */
export function leadsToMessage(link: Link, generation: number): boolean {
  if (link.kind !== 'personal' || isProvenByLogin(link)) return false
  const isShown = generation === link.generation && link.delivery === 'handed_out'
  return isShown || generation === link.handedOutGeneration
}

/**
 * Must the login itself prove the number, with a code that goes there at that very moment? No message of ours goes to
 * telephones yet, so that the link of such an invitation is shown to somebody and has to lead on by itself. It leads to
 * no other login, not even of an account that has proven the number before, and it admits no sign-up with a password.
 * Once messages go to telephones, this rule goes, and such a link leads to its message like any other.
 */
export function isProvenByLogin({
  delivery,
  inviteePhoneNumber,
}: Pick<Invitation, 'delivery' | 'inviteePhoneNumber'>): boolean {
  return delivery === 'handed_out' && inviteePhoneNumber !== null
}

/** Name and strategy of the connection that sends codes to telephones; the tenant has no other of the kind. */
export const CODES_TO_TELEPHONES = 'sms'

type Terms = Pick<Invitation, 'delivery' | 'inviteePhoneNumber' | 'connection'>

/** The connection with which an invitation's log-in begins; undefined where the person may choose. */
export function connectionOf(invitation: Terms): string | undefined {
  return isProvenByLogin(invitation) ? CODES_TO_TELEPHONES : (invitation.connection ?? undefined)
}

/** May a sign-up or a login of this connection use the invitation? */
export function isOpenTo(
  invitation: Terms,
  { name, strategy }: { readonly name: string; readonly strategy: string },
): boolean {
  // fail closed: checked by the strategy, because a database may have any name.
  if (isProvenByLogin(invitation) && strategy !== CODES_TO_TELEPHONES) return false
  return invitation.connection === null || invitation.connection === name
}
