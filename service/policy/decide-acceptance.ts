import { DELIVER_PERMISSION } from '../invitations/manage/vouch.ts'
import { type Refusal, refuse } from '../invitations/model/decision.ts'
import type { AcceptanceDecision } from '../invitations/model/guard.ts'
import type { Invitation } from '../invitations/model/invitation.ts'
import {
  GRANT_ANY_PERMISSION,
  GRANT_METADATA_PERMISSION,
  type Inviter,
  SHARED_LINKS_PERMISSION,
} from '../invitations/model/new-invitation.ts'
import { ManagementError } from '../management/management-api.ts'
import { decideAddress } from './decide-address.ts'
import { decideGrantable } from './decide-grantable.ts'
import { toClientId } from './find-role-policies.ts'
import type { InviterAuthority } from './inviter-authority.ts'
import type { Policy } from './policy.ts'
import { readAuthority } from './read-authority.ts'

export interface AcceptanceDeps {
  policy: Policy
  authority: InviterAuthority
  /** Identifier of this service's API in the tenant. */
  apiAudience: string
  /** The tenant's name of the permission to invite. */
  createPermission: string
  /** Milliseconds since 1970. */
  clock: { now(): number }
}

/** The other permissions of a client whose grant lists no scopes because it has them all. */
const everyOther = [
  GRANT_ANY_PERMISSION,
  GRANT_METADATA_PERMISSION,
  SHARED_LINKS_PERMISSION,
  DELIVER_PERMISSION,
]

/** A login waits for this, and the Action gives up on the service after 3 seconds. */
const ACCEPTANCE_TIMEOUT_MS = 800

/**
 * Does an invitation still count, at the moment somebody joins through it? Judged by the policy of today and by what
 * the tenant says today about the inviter, and about whoever has changed the grant since: blocked, deleted or demoted
 * people give nothing any more. Never throws ManagementError.
 */
export async function decideAcceptance(
  deps: AcceptanceDeps,
  invitation: Invitation,
): Promise<AcceptanceDecision> {
  const { inviteeEmail: email, inviteePhoneNumber: phoneNumber, domain } = invitation
  if (decideAddress(deps.policy, { email, phoneNumber, domain }).outcome === 'refused') return notAllowed()
  const deadline = deps.clock.now() + ACCEPTANCE_TIMEOUT_MS
  try {
    // Roles say it for nearly everybody; what a person was given beside them costs one more request.
    const byRole = await decideBySource(deps, invitation, { includesDirect: false, deadline })
    if (byRole.outcome === 'allowed') return byRole
    return await decideBySource(deps, invitation, { includesDirect: true, deadline })
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error
    // fail closed: nothing is used up, and the person may try again in a minute.
    return refuse('service_unavailable')
  }
}

/** How much to find out, and until when. */
interface AuthoritySource {
  readonly includesDirect: boolean
  readonly deadline: number
}

async function decideBySource(
  deps: AcceptanceDeps,
  invitation: Invitation,
  depth: AuthoritySource,
): Promise<AcceptanceDecision> {
  const { inviterId, inviterKind, inviterVia, grantedBy } = invitation
  const inviter = await readInviter(deps, { id: inviterId, kind: inviterKind, via: inviterVia }, depth)
  if (!inviter || !mayInvite(inviter, invitation, deps)) return notAllowed()
  if (!(await isStillVouched(deps, invitation, depth))) return notAllowed()
  const granter = grantedBy ? await readInviter(deps, grantedBy, depth) : inviter
  if (!granter) return notAllowed()
  const needs = { roles: true, permissions: invitation.permissions.length > 0 }
  const authority = await readAuthority(deps, granter, needs, depth.deadline)
  if (decideGrantable(invitation, authority).outcome === 'refused') return notAllowed()
  const keys = new Set([invitation.appMetadata, invitation.userMetadata].flatMap(Object.keys))
  return { outcome: 'allowed', overwrite: [...keys].filter(key => authority.overwriteKeys.has(key)) }
}

function mayInvite({ permissions }: Inviter, { kind, parentId }: Invitation, deps: AcceptanceDeps): boolean {
  const isThroughLink = kind !== 'personal' || parentId !== null
  return (
    permissions.has(deps.createPermission) && (!isThroughLink || permissions.has(SHARED_LINKS_PERMISSION))
  )
}

/** A client that is not trusted any more to send links itself has not been trusted with those that are out, either. */
async function isStillVouched(
  deps: AcceptanceDeps,
  { vouchedBy }: Invitation,
  depth: AuthoritySource,
): Promise<boolean> {
  if (vouchedBy === null) return true
  const voucher = await readInviter(deps, { id: vouchedBy, kind: 'client' }, depth)
  return voucher?.permissions.has(DELIVER_PERMISSION) === true
}

/** Somebody with what they may do here now, as their next token would say it; null for whoever is gone or blocked. */
async function readInviter(
  { authority, apiAudience, createPermission }: AcceptanceDeps,
  { id, kind, via }: Pick<Inviter, 'id' | 'kind' | 'via'>,
  { includesDirect, deadline }: AuthoritySource,
): Promise<Inviter | null> {
  if (kind === 'client') {
    // The tenant grants scopes to clients: of an agent, to the one that it has called with.
    const { scopes, isAll } = await authority.clientScopes(via?.clientId ?? toClientId(id), deadline)
    return { id, kind, permissions: new Set(isAll ? [createPermission, ...everyOther] : scopes) }
  }
  const [isActive, byRole, direct] = await Promise.all([
    authority.isActive(id, deadline),
    authority.permissionsByRole(id, deadline),
    includesDirect ? authority.directPermissions(id, deadline) : [],
  ])
  if (!isActive) return null
  const ours = [...byRole, ...direct].filter(({ api }) => api === apiAudience)
  return { id, kind, permissions: new Set(ours.map(({ name }) => name)) }
}

function notAllowed(): Refusal {
  return refuse('inviter_not_allowed')
}
