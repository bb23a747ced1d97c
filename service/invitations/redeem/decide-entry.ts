import type { InvitationRow, NewInvitationRow } from '../../ledger/schema/schema.ts'
import { asksBeforeJoining, type Joining } from '../../profile/joining.ts'
import { toInvitation } from '../model/invitation.ts'
import { isOpenTo } from '../model/seen-link.ts'

export interface EntryFacts {
  /** The live personal invitations of the addresses that this login has proven. */
  invitations: readonly InvitationRow[]
  /** The connection of the login. */
  connection: { readonly name: string; readonly strategy: string }
  /** `Gate.entryByAddress` */
  entryByAddress: boolean
  /** Nobody else can be in the account: an address confirmed once does not say who logs in with its password. */
  isOwnAccount: boolean
  joining: Joining
}

export type EntryDecision =
  | { outcome: 'enter'; invitation: InvitationRow }
  /** The person is known to be invited: the link leads on. */
  | { outcome: 'open'; invitation: InvitationRow }
  | { outcome: 'none' }

/**
 * Decides whether a person who proved an invited address may enter without opening the invitation: only if exactly one
 * invitation matches, and it asks for nothing that its page would ask for.
 */
export function decideEntry(facts: EntryFacts): EntryDecision {
  const { connection, entryByAddress, isOwnAccount, joining } = facts
  const [invitation, ...others] = facts.invitations
  if (!invitation) return { outcome: 'none' }
  const asksForNothing = !needsFurtherStep(invitation) && !asksBeforeJoining(joining)
  const isClear = others.length === 0 && asksForNothing && isOpenTo(toInvitation(invitation), connection)
  return { outcome: entryByAddress && isClear && isOwnAccount ? 'enter' : 'open', invitation }
}

/** Does an invitation ask its invitee for more than to be who they are? Whatever it is must not be walked past. */
export function needsFurtherStep({
  connection,
  organization,
}: Pick<NewInvitationRow, 'connection' | 'organization'>): boolean {
  return connection !== null || organization !== null
}
