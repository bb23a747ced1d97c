import type { Invitation } from '../invitations/model/invitation.ts'
import { normaliseEmail } from '../invitations/model/normalise-address.ts'
import type { TenantUser } from '../management/management-api.ts'

/**
 * Does an invitation prove an address that the tenant does not know to be proven? Only a delivered link does, which
 * nobody but the mailbox has seen, and only Auth0's own database believes us
 * (https://auth0.com/docs/manage-users/user-accounts/verify-emails).
 */
export function isVerifiable(
  user: TenantUser,
  invitation: Pick<Invitation, 'delivery' | 'inviteeEmail'>,
): boolean {
  return (
    invitation.delivery === 'delivered' &&
    !user.emailVerified &&
    // The first identity is the one whose address the profile shows.
    user.identities[0]?.provider === 'auth0' &&
    user.email !== undefined &&
    normaliseEmail(user.email) === invitation.inviteeEmail
  )
}
