import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../../contract/refusal.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ManagementApi, TenantUser } from '../management/management-api.ts'
import {
  type AccountRemedy,
  codeOfRemedy,
  countRefused,
  decideAccountFromBefore,
  type LetInFacts,
  wasNeverLetIn,
} from './decide-account-from-before.ts'
import type { Invitation } from './invitation.ts'
import { normaliseEmail } from './normalise-address.ts'
import { type NoteDeps, noteAccount } from './note-account.ts'

export type LookDeps = Omit<NoteDeps, 'ledger'> & {
  ledger: NoteDeps['ledger'] & Pick<Ledger, 'findHandoff' | 'findRefusalsOfUser'>
  management: Pick<ManagementApi, 'findUsersByEmail'>
  gate: LetInFacts['gate']
}

/** What whoever has just pressed Accept is to be shown next. */
export interface Outlook {
  screen: 'signup' | 'login'
  /** There is an account that has to be dealt with before anybody can go on. */
  obstacle?: RefusalCode
}

/** A person waits for this answer; after it the sign-up form is a good guess. */
const LOOKUP_TIMEOUT_MS = 1_000

/**
 * Looks at the accounts that have the invited address at the moment of Accept, and notes those that are not their
 * owner's yet: later they may be confirmed, and still hold what somebody else has left in them. Whoever accepts has the
 * mailbox, and may know of its accounts. Never throws for a tenant that cannot be asked.
 */
export async function lookAtAccounts(
  deps: LookDeps,
  invitation: Invitation,
  acceptedAt: number,
): Promise<Outlook> {
  const { inviteeEmail } = invitation
  if (inviteeEmail === null) return { screen: 'signup' }
  const options = { urgency: 'look', onBehalfOf: invitation.inviterId, timeoutMs: LOOKUP_TIMEOUT_MS } as const
  const found = await deps.management.findUsersByEmail(inviteeEmail, options).catch(() => [])
  const accounts = found.filter(({ email }) => email !== undefined && normaliseEmail(email) === inviteeEmail)
  const judged = await Promise.all(
    accounts.map(async user => ({ user, remedy: await judge(deps, { user, invitation, acceptedAt }) })),
  )
  const hasOwn = judged.some(({ remedy }) => remedy === 'own')
  for (const { user, remedy } of judged) {
    if (remedy === 'own') continue
    // Whoever has an account of their own goes on with that; the other one only must not pass for it later.
    const isUrgent = remedy !== 'person' && !hasOwn
    const account = { userId: user.userId, createdAt: user.createdAt.getTime() }
    await noteAccount(deps, { ...account, invitationId: invitation.id, isUrgent })
  }
  return toOutlook(judged.map(({ remedy }) => remedy))
}

interface Found {
  user: TenantUser
  invitation: Invitation
  acceptedAt: number
}

async function judge(deps: LookDeps, { user, invitation, acceptedAt }: Found): Promise<AccountRemedy> {
  const refusals = await deps.ledger.findRefusalsOfUser(user.userId)
  const refusedLogins = countRefused(refusals, user.createdAt.getTime())
  return decideAccountFromBefore({
    identities: user.identities,
    isMadeForInvitation:
      user.createdAt.getTime() >= acceptedAt || (await isStampedFor(deps, user, invitation)),
    isConfirmed: user.emailVerified,
    // What else it has is read, with everything else afresh, before it is removed.
    wasNeverLetIn: wasNeverLetIn({ user, gate: deps.gate, hasBelongings: false, refusedLogins }),
    invitation,
  })
}

/** Did an earlier press on the same link admit its sign-up? Then it only has not come to its first login yet. */
export async function isStampedFor(
  { ledger }: { ledger: Pick<Ledger, 'findHandoff'> },
  { appMetadata }: Pick<TenantUser, 'appMetadata'>,
  { id, generation }: Pick<Invitation, 'id' | 'generation'>,
): Promise<boolean> {
  const { admission } = readGuestlistMetadata(appMetadata)
  const handoff = admission === undefined ? undefined : await ledger.findHandoff({ ref: admission })
  return handoff?.admitted_at != null && handoff.invitation_id === id && handoff.generation === generation
}

/** An account that is being removed is in nobody's way by the time a form has been filled in. */
function toOutlook(remedies: readonly AccountRemedy[]): Outlook {
  if (remedies.includes('own')) return { screen: 'login' }
  const obstacle = remedies.find(remedy => remedy === 'person' || remedy === 'reset')
  return obstacle ? { screen: 'login', obstacle: codeOfRemedy(obstacle) } : { screen: 'signup' }
}
