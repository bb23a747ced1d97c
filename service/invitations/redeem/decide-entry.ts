import type { InvitationRow, NewInvitationRow } from '../../ledger/schema/schema.ts'
import { asksBeforeJoining, type Joining } from '../../profile/joining.ts'
import { toInvitation } from '../model/invitation.ts'
import { isOpenTo } from '../model/seen-link.ts'

export interface EntryFacts {
  /** The live personal invitations of the addresses that this login has proven. */
  invitations: readonly InvitationRow[]
  /** Of the login. */
  connection: { readonly name: string; readonly strategy: string }
  /** `Gate.entryByAddress` */
  entryByAddress: boolean
  /** Nobody else can be in the account: an address that was confirmed once does not say who logs in with its password. */
  isOwnAccount: boolean
  joining: Joining
}

export type EntryDecision =
  | { outcome: 'enter'; invitation: InvitationRow }
  /** Invited, and known to be: the link leads on. */
  | { outcome: 'open'; invitation: InvitationRow }
  | { outcome: 'none' }

/**
 * May somebody come in who has proven an invited address, but did not open the invitation? Only if it is clear which
 * one, and if it asks for nothing that its page would ask for.
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
