import type { InvitationCodes } from '../invitations/accept/invitation-code.ts'
import { type LinkDeps, makeLink } from '../invitations/accept/make-link.ts'
import { type Invitation, toInvitation } from '../invitations/model/invitation.ts'
import { statusOf } from '../invitations/model/invitation-status.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type InvitationMailFacts, renderInvitationMail } from '../mail/invitation-mail.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import type { Catalog } from '../management/catalog.ts'
import type { Templates } from '../templates/templates.ts'
import { findApplicationName } from './application-name.ts'
import type { Job, JobResult } from './job.ts'

/** The dependencies of writing an invitation mail. */
export interface ImportedMailDeps extends LinkDeps {
  catalog: Pick<Catalog, 'client'>
  codes: Pick<InvitationCodes, 'codeFor'>
  organization: string
  templates?: Templates | undefined
}

export interface InvitationMailDeps extends ImportedMailDeps {
  ledger: Pick<Ledger, 'findInvitation' | 'markSent' | 'markUnsent'>
  mailer: Mailer
  now: () => number
}

/** Creates the job that sends an invitation. Link and code exist in the message only: neither stored nor logged. */
export function createInvitationMailJob(deps: InvitationMailDeps): Job {
  return {
    kind: 'invitation_mail',
    queue: 'mail',
    // More than eight hours of a provider that is down.
    maxAttempts: 60,
    async run(work) {
      const row = await deps.ledger.findInvitation(work.subject)
      const invitation = row && toInvitation(row)
      const blockedBy = findBlocker(invitation, work.generation, deps.now())
      if (!invitation?.inviteeEmail || blockedBy)
        return { outcome: 'dropped', code: blockedBy ?? 'no_address' }
      // Nobody knows whether an attempt that broke off late had sent it.
      const maybeTwice = work.last_error === 'uncertain'
      return sendMail(deps, invitation, { to: invitation.inviteeEmail, maybeTwice })
    },
    onExhausted: (work, _code) => deps.ledger.markUnsent(work.subject, work.generation, deps.now()),
  }
}

/** The columns of an invitation that its mail needs. */
export type Sendable = Pick<
  Invitation,
  | 'id'
  | 'generation'
  | 'status'
  | 'inviterName'
  | 'clientId'
  | 'locale'
  | 'message'
  | 'linkIssuedAt'
  | 'sentAt'
  | 'expiresAt'
>

/** Why the message is not to be sent any more, if so. */
export function findBlocker(
  invitation: Sendable | undefined,
  generation: number,
  now: number,
): string | undefined {
  if (!invitation) return 'not_found'
  if (invitation.generation !== generation) return 'replaced'
  const status = statusOf(invitation, now)
  if (status !== 'pending') return status
  const wasSent = invitation.sentAt !== null && invitation.sentAt >= invitation.linkIssuedAt
  return wasSent ? 'already_sent' : undefined
}

async function sendMail(
  deps: InvitationMailDeps,
  invitation: Invitation,
  { to, maybeTwice }: { to: string; maybeTwice: boolean },
): Promise<JobResult> {
  const mail = renderInvitationMail(await toMailFacts(deps, invitation, to), deps.templates)
  try {
    await deps.mailer.send({ to, category: 'invitation', references: toReferences(invitation), ...mail })
  } catch (error) {
    if (error instanceof MailError && error.code === 'rejected')
      return { outcome: 'failed', code: error.code }
    throw error
  }
  await deps.ledger.markSent(invitation.id, invitation.generation, deps.now(), { maybeTwice })
  return { outcome: 'done' }
}

/** The references that the provider's events about this mail return. */
export function toReferences({ id, generation }: Sendable) {
  return { invitation: id, generation: String(generation) }
}

/** Returns the facts of an invitation mail; link and code are made now, and stored nowhere. */
export async function toMailFacts(
  deps: ImportedMailDeps,
  invitation: Sendable,
  to: string,
): Promise<InvitationMailFacts> {
  return {
    organization: deps.organization,
    locale: invitation.locale,
    inviter: invitation.inviterName,
    message: invitation.message,
    application: await findApplicationName(deps.catalog, invitation.clientId),
    invitee: to,
    link: await makeLink(deps, invitation),
    code: makeCode(deps, invitation),
    expiresAt: invitation.expiresAt,
  }
}

function makeCode({ codes, linkScope }: ImportedMailDeps, { id, generation }: Sendable) {
  return { code: codes.codeFor({ invitationId: id, generation }), page: `${linkScope.issuer}/i/code` }
}
