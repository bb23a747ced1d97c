import { NOT_BEFORE_EXCEPT_KEY, NOT_BEFORE_KEY } from '../../../contract/guestlist-metadata.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../../management/management-api.ts'
import { allow, type Decision, type Refusal, refuse } from '../model/decision.ts'
import { isDatabaseAccount, type Login } from '../model/login.ts'
import { unusablePassword } from '../model/random-id.ts'
import type { RedemptionDecision } from '../redeem/decide-redemption.ts'
import { isOwnAccount, type OwnAccountDeps } from './is-own-account.ts'
import { type NoteDeps, noteAccount } from './note-account.ts'

export type SecureDeps = Omit<NoteDeps, 'ledger'> & {
  ledger: NoteDeps['ledger'] & OwnAccountDeps['ledger'] & Pick<Ledger, 'markSecured'>
  management: Pick<
    ManagementApi,
    | 'findUser'
    | 'updateUser'
    | 'listAuthenticationMethods'
    | 'deleteAuthenticationMethod'
    | 'deleteRefreshTokens'
  >
  randomId(): string
}

/** The Action that waits for all of this gives up after 3 seconds. */
const TIMEOUT_MS = 2_200

/**
 * Makes a pre-existing account its owner's own, before it is given anything: somebody else may have registered it and
 * left a passkey, a second factor, sessions and refresh tokens behind. Nothing is done to accounts that are known to be
 * their owner's. What cannot be finished in time is refused, and goes on at the next try.
 */
export async function secureAccount(
  deps: SecureDeps,
  login: Login,
  decision: Extract<RedemptionDecision, { outcome: 'allowed' }>,
): Promise<Decision> {
  const { invitation } = decision.presented
  // A repeated redemption grants nothing new.
  if (decision.account === 'new' || invitation.status === 'accepted') return allow()
  if (await isOwnAccount(deps, login, invitation)) return allow()
  const { userId, userCreatedAt: createdAt } = login
  // The account has to be secured from now on, whatever a later lookup finds.
  await noteAccount(deps, { userId, createdAt, invitationId: invitation.id, isUrgent: false })
  const deadline = deps.now() + TIMEOUT_MS
  const options = () => ({ urgency: 'waiting' as const, timeoutMs: Math.max(0, deadline - deps.now()) })
  try {
    const user = await deps.management.findUser(userId, options())
    // The login itself shows that the user exists, whatever this answer says.
    if (!user) return refuse('account_check_pending')
    const refusal = reasonAgainst(user)
    if (refusal) return refusal
    await secure(deps, { login, user }, options)
    return allow()
  } catch (error) {
    // fail closed: an account that may still be somebody else's gets nothing, and the invitation stays as it is.
    if (error instanceof ManagementError) return refuse('account_check_pending')
    throw error
  }
}

/** Judges by the tenant's record, not by the login's claims. */
function reasonAgainst(user: TenantUser): Refusal | undefined {
  if (user.identities.length > 1) return refuse('account_needs_person')
  return user.emailVerified || user.phoneVerified ? undefined : refuse('account_unproven')
}

/**
 * Writes the date first, so that no session makes new tokens while they are removed. Our own marks, which rest on it,
 * go last.
 */
async function secure(
  { ledger, management, now, randomId }: SecureDeps,
  { login, user }: { login: Login; user: TenantUser },
  options: () => { urgency: 'waiting'; timeoutMs: number },
): Promise<void> {
  const at = now()
  const { userId } = user
  const appMetadata = {
    [NOT_BEFORE_KEY]: new Date(at).toISOString(),
    // The owner's current session is slightly older than the date and stays valid.
    [NOT_BEFORE_EXCEPT_KEY]:
      login.authenticatedAt === null ? null : new Date(login.authenticatedAt).toISOString(),
  }
  await management.updateUser(userId, { appMetadata }, options())
  for (const id of await management.listAuthenticationMethods(userId, options()))
    await management.deleteAuthenticationMethod(userId, id, options())
  // A code let the owner in, and the password is still the one that the account was registered with. Whoever typed it to
  // redeem the owner's link knows it by right.
  if (login.isByPassword === false && isDatabaseAccount(login))
    await management.updateUser(userId, { password: unusablePassword(randomId) }, options())
  await management.deleteRefreshTokens(userId, options())
  await ledger.markSecured({ userId, createdAt: user.createdAt.getTime() }, at)
}
