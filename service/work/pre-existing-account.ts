import type { Gate } from '../../contract/gate.ts'
import type { Log } from '../base/log.ts'
import {
  decidePreExistingAccount,
  type PreExistingAccountAction,
  wasNeverAdmitted,
} from '../invitations/accounts/decide-pre-existing-account.ts'
import { isStampedFor } from '../invitations/accounts/look-up-accounts.ts'
import { mayHoldTokens, type TokenEvidenceDeps } from '../invitations/accounts/may-hold-tokens.ts'
import { type Invitation, toInvitation } from '../invitations/model/invitation.ts'
import { statusOf } from '../invitations/model/invitation-status.ts'
import { normaliseEmail } from '../invitations/model/normalise-address.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { UnprovenAccountRow } from '../ledger/schema/gate-schema.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import { renderPasswordMail } from '../mail/password-mail.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../management/management-api.ts'
import type { Templates } from '../templates/templates.ts'
import { isSameAccount } from './decide-grant.ts'
import type { Job, JobResult } from './job.ts'

const TICKET_TTL_SECONDS = 86_400
/** A second press of Accept within this time sends nothing, because the first mail is there already. */
const BETWEEN_MAILS_MS = 10 * 60_000
const DAY_MS = 86_400_000
const MAILS_PER_DAY = 3
/** Facts from the tenant that are older may be outdated. */
const MAX_AGE_MS = 15_000

export interface PreExistingAccountDeps {
  ledger: Pick<
    Ledger,
    | 'findUnprovenAccount'
    | 'findInvitation'
    | 'findHandoff'
    | 'findRedemptionsOfUser'
    | 'findRefusalsOfUser'
    | 'incrementCounter'
    | 'markUnprovenMailed'
  >
  management: TokenEvidenceDeps['management'] &
    Pick<
      ManagementApi,
      | 'findUser'
      | 'listClients'
      | 'listUserRoles'
      | 'listUserOrganizations'
      | 'deleteUser'
      | 'createPasswordTicket'
    >
  mailer: Mailer
  gate: Gate
  organization: string
  templates?: Templates | undefined
  publicUrl: string
  now: () => number
  log: Log
}

const urgency = { urgency: 'grant' } as const

/**
 * Creates the job that deals with a pre-existing account whose address its owner has not confirmed: it reads the
 * account afresh, and removes it, or sends its owner a way to a new password, or leaves it to a person.
 */
export function createPreExistingAccountJob(deps: PreExistingAccountDeps): Job {
  return {
    kind: 'pre_existing_account',
    // The work sends no mail: it waits in the queue for the tenant's rate limit.
    queue: 'grants',
    maxAttempts: 60,
    async run(work) {
      const account = await deps.ledger.findUnprovenAccount(work.subject)
      const row = account && (await deps.ledger.findInvitation(account.invitation_id))
      if (!account || !row) return { outcome: 'dropped', code: 'not_found' }
      if (account.secured_at !== null) return { outcome: 'dropped', code: 'secured' }
      const invitation = toInvitation(row)
      const status = statusOf(invitation, deps.now())
      if (status !== 'pending') return { outcome: 'dropped', code: status }
      return handleAccount(deps, account, invitation)
    },
  }
}

async function handleAccount(
  deps: PreExistingAccountDeps,
  account: UnprovenAccountRow,
  invitation: Invitation,
): Promise<JobResult> {
  const { management, log } = deps
  const belongings = await findBelongings(deps, account.user_id)
  // The user last: what decides must be what is.
  const user = await management.findUser(account.user_id, urgency)
  if (!user || !isSameAccount(account, user)) return { outcome: 'dropped', code: 'user_gone' }
  const found = { ...belongings, user, invitation, readAt: deps.now() }
  switch (await decideForAccount(deps, found)) {
    case 'none':
      return { outcome: 'dropped', code: 'confirmed' }
    case 'manual_review':
      log.warn('account.needs_person', { user: user.userId, invitation: invitation.id })
      return { outcome: 'dropped', code: 'needs_person' }
    case 'delete':
      return remove(deps, found)
    case 'password_reset':
      return sendTicket(deps, account, invitation, user)
  }
}

