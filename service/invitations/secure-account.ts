import { METADATA_KEY } from '../../contract/calls.ts'
import { readGuestlistMetadata } from '../../contract/guestlist-metadata.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../management/management-api.ts'
import type { RedemptionDecision } from './decide-redemption.ts'
import { type Refusal, refuse } from './decision.ts'
import type { Login } from './login.ts'

export interface SecureDeps {
  ledger: Pick<Ledger, 'isUnprovenAccount' | 'markSecured'>
  management: Pick<
    ManagementApi,
    | 'findUser'
    | 'updateUser'
    | 'listAuthenticationMethods'
    | 'deleteAuthenticationMethod'
    | 'deleteRefreshTokens'
  >
  /** Milliseconds since 1970. */
  now(): number
}

export type Secured = { outcome: 'secured'; securedAt?: number } | Refusal

/** The Action that waits for all of this gives up after 3 seconds. */
const PATIENCE_MS = 2_200

/**
 * Makes an account from before its owner's own, before it is given anything: somebody else may have registered it and
 * left a passkey, a second factor, sessions and refresh tokens behind. Only accounts that were seen unproven when their
 * invitation was accepted, and by now are confirmed; for all others nothing is done. What cannot be finished in time is
 * refused, and goes on at the next try.
 */
export async function secureAccount(
  deps: SecureDeps,
  login: Login,
  decision: Extract<RedemptionDecision, { outcome: 'allowed' }>,
): Promise<Secured> {
  if (!(await needsSecuring(deps, login, decision))) return { outcome: 'secured' }
  const deadline = deps.now() + PATIENCE_MS
  const options = () => ({ urgency: 'waiting' as const, timeoutMs: Math.max(0, deadline - deps.now()) })
  try {
    const user = await deps.management.findUser(login.userId, options())
    const refusal = reasonAgainst(user)
    if (!user || refusal) return refusal ?? refuse('account_unproven')
    return { outcome: 'secured', securedAt: await secure(deps, user, options) }
  } catch (error) {
    // fail closed: an account that may still be somebody else's gets nothing, and the invitation stays as it is.
    if (error instanceof ManagementError) return refuse('service_unavailable')
    throw error
  }
}

function needsSecuring(
  { ledger }: SecureDeps,
  { userId, userCreatedAt, identities }: Login,
  { account, presented }: Extract<RedemptionDecision, { outcome: 'allowed' }>,
): Promise<boolean> | boolean {
  if (account !== 'existing' || !identities.some(({ provider }) => provider === 'auth0')) return false
  // Registered by address alone after Accept, and not by the login that holds the handoff.
  if (userCreatedAt >= presented.handoff.created_at && presented.handoff.admitted_at !== null) return true
  return ledger.isUnprovenAccount({ userId, createdAt: userCreatedAt })
}

/** The tenant's own word, not the login's. */
function reasonAgainst(user: TenantUser | null): Refusal | undefined {
  if (!user) return refuse('account_unproven')
  if (user.identities.length > 1) return refuse('account_needs_person')
  return user.emailVerified || user.phoneVerified ? undefined : refuse('account_unproven')
}

/** First the date: from then on no session makes new tokens of what is being removed. */
async function secure(
  { ledger, management, now }: SecureDeps,
  user: TenantUser,
  options: () => { urgency: 'waiting'; timeoutMs: number },
): Promise<number> {
  const at = now()
  const ours = { ...readGuestlistMetadata(user.appMetadata), not_before: new Date(at).toISOString() }
  await management.updateUser(user.userId, { appMetadata: { [METADATA_KEY]: ours } }, options())
  for (const id of await management.listAuthenticationMethods(user.userId, options()))
    await management.deleteAuthenticationMethod(user.userId, id, options())
  await management.deleteRefreshTokens(user.userId, options())
  await ledger.markSecured({ userId: user.userId, createdAt: user.createdAt.getTime() }, at)
  return at
}
