import type { Gate } from '../../../contract/gate.ts'
import { readGuestlistMetadata } from '../../../contract/guestlist-metadata.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Catalog } from '../../management/catalog.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../../management/management-api.ts'
import type { Invitation } from '../model/invitation.ts'
import { normaliseEmail } from '../model/normalise-address.ts'
import {
  decidePreExistingAccount,
  type PreExistingAccountAction,
  refusalForPreExistingAccount,
  wasNeverAdmitted,
} from './decide-pre-existing-account.ts'
import { mayHoldTokens, type TokenEvidenceDeps } from './may-hold-tokens.ts'
import { type NoteDeps, noteAccount } from './note-account.ts'

export type AccountLookupDeps = Omit<NoteDeps, 'ledger'> & {
  ledger: NoteDeps['ledger'] & Pick<Ledger, 'findHandoff' | 'findRefusalsOfUser' | 'recordLookup'>
  management: TokenEvidenceDeps['management']
  /** What a press of Accept may ask the tenant, with a small pace of its own. */
  lookups: Pick<ManagementApi, 'findUsersByEmail'>
  catalog: Pick<Catalog, 'clients'>
  gate: Gate
}

/** The next screen for the person who has just pressed Accept. */
export interface NextScreen {
  screen: 'signup' | 'login'
  /** There is an account that has to be dealt with before anybody can go on. */
  blockedBy?: RefusalCode
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
export async function lookUpAccounts(
  deps: AccountLookupDeps,
  invitation: Invitation,
  handoffRef: string,
): Promise<NextScreen> {
  const { inviteeEmail } = invitation
  if (inviteeEmail === null) return { screen: 'signup' }
  const accounts = await findAccounts(deps, inviteeEmail, invitation.inviterId)
  if (!accounts) return { screen: 'signup' }
  const lookedUp: LookedUpAccount[] = []
  for (const user of accounts) lookedUp.push({ user, action: await decideForAccount(deps, user, invitation) })
  await noteAccounts(deps, lookedUp, invitation)
  const confirmed = lookedUp.filter(({ user, action }) => action === 'none' && user.emailVerified)
  await deps.ledger.recordLookup(
    handoffRef,
    confirmed.map(({ user }) => user.userId),
  )
  return toNextScreen(lookedUp.map(({ action }) => action))
}

interface LookedUpAccount {
  user: TenantUser
  action: PreExistingAccountAction
}

/** Returns undefined where the tenant fails, is too slow, or returns something else than was asked for. */
async function findAccounts(
  { lookups }: AccountLookupDeps,
  email: string,
  inviterId: string,
): Promise<TenantUser[] | undefined> {
  try {
    const options = { urgency: 'lookup', onBehalfOf: inviterId, timeoutMs: LOOKUP_TIMEOUT_MS } as const
    const found = await lookups.findUsersByEmail(email, options)
    return found.filter(user => user.email !== undefined && normaliseEmail(user.email) === email)
  } catch (error) {
    if (error instanceof ManagementError) return undefined
    throw error
  }
}

async function noteAccounts(
  deps: AccountLookupDeps,
  lookedUp: readonly LookedUpAccount[],
  { id }: Invitation,
) {
  const hasOwn = lookedUp.some(({ action }) => action === 'none')
  for (const { user, action } of lookedUp) {
    if (action === 'none') continue
    // An invitee with an account that is theirs uses that one; the other account only must not pass for it later.
    const isUrgent = action !== 'manual_review' && !hasOwn
    const account = { userId: user.userId, createdAt: user.createdAt.getTime() }
    await noteAccount(deps, { ...account, invitationId: id, isUrgent })
  }
}

async function decideForAccount(
  deps: AccountLookupDeps,
  user: TenantUser,
  invitation: Invitation,
): Promise<PreExistingAccountAction> {
  const refusals = await deps.ledger.findRefusalsOfUser(user.userId)
  const isMadeForInvitation = await isStampedFor(deps, user, invitation)
  const { gate } = deps
  const decideWith = (mayHoldTokens: boolean) =>
    decidePreExistingAccount({
      identities: user.identities,
      isMadeForInvitation,
      isConfirmed: user.emailVerified,
      // What else it has is read, with everything else afresh, before it is removed.
      wasNeverAdmitted: wasNeverAdmitted({ user, refusals, gate, mayHoldTokens, hasBelongings: false }),
      invitation,
    })
  return decideWith(false) === 'delete' ? decideWith(await mayHold(deps, user)) : decideWith(true)
}

/** Decides only which screen to show; the removal itself checks again. */
async function mayHold(
  { management, gate, catalog }: AccountLookupDeps,
  { userId }: TenantUser,
): Promise<boolean> {
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
function toNextScreen(actions: readonly PreExistingAccountAction[]): NextScreen {
  if (actions.includes('none')) return { screen: 'login' }
  const blockedBy = actions.find(action => action === 'manual_review' || action === 'password_reset')
  return blockedBy
    ? { screen: 'login', blockedBy: refusalForPreExistingAccount(blockedBy) }
    : { screen: 'signup' }
}

type Lookup = Pick<ManagementApi, 'findUsersByEmail'>

/**
 * Creates the look at accounts of one service: who asks about an address while somebody is asking gets the same answer,
 * or the same ManagementError. A thousand presses of one button at once make one request.
 */
export function shareLookups(management: Lookup): Lookup {
  const underWay = new Map<string, ReturnType<Lookup['findUsersByEmail']>>()
  return {
    findUsersByEmail(email, options) {
      const shared = underWay.get(email)
      if (shared) return shared
      const lookup = management.findUsersByEmail(email, options).finally(() => underWay.delete(email))
      underWay.set(email, lookup)
      return lookup
    },
  }
}
