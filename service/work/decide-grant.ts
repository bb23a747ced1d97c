import type { LoginIdentity } from '../../contract/calls.ts'
import type { ProofRules } from '../../contract/gate.ts'
import { type Decision, refuse } from '../invitations/model/decision.ts'
import type { Invitation } from '../invitations/model/invitation.ts'
import { normaliseEmail, normalisePhoneNumber } from '../invitations/model/normalise-address.ts'
import { decideBinding } from '../invitations/redeem/decide-binding.ts'
import type { RedemptionRow } from '../ledger/schema/schema.ts'
import type { TenantUser } from '../management/management-api.ts'

/** The ledger's facts from the login, and the user's present state in the tenant. */
export interface GrantFacts {
  redemption: Pick<RedemptionRow, 'account' | 'connection'>
  invitation: Pick<Invitation, 'delivery' | 'inviteeEmail' | 'inviteePhoneNumber' | 'linkIssuedAt'>
  user: TenantUser
  proof: ProofRules
}

/**
 * Is the redemption still true of the user? The same rule as at the login, but on facts that the tenant itself gives:
 * whoever has the Actions' key can claim any user, and cannot make one.
 */
export function decideGrant(facts: GrantFacts): Decision {
  const { redemption, invitation, user, proof } = facts
  const identity = user.identities.find(({ connection }) => connection === redemption.connection)
  if (!identity) return refuse('connection_mismatch')
  return decideBinding({
    invitation,
    login: {
      email: user.email === undefined ? null : normaliseEmail(user.email),
      emailVerified: user.emailVerified,
      phoneNumber: user.phoneNumber === undefined ? null : normalisePhoneNumber(user.phoneNumber),
      phoneVerified: user.phoneVerified,
      identities: user.identities.map(toLoginIdentity),
      // The provider of an identity is the name of its strategy, for every strategy.
      connection: { name: identity.connection, strategy: identity.provider },
    },
    isFromBefore: hasDatabaseIdentity(user) && !isMadeForInvitation(facts),
    proof,
  })
}

/** Is it the account that redeemed, and not another one that was made with the same id after it was deleted? */
export function isSameAccount(redemption: Pick<RedemptionRow, 'user_created_at'>, user: TenantUser): boolean {
  // A second of difference, because an event and the Management API need not write the date alike.
  return Math.abs(user.createdAt.getTime() - redemption.user_created_at) < 1_000
}

/** The stamp is gone by now; the remaining evidence is that the account is not older than the link that admitted it. */
function isMadeForInvitation({ redemption, invitation, user }: GrantFacts): boolean {
  return redemption.account === 'new' && user.createdAt >= invitation.linkIssuedAt
}

function hasDatabaseIdentity({ identities }: TenantUser): boolean {
  return identities.some(({ provider }) => provider === 'auth0')
}

function toLoginIdentity(identity: TenantUser['identities'][number]): LoginIdentity {
  const { provider, userId, connection, isSocial, hostedDomain, profileData } = identity
  return {
    provider,
    user_id: userId,
    connection,
    isSocial,
    ...(hostedDomain !== undefined && { hd: hostedDomain }),
    ...(profileData && { profileData }),
  }
}
