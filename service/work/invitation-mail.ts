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

/** What is needed to write an invitation. */
export interface LetterDeps extends LinkDeps {
  catalog: Pick<Catalog, 'client'>
  codes: Pick<InvitationCodes, 'codeFor'>
  organization: string
  templates?: Templates | undefined
}

export interface InvitationMailDeps extends LetterDeps {
  ledger: Pick<Ledger, 'findInvitation' | 'markSent' | 'markUnsent'>
  mailer: Mailer
  now: () => number
}

/** Creates the job that sends an invitation. Link and code exist in the message only: neither stored nor logged. */
export function createInvitationMailJob(deps: InvitationMailDeps): Job {
  return {
    kind: 'invitation_mail',
    lane: 'mail',
    // More than eight hours of a provider that is down.
    maxAttempts: 60,
    async run(work) {
      const row = await deps.ledger.findInvitation(work.subject)
      const invitation = row && toInvitation(row)
      const obstacle = obstacleTo(invitation, work.generation, deps.now())
      if (!invitation?.inviteeEmail || obstacle) return { outcome: 'dropped', code: obstacle ?? 'no_address' }
      return send(deps, invitation, invitation.inviteeEmail)
    },
    giveUp: (work, _code) => deps.ledger.markUnsent(work.subject, work.generation, deps.now()),
  }
}

/** What a message needs to know of its invitation. */
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
export function obstacleTo(
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

async function send(deps: InvitationMailDeps, invitation: Invitation, to: string): Promise<JobResult> {
  const mail = renderInvitationMail(await toMailFacts(deps, invitation, to), deps.templates)
  try {
    await deps.mailer.send({ to, category: 'invitation', references: toReferences(invitation), ...mail })
  } catch (error) {
    if (error instanceof MailError && error.code === 'rejected')
      return { outcome: 'failed', code: error.code }
    throw error
  }
  await deps.ledger.markSent(invitation.id, invitation.generation, deps.now())
  return { outcome: 'done' }
}

/** What the provider's events about this message bring back. */
export function toReferences({ id, generation }: Sendable) {
  return { invitation: id, generation: String(generation) }
}

/** What the message of an invitation says; link and code are made now, and kept nowhere. */
export async function toMailFacts(
  deps: LetterDeps,
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

function makeCode({ codes, linkScope }: LetterDeps, { id, generation }: Sendable) {
  return { code: codes.codeFor({ invitationId: id, generation }), page: `${linkScope.issuer}/i/code` }
}
