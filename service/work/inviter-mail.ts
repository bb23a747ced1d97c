import type { Ledger } from '../ledger/ledger.ts'
import type { RedemptionRow } from '../ledger/schema/schema.ts'
import { renderInviterMail } from '../mail/inviter-mail.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import type { Catalog } from '../management/catalog.ts'
import type { ManagementApi, TenantUser } from '../management/management-api.ts'
import type { Templates } from '../templates/templates.ts'
import { findApplicationName } from './application-name.ts'
import type { Job, JobResult } from './job.ts'

/** The redemption may be taken back until the tenant has confirmed the user. */
const CONFIRMATION_MS = 15_000

export interface InviterMailDeps {
  ledger: Pick<Ledger, 'findRedemption' | 'findInvitation'>
  management: Pick<ManagementApi, 'findUser'>
  catalog: Pick<Catalog, 'client'>
  mailer: Mailer
  organization: string
  templates?: Templates | undefined
}

/** Creates the job that tells an inviter who asked for it that somebody has joined. */
export function createInviterMailJob(deps: InviterMailDeps): Job {
  return {
    kind: 'inviter_mail',
    // The work reads a user, so it waits in the queue for the tenant's rate limit.
    queue: 'grants',
    // Two days, as long as a grant may take.
    maxAttempts: 300,
    async run(work) {
      const redemption = await deps.ledger.findRedemption(work.subject)
      if (!redemption) return { outcome: 'dropped', code: 'released' }
      if (redemption.granted_at === null)
        return {
          outcome: 'retry',
          code: 'not_granted_yet',
          ...(work.attempts < 8 && { delayMs: CONFIRMATION_MS }),
        }
      return tell(deps, redemption)
    },
  }
}

async function tell(deps: InviterMailDeps, redemption: RedemptionRow): Promise<JobResult> {
  const invitation = await deps.ledger.findInvitation(redemption.invitation_id)
  const invitee = invitation?.invitee_email ?? invitation?.invitee_phone_number
  // Personal data that was erased in the meantime goes to nobody.
  if (!invitation || !invitee) return { outcome: 'dropped', code: 'no_invitee' }
  // Only people have an address: a client, an agent least of all, is no user to be looked up.
  if (invitation.inviter_kind === 'client') return { outcome: 'dropped', code: 'no_address' }
  const inviter = await deps.management.findUser(invitation.inviter_id, { urgency: 'grant' })
  const to = addressOf(inviter)
  if (to === undefined) return { outcome: 'dropped', code: 'no_address' }
  const mail = renderInviterMail(
    {
      organization: deps.organization,
      locale: invitation.locale,
      application: await findApplicationName(deps.catalog, invitation.client_id),
      invitee,
      joinedAt: new Date(redemption.redeemed_at),
    },
    deps.templates,
  )
  const references = { invitation: invitation.id }
  try {
    await deps.mailer.send({ to, category: 'inviter_notice', references, ...mail })
    return { outcome: 'done' }
  } catch (error) {
    if (error instanceof MailError && error.code === 'rejected')
      return { outcome: 'failed', code: error.code }
    throw error
  }
}

/** Somebody else's address must not get what only the inviter may know: who was invited, and that they came. */
function addressOf(inviter: TenantUser | null): string | undefined {
  return inviter && !inviter.blocked && inviter.emailVerified ? inviter.email : undefined
}
