import type { Gate } from '../../../contract/gate.ts'
import { type CachedList, createCachedList } from '../../management/cached-list.ts'
import {
  type ManagementApi,
  ManagementError,
  type OrganizationInvitee,
} from '../../management/management-api.ts'
import { normaliseEmail } from '../model/normalise-address.ts'

/** Auth0's own organization invitations, as far as the gate trusts the organization. */
export interface NativeInvitations {
  /** Has a trusted organization, or this very one, invited this address (normalised)? Throws ManagementError. */
  isInvited(email: string, organizationId?: string): Promise<boolean>
  /** Is the user a member of this organization, and is it trusted? Throws ManagementError. */
  isTrustedMember(userId: string, organizationId: string): Promise<boolean>
}

/** Strangers' sign-ups cause these reads, so they are cached this long. */
const MAX_AGE_MS = 5_000
/** A person waits, and Actions give up after 3 seconds. */
const waiting = { urgency: 'waiting', timeoutMs: 2_000 } as const

/** Asks the tenant itself, because anybody can write `invitation` and `organization` on `/authorize`. */
export function createNativeInvitations(deps: {
  gate: Pick<Gate, 'trustedOrganizations'>
  management: Pick<ManagementApi, 'listOrganizationInvitees' | 'listUserOrganizations'>
  now: () => number
}): NativeInvitations {
  const { gate, management, now } = deps
  const load = (id: string) => () => management.listOrganizationInvitees(id, waiting).catch(noneIfGone)
  const lists = new Map(gate.trustedOrganizations.map(id => [id, createCachedList(load(id), now)]))
  return {
    async isInvited(email, organizationId) {
      const asked = [...lists].filter(([id]) => organizationId === undefined || id === organizationId)
      const found = await Promise.all(asked.map(([, list]) => isAmong(list, email, now)))
      return found.includes(true)
    },
    async isTrustedMember(userId, organizationId) {
      if (!lists.has(organizationId)) return false
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

function noneIfGone(error: unknown): never[] {
  if (error instanceof ManagementError && error.code === 'not_found') return []
  throw error
}
