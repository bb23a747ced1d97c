/**
 * Every reason for which Guestlist refuses a person, and the sentence that the person sees: on Universal Login's form,
 * on the page at /refused, or as `error_description` in the application. Closed: a new reason starts here.
 */
const refusalSentences = {
  invitation_required:
    'Joining is by invitation only. If you have been invited, please open the link in your invitation.',
  address_mismatch:
    'This invitation is for another address. Please continue with the address that was invited.',
  address_unproven:
    'We could not confirm that this address is yours. Please continue in a way that confirms it.',
  account_unproven:
    'An account with this address exists, but its address was never confirmed. Please confirm it, then open your invitation again.',
  connection_mismatch: 'This invitation asks for another way to log in. Please open it again and follow it.',
  handoff_expired: 'This took longer than we can wait. Please open your invitation again.',
  invitation_replaced: 'A newer invitation was sent. Please open the link in the latest message.',
  invitation_expired: 'This invitation has expired. Please ask for a new one.',
  invitation_revoked: 'This invitation is no longer valid. Please ask whoever invited you.',
  invitation_declined: 'This invitation was declined. Please ask whoever invited you for a new one.',
  invitation_used: 'This invitation has already been used.',
  inviter_not_allowed:
    'Whoever sent this invitation may no longer invite you to this. Please ask them, or somebody else there.',
  account_exists:
    'This invitation is for people who are new here, and this account is not. Please log in as you always do.',
  service_unavailable: 'We cannot check invitations right now. Please try again in a few minutes.',
  // For the person the same; for whoever reads the tenant's log: a secret of the Actions is missing or unusable.
  gate_misconfigured: 'We cannot check invitations right now. Please try again in a few minutes.',
} as const satisfies Record<string, string>

/** Why somebody was refused: the stable code in logs, events and errors. */
export type RefusalCode = keyof typeof refusalSentences

/** The codes as a list, for tables and tests. */
export const refusalCodes = Object.keys(refusalSentences) as RefusalCode[]

/** Tells a code of ours from any other string. */
export function isRefusalCode(value: unknown): value is RefusalCode {
  return typeof value === 'string' && Object.hasOwn(refusalSentences, value)
}

/** The sentence for a code; English until the other languages arrive. */
export function sentenceFor(code: RefusalCode): string {
  return refusalSentences[code]
}
