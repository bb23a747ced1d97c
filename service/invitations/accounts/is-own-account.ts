import { hashSecret } from '../../ledger/engine/hash-secret.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { hasInvitedDatabaseIdentity } from '../model/identity-addresses.ts'
import type { Invitation } from '../model/invitation.ts'
import { isDatabaseAccount, type Login } from '../model/login.ts'
import { decideOwnership } from './decide-ownership.ts'

export interface OwnAccountDeps {
  ledger: Pick<Ledger, 'findAccountState' | 'findInvitationsOfUser' | 'findLookups'>
}

/** Names the invited address where it must not appear; null where there is none, or it was erased. */
export function hashInvited({
  inviteeEmail,
  inviteePhoneNumber,
}: Pick<Invitation, 'inviteeEmail' | 'inviteePhoneNumber'>): string | null {
  const address = inviteeEmail ?? inviteePhoneNumber
  return address === null ? null : hashSecret(address)
}

/** Does the ledger know that this account, which no stamp speaks for, is the invitee's own and nobody else's? */
export async function isOwnAccount(
  { ledger }: OwnAccountDeps,
  login: Login,
  invitation: Invitation,
): Promise<boolean> {
  if (!isDatabaseAccount(login)) return true
  const { userId, userCreatedAt: createdAt } = login
  const noted = await ledger.findAccountState({ userId, createdAt })
  // A login by another identity cannot have been registered in the invitee's name.
  if (noted !== 'open' && !hasInvitedDatabaseIdentity(login, invitation)) return true
  const hasJoinedBefore = await hasJoined({ ledger }, login, invitation)
  const lookups = await findLookups({ ledger }, invitation)
  return decideOwnership({ userId, noted, hasJoinedBefore, lookups }) === 'own'
}

/** Finds the lookups of all presses of Accept, because a resend between two of them must not hide the first. */
async function findLookups(
  { ledger }: { ledger: Pick<Ledger, 'findLookups'> },
  invitation: Invitation,
): Promise<(string[] | null)[]> {
  const addressHash = hashInvited(invitation)
  return addressHash === null ? [] : ledger.findLookups(addressHash)
}

async function hasJoined(
  { ledger }: { ledger: Pick<Ledger, 'findInvitationsOfUser'> },
  { userId, userCreatedAt }: Login,
  { inviteeEmail, inviteePhoneNumber }: Invitation,
): Promise<boolean> {
  const joined = await ledger.findInvitationsOfUser(userId)
  return joined.some(
    ({ redemption, invitation }) =>
      redemption.user_created_at === userCreatedAt &&
      invitation.status !== 'revoked' &&
      invitation.invitee_email === inviteeEmail &&
      invitation.invitee_phone_number === inviteePhoneNumber,
  )
}