interface Belongings {
  /** Has it roles, or an organization? */
  hasBelongings: boolean
  mayHoldTokens: boolean
}

interface AccountCase extends Belongings {
  user: TenantUser
  invitation: Invitation
  /** Milliseconds since 1970. */
  readAt: number
}

/** fail closed: of an account about which the tenant does not tell everything nothing is deleted. */
async function findBelongings(
  { management, gate }: PreExistingAccountDeps,
  userId: string,
): Promise<Belongings> {
  try {
    const evidence = { management, gate, listClients: management.listClients }
    const mayHold = await mayHoldTokens(evidence, userId, urgency)
    const roles = await management.listUserRoles(userId, urgency)
    const organizations = await management.listUserOrganizations(userId, urgency)
    return { hasBelongings: roles.length + organizations.length > 0, mayHoldTokens: mayHold }
  } catch (error) {
    // Gone, as reading the account itself says next; or the tenant knows the account and not what belongs to it.
    if (error instanceof ManagementError && error.code === 'not_found')
      return { hasBelongings: true, mayHoldTokens: true }
    throw error
  }
}

async function decideForAccount(
  { ledger, gate }: PreExistingAccountDeps,
  found: AccountCase,
): Promise<PreExistingAccountAction> {
  const { user, invitation, mayHoldTokens } = found
  const redemptions = await ledger.findRedemptionsOfUser(user.userId)
  const hasBelongings = found.hasBelongings || redemptions.length > 0
  const refusals = await ledger.findRefusalsOfUser(user.userId)
  const isOther = user.email === undefined || normaliseEmail(user.email) !== invitation.inviteeEmail
  return decidePreExistingAccount({
    identities: user.identities,
    isMadeForInvitation: isOther || (await isStampedFor({ ledger }, user, invitation)),
    isConfirmed: user.emailVerified,
    wasNeverAdmitted: wasNeverAdmitted({ user, hasBelongings, refusals, mayHoldTokens, gate }),
    invitation,
  })
}

/** Asked once more when the request has its turn: whoever was let in while it waited stays, as far as that can be known. */
async function remove(deps: PreExistingAccountDeps, found: AccountCase): Promise<JobResult> {
  let isWanted = true
  const stillWanted = async () => {
    const isRecent = deps.now() - found.readAt <= MAX_AGE_MS
    isWanted = isRecent && (await decideForAccount(deps, found)) === 'delete'
    return isWanted
  }
  await deps.management.deleteUser(found.user.userId, { ...urgency, stillWanted })
  if (!isWanted) return { outcome: 'retry', code: 'changed' }
  deps.log.info('account.removed', { user: found.user.userId, invitation: found.invitation.id })
  return { outcome: 'done' }
}

async function sendTicket(
  deps: PreExistingAccountDeps,
  account: UnprovenAccountRow,
  { id, inviteeEmail: to, locale }: Invitation,
  { userId }: TenantUser,
): Promise<JobResult> {
  const { ledger, management, mailer, now, organization, publicUrl } = deps
  if (to === null) return { outcome: 'dropped', code: 'no_address' }
  if (account.mailed_at !== null && now() - account.mailed_at < BETWEEN_MAILS_MS)
    return { outcome: 'dropped', code: 'already_sent' }
  const windowStart = Math.floor(now() / DAY_MS) * DAY_MS
  const counter = { key: `password_mail:${userId}`, windowStart, limit: MAILS_PER_DAY }
  if (!(await ledger.incrementCounter(counter)).allowed) return { outcome: 'dropped', code: 'limit_reached' }
  const ticket = { ttlSeconds: TICKET_TTL_SECONDS, resultUrl: `${publicUrl}/i` }
  const expiresAt = new Date(now() + TICKET_TTL_SECONDS * 1000)
  const link = await management.createPasswordTicket(userId, ticket, urgency)
  const mail = renderPasswordMail({ organization, locale, invitee: to, link, expiresAt }, deps.templates)
  try {
    await mailer.send({ to, category: 'account', references: { invitation: id }, ...mail })
  } catch (error) {
    if (error instanceof MailError && error.code === 'rejected')
      return { outcome: 'failed', code: error.code }
    throw error
  }
  await ledger.markUnprovenMailed(account.id, now())
  return { outcome: 'done' }
}
