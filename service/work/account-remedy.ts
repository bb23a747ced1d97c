import type { Gate } from '../../contract/gate.ts'
import {
  type AccountRemedy,
  countRefused,
  decideAccountFromBefore,
  wasNeverLetIn,
} from '../invitations/decide-account-from-before.ts'
import { type Invitation, toInvitation } from '../invitations/invitation.ts'
import { statusOf } from '../invitations/invitation-status.ts'
import { isStampedFor } from '../invitations/look-at-accounts.ts'
import { normaliseEmail } from '../invitations/normalise-address.ts'
import type { UnprovenAccountRow } from '../ledger/gate-schema.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import { renderPasswordMail } from '../mail/password-mail.ts'
import { type ManagementApi, ManagementError, type TenantUser } from '../management/management-api.ts'
import type { Templates } from '../templates/templates.ts'
import { isSameAccount } from './decide-grant.ts'
import type { Job, JobResult } from './job.ts'

const TICKET_TTL_SECONDS = 86_400
/** Whoever presses Accept again has the message already. */
const BETWEEN_MAILS_MS = 10 * 60_000
const DAY_MS = 86_400_000
const MAILS_PER_DAY = 3

export interface AccountRemedyDeps {
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
  management: Pick<
    ManagementApi,
    'findUser' | 'listUserRoles' | 'listUserOrganizations' | 'deleteUser' | 'createPasswordTicket'
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
 * Creates the job that deals with an account from before whose address its owner has not confirmed: it reads the
 * account afresh, and removes it, or sends its owner a way to a new password, or leaves it to a person.
 */
export function createAccountRemedyJob(deps: AccountRemedyDeps): Job {
  return {
    kind: 'account_remedy',
    // Not a mail: it waits with the others for the tenant's rate limit.
    lane: 'grants',
    maxAttempts: 60,
    async run(work) {
      const account = await deps.ledger.findUnprovenAccount(work.subject)
      const row = account && (await deps.ledger.findInvitation(account.invitation_id))
      if (!account || !row) return { outcome: 'dropped', code: 'not_found' }
      if (account.secured_at !== null) return { outcome: 'dropped', code: 'secured' }
      const invitation = toInvitation(row)
      const status = statusOf(invitation, deps.now())
      if (status !== 'pending') return { outcome: 'dropped', code: status }
      return remedy(deps, account, invitation)
    },
  }
}

async function remedy(
  deps: AccountRemedyDeps,
  account: UnprovenAccountRow,
  invitation: Invitation,
): Promise<JobResult> {
  const { management, log } = deps
  const { user_id } = account
  const roles = await management.listUserRoles(user_id, urgency).catch(noneIfGone)
  const organizations = await management.listUserOrganizations(user_id, urgency).catch(noneIfGone)
  // The user last: what decides must be what is.
  const user = await management.findUser(user_id, urgency)
  if (!user || !isSameAccount(account, user)) return { outcome: 'dropped', code: 'user_gone' }
  const belongings = roles.length + organizations.length
  switch (await decide(deps, { user, invitation, belongings })) {
    case 'own':
      return { outcome: 'dropped', code: 'confirmed' }
    case 'person':
      log.warn('account.needs_person', { user: user_id, invitation: invitation.id })
      return { outcome: 'dropped', code: 'needs_person' }
    case 'remove':
      return remove(deps, { user, invitation, belongings })
    case 'reset':
      return sendTicket(deps, account, invitation, user)
  }
}

interface Case {
  user: TenantUser
  invitation: Invitation
  /** How many roles and organizations it has. */
  belongings: number
}

async function decide(
  { ledger, gate }: AccountRemedyDeps,
  { user, invitation, belongings }: Case,
): Promise<AccountRemedy> {
  const redemptions = await ledger.findRedemptionsOfUser(user.userId)
  const hasBelongings = belongings + redemptions.length > 0
  const refusals = await ledger.findRefusalsOfUser(user.userId)
  const refusedLogins = countRefused(refusals, user.createdAt.getTime())
  const isOther = user.email === undefined || normaliseEmail(user.email) !== invitation.inviteeEmail
  return decideAccountFromBefore({
    identities: user.identities,
    isMadeForInvitation: isOther || (await isStampedFor({ ledger }, user, invitation)),
    isConfirmed: user.emailVerified,
    wasNeverLetIn: wasNeverLetIn({ user, hasBelongings, refusedLogins, gate }),
    invitation,
  })
}

/** Asked once more when the request has its turn: whoever was let in while it waited stays. */
async function remove(deps: AccountRemedyDeps, found: Case): Promise<JobResult> {
  let isWanted = true
  const stillWanted = async () => {
    isWanted = (await decide(deps, found)) === 'remove'
    return isWanted
  }
  await deps.management.deleteUser(found.user.userId, { ...urgency, stillWanted })
  if (!isWanted) return { outcome: 'retry', code: 'changed' }
  deps.log.info('account.removed', { user: found.user.userId, invitation: found.invitation.id })
  return { outcome: 'done' }
}

async function sendTicket(
  deps: AccountRemedyDeps,
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

function noneIfGone(error: unknown): never[] {
  if (error instanceof ManagementError && error.code === 'not_found') return []
  throw error
}
