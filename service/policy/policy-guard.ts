import type { Guard, Sending } from '../invitations/model/guard.ts'
import { changesGrant } from '../invitations/model/invitation-changes.ts'
import { InvitationError } from '../invitations/model/invitation-error.ts'
import { GRANT_ANY_PERMISSION, type Inviter } from '../invitations/model/new-invitation.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ManagementApi } from '../management/management-api.ts'
import { type AcceptanceDeps, decideAcceptance } from './decide-acceptance.ts'
import { decideAddress, type Recipient } from './decide-address.ts'
import { decideGrantable, type Promises } from './decide-grantable.ts'
import { type ExistenceVisibility, maySeeExistence } from './existence.ts'
import { toLimitCounters } from './limits.ts'
import type { Policy } from './policy.ts'
import { type Needs, readAuthority } from './read-authority.ts'

export interface PolicyGuardDeps extends AcceptanceDeps {
  ledger: Pick<Ledger, 'incrementInTurn'>
  management: Pick<ManagementApi, 'findUsersByEmail'>
  existenceVisibleTo: ExistenceVisibility
}

/** A caller of the API waits at most this long for the tenant. */
const API_TIMEOUT_MS = 5_000

/** Creates what the use cases ask about policy, over the tenant and the ledger. */
export function createPolicyGuard(deps: PolicyGuardDeps): Guard {
  return {
    async assertMayCreate(inviter, request) {
      const { invitee, domain, onExistingUser } = request
      assertAddress(deps.policy, { ...invitee, domain })
      await assertGrantable(deps, inviter, toPromises(request))
      if (onExistingUser === 'refuse') await assertNew(deps, inviter, invitee)
    },
    async assertMayEdit(inviter, invitation, changes) {
      const { inviteeEmail: email, inviteePhoneNumber: phoneNumber, domain } = invitation
      assertAddress(deps.policy, changes.invitee ?? { email, phoneNumber, domain })
      if (changesGrant(changes)) await assertGrantable(deps, inviter, toPromises(changes, invitation))
      if (changes.invitee && invitation.onExistingUser === 'refuse')
        await assertNew(deps, inviter, changes.invitee)
    },
    decideAtAcceptance: invitation => decideAcceptance(deps, invitation),
    isAllowedAddress: address => decideAddress(deps.policy, address).outcome === 'allowed',
    takeSending: sending => takeSending(deps, sending),
  }
}

function assertAddress(policy: Policy, recipient: Recipient): void {
  const decision = decideAddress(policy, recipient)
  if (decision.outcome === 'allowed') return
  const { limit } = decision
  throw new InvitationError('domain_not_allowed', fieldOf(recipient), 'Nobody may be invited there.', {
    limit,
  })
}

function fieldOf({ email, phoneNumber }: Recipient): string {
  if (email != null) return 'invitee.email'
  return phoneNumber == null ? 'domain' : 'invitee.phone_number'
}

type Asked = { [Name in keyof Promises]?: Promises[Name] | undefined }

/** Returns the requested grant; for an edit, the grant as it will be. */
function toPromises(asked: Asked, now: Asked = {}): Promises {
  return {
    roles: asked.roles ?? now.roles ?? [],
    permissions: asked.permissions ?? now.permissions ?? [],
    appMetadata: asked.appMetadata ?? now.appMetadata ?? {},
    userMetadata: asked.userMetadata ?? now.userMetadata ?? {},
  }
}

async function assertGrantable(deps: PolicyGuardDeps, inviter: Inviter, promises: Promises): Promise<void> {
  const deadline = deps.clock.now() + API_TIMEOUT_MS
  const authority = await readAuthority(deps, inviter, toNeeds(inviter, promises), deadline)
  const decision = decideGrantable(promises, authority)
  if (decision.outcome === 'refused')
    throw new InvitationError('forbidden', decision.field, 'You may not grant this.')
}

/** Administrators need no list, and whoever gives nothing needs none either. */
function toNeeds({ permissions }: Inviter, promises: Promises): Needs {
  const isLimited = !permissions.has(GRANT_ANY_PERMISSION)
  const metadata = [promises.appMetadata, promises.userMetadata].flatMap(Object.keys)
  return {
    roles: isLimited && promises.roles.length + metadata.length > 0,
    permissions: isLimited && promises.permissions.length > 0,
  }
}

/** Those who may know are told now; for all others the acceptance refuses, and this answer is the same as ever. */
async function assertNew(deps: PolicyGuardDeps, inviter: Inviter, { email }: Recipient): Promise<void> {
  if (email == null || !maySeeExistence(deps.existenceVisibleTo, inviter)) return
  const users = await deps.management.findUsersByEmail(email, { urgency: 'waiting' })
  if (users.length > 0)
    throw new InvitationError('user_exists', 'invitee.email', 'This address has an account already.')
}

async function takeSending(deps: PolicyGuardDeps, sending: Sending): Promise<void> {
  const now = deps.clock.now()
  const counters = toLimitCounters(deps.policy.limits, sending, now)
  const refused = await deps.ledger.incrementInTurn(counters)
  const counter = refused === undefined ? undefined : counters[refused]
  if (counter) {
    const details = { limit: counter.name, retryAfterSeconds: Math.ceil((counter.windowEnd - now) / 1000) }
    throw new InvitationError('limit_reached', undefined, `The limit ${counter.name} is reached.`, details)
  }
  // The address is checked after the count, because refused attempts count too.
  assertAddress(deps.policy, sending.recipient ?? {})
}
