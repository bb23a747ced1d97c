import type { Gate } from '../../contract/gate.ts'
import { type CachedList, createCachedList } from '../management/cached-list.ts'
import type { ManagementApi, OrganizationInvitee } from '../management/management-api.ts'
import { normaliseEmail } from './normalise-address.ts'

/** What Auth0's own invitations to organizations mean to the gate: only those of organizations that it trusts. */
export interface NativeInvitations {
  /** Has a trusted organization invited this address (normalised)? Throws ManagementError. */
  isInvited(email: string): Promise<boolean>
  /** Is the user a member of this organization, and is it trusted? Throws ManagementError. */
  isTrustedMember(userId: string, organizationId: string): Promise<boolean>
}

/** A stranger's sign-up asks for these lists: they are read this often at most. */
const MAX_AGE_MS = 10_000
/** A person waits, and Actions give up after 3 seconds. */
const waiting = { urgency: 'waiting', timeoutMs: 2_000 } as const

/** Asks the tenant itself: `invitation` and `organization` on `/authorize` are anybody's to write. */
export function createNativeInvitations(deps: {
  gate: Pick<Gate, 'trustedOrganizations'>
  management: Pick<ManagementApi, 'listOrganizationInvitees' | 'listUserOrganizations'>
  now: () => number
}): NativeInvitations {
  const { gate, management, now } = deps
  const lists = gate.trustedOrganizations.map(id =>
    createCachedList(() => management.listOrganizationInvitees(id, waiting), now),
  )
  return {
    async isInvited(email) {
      const found = await Promise.all(lists.map(list => isAmong(list, email, now)))
      return found.includes(true)
    },
    async isTrustedMember(userId, organizationId) {
      if (!gate.trustedOrganizations.includes(organizationId)) return false
      const organizations = await management.listUserOrganizations(userId, waiting)
      return organizations.some(({ id }) => id === organizationId)
    },
  }
}

async function isAmong(
  list: CachedList<OrganizationInvitee>,
  email: string,
  now: () => number,
): Promise<boolean> {
  const invitees = await list.read(MAX_AGE_MS)
  return invitees.some(
    invitee => invitee.expiresAt.getTime() > now() && normaliseEmail(invitee.email) === email,
  )
}
