import type { Gate } from '../../../contract/gate.ts'
import { readGuestlistMetadata } from '../../../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Catalog } from '../../management/catalog.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../../management/management-api.ts'
import { mayHoldTokens, type TokenEvidenceDeps } from '../../people/may-hold-tokens.ts'
import type { Invitation } from '../model/invitation.ts'
import { normaliseEmail } from '../model/normalise-address.ts'
import {
  type AccountRemedy,
  codeOfRemedy,
  decideAccountFromBefore,
  wasNeverLetIn,
} from './decide-account-from-before.ts'
import { type NoteDeps, noteAccount } from './note-account.ts'

export type LookDeps = Omit<NoteDeps, 'ledger'> & {
  ledger: NoteDeps['ledger'] & Pick<Ledger, 'findHandoff' | 'findRefusalsOfUser' | 'noteLook'>
  management: TokenEvidenceDeps['management']
  /** What a press of Accept may ask the tenant, with a small pace of its own. */
  looks: Pick<ManagementApi, 'findUsersByEmail'>
  catalog: Pick<Catalog, 'clients'>
  gate: Gate
}

/** What whoever has just pressed Accept is to be shown next. */
export interface Outlook {
  screen: 'signup' | 'login'
  /** There is an account that has to be dealt with before anybody can go on. */
  obstacle?: RefusalCode
}

/** A person waits for these answers; after them the sign-up form is a good guess. */
const LOOKUP_TIMEOUT_MS = 1_000
const waiting = { urgency: 'waiting', timeoutMs: LOOKUP_TIMEOUT_MS } as const

/**
 * Looks at the accounts that have the invited address at the moment of Accept. Those that are their owner's are noted
 * with the handoff; those that are not yet are noted as such: later they may be confirmed, and still hold what somebody
 * else has left in them. Whoever accepts has the mailbox, and may know of its accounts. Where the tenant cannot be asked
 * nothing is noted, which makes the redemption stricter.
 */
export async function lookAtAccounts(
  deps: LookDeps,
  invitation: Invitation,
  handoffRef: string,
): Promise<Outlook> {
  const { inviteeEmail } = invitation
  if (inviteeEmail === null) return { screen: 'signup' }
  const accounts = await findAccounts(deps, inviteeEmail, invitation.inviterId)
  if (!accounts) return { screen: 'signup' }
  const judged: JudgedAccount[] = []
  for (const user of accounts) judged.push({ user, remedy: await judge(deps, user, invitation) })
  await note(deps, judged, invitation)
  const confirmed = judged.filter(({ user, remedy }) => remedy === 'own' && user.emailVerified)
  await deps.ledger.noteLook(
    handoffRef,
    confirmed.map(({ user }) => user.userId),
  )
  return toOutlook(judged.map(({ remedy }) => remedy))
}

interface JudgedAccount {
  user: TenantUser
  remedy: AccountRemedy
}

/** Undefined where the tenant does not answer, or not in time, or not what was asked. */
async function findAccounts(
  { looks }: LookDeps,
  email: string,
  inviterId: string,
): Promise<TenantUser[] | undefined> {
  try {
    const options = { urgency: 'look', onBehalfOf: inviterId, timeoutMs: LOOKUP_TIMEOUT_MS } as const
    const found = await looks.findUsersByEmail(email, options)
    return found.filter(user => user.email !== undefined && normaliseEmail(user.email) === email)
  } catch (error) {
    if (error instanceof ManagementError) return undefined
    throw error
  }
}

async function note(deps: LookDeps, judged: readonly JudgedAccount[], { id }: Invitation) {
  const hasOwn = judged.some(({ remedy }) => remedy === 'own')
  for (const { user, remedy } of judged) {
    if (remedy === 'own') continue
    // Whoever has an account of their own goes on with that; the other one only must not pass for it later.
    const isUrgent = remedy !== 'person' && !hasOwn
    const account = { userId: user.userId, createdAt: user.createdAt.getTime() }
    await noteAccount(deps, { ...account, invitationId: id, isUrgent })
  }
}

async function judge(deps: LookDeps, user: TenantUser, invitation: Invitation): Promise<AccountRemedy> {
  const refusals = await deps.ledger.findRefusalsOfUser(user.userId)
  const isMadeForInvitation = await isStampedFor(deps, user, invitation)
  const { gate } = deps
  const decide = (mayHoldTokens: boolean) =>
    decideAccountFromBefore({
      identities: user.identities,
      isMadeForInvitation,
      isConfirmed: user.emailVerified,
      // What else it has is read, with everything else afresh, before it is removed.
      wasNeverLetIn: wasNeverLetIn({ user, refusals, gate, mayHoldTokens, hasBelongings: false }),
      invitation,
    })
  return decide(false) === 'remove' ? decide(await mayHold(deps, user)) : decide(true)
}

/** Only says what to show: whoever removes the account asks again. */
async function mayHold({ management, gate, catalog }: LookDeps, { userId }: TenantUser): Promise<boolean> {
  try {
    return await mayHoldTokens({ management, gate, listClients: () => catalog.clients() }, userId, waiting)
  } catch (error) {
    if (error instanceof ManagementError) return true
    throw error
  }
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
