import type { UnsentRow } from '../ledger/imports/import-ledger.ts'
import { parseImportLines } from '../ledger/imports/import-mail-work.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { takesOver } from '../mail/failover-mailer.ts'
import { type ImportedMail, toInvitationBatches } from '../mail/invitation-batches.ts'
import { renderInvitationMail } from '../mail/invitation-mail.ts'
import { type MailBatch, MailError, type Mailer } from '../mail/mailer.ts'
import {
  findBlocker,
  type ImportedMailDeps,
  type Sendable,
  toMailFacts,
  toReferences,
} from './invitation-mail.ts'
import type { Job } from './job.ts'

export interface ImportMailDeps extends ImportedMailDeps {
  ledger: Pick<Ledger, 'findUnsent' | 'markSentTogether' | 'markUnsent'>
  mailer: Mailer
  now: () => number
  randomId: () => string
}

/** Whatever has happened to an invitation since has a message of its own. */
const FIRST_GENERATION = 1
/** Messages that are written at once: enough for every core to sign, few enough to leave little behind. */
const WRITTEN_AT_ONCE = 128
/** Messages that are sent one by one. */
const AT_ONCE = 8

/**
 * Creates the job that sends the invitations of a stretch of a file together: one request for a thousand. What was sent
 * is noted for each, so that another attempt begins where this one ended.
 */
export function createImportMailJob(deps: ImportMailDeps): Job {
  return {
    kind: 'import_mail',
    queue: 'import_mail',
    // A single invitation's mail has this limit, too.
    maxAttempts: 60,
    async run(work) {
      const lines = parseImportLines(work.subject)
      const invitationMails = await writeMails(deps, (await deps.ledger.findUnsent(lines)).map(toAddressed))
      for (const { batch, mails: some } of toInvitationBatches(
        invitationMails,
        facts => renderInvitationMail(facts, deps.templates),
        deps.randomId(),
      ))
        if (batch && deps.mailer.sendBatch) await sendTogether(deps, lines.importId, { batch, mails: some })
        else await sendEach(deps, lines.importId, some)
      return { outcome: 'done' }
    },
    async onExhausted(work) {
      for (const { id, generation } of await deps.ledger.findUnsent(parseImportLines(work.subject)))
        if (generation === FIRST_GENERATION) await deps.ledger.markUnsent(id, generation, deps.now())
    },
  }
}

type Addressed = Sendable & { readonly to: string }
type SingleMail = ImportedMail & { readonly invitation: Addressed }

function toAddressed(row: UnsentRow): Addressed {
  return {
    id: row.id,
    generation: row.generation,
    status: row.status,
    to: row.invitee_email ?? '',
    locale: row.locale,
    message: row.message,
    inviterName: row.inviter_name,
    clientId: row.client_id,
    linkIssuedAt: new Date(row.link_issued_at),
    sentAt: row.sent_at === null ? null : new Date(row.sent_at),
    expiresAt: new Date(row.expires_at),
  }
}

async function writeMails(deps: ImportMailDeps, invitations: readonly Addressed[]): Promise<SingleMail[]> {
  const open = invitations.filter(one => !findBlocker(one, FIRST_GENERATION, deps.now()))
  const invitationMails: SingleMail[] = []
  for (let at = 0; at < open.length; at += WRITTEN_AT_ONCE)
    invitationMails.push(
      ...(await Promise.all(open.slice(at, at + WRITTEN_AT_ONCE).map(one => writeMail(deps, one)))),
    )
  return invitationMails
}

async function writeMail(deps: ImportMailDeps, invitation: Addressed): Promise<SingleMail> {
  const facts = await toMailFacts(deps, invitation, invitation.to)
  return { facts, references: toReferences(invitation), invitation }
}

/** Sends a batch. If the provider refuses it because of one address, each half is sent, until that address is alone. */
async function sendTogether(
  deps: ImportMailDeps,
  importId: string,
  { batch, mails: invitationMails }: { batch: MailBatch; mails: readonly SingleMail[] },
): Promise<void> {
  let isTaken: boolean
  try {
    isTaken = await isAccepted(deps.mailer.sendBatch?.(batch))
  } catch (error) {
    // Another way has no such request: there they go one by one, each recorded as it is taken.
    if (!(error instanceof MailError) || !deps.mailer.hasSecondWay || !takesOver(error)) throw error
    return sendEach(deps, importId, invitationMails)
  }
  if (isTaken || invitationMails.length === 1) return recordSent(deps, importId, invitationMails, isTaken)
  const middle = Math.ceil(invitationMails.length / 2)
  for (const [from, to] of [
    [0, middle],
    [middle, invitationMails.length],
  ]) {
    const recipients = batch.recipients.slice(from, to)
    await sendTogether(deps, importId, {
      batch: { ...batch, recipients },
      mails: invitationMails.slice(from, to),
    })
  }
}

/** One by one, some at a time, where the provider or the message allows nothing else. */
async function sendEach(
  deps: ImportMailDeps,
  importId: string,
  invitationMails: readonly SingleMail[],
): Promise<void> {
  for (let at = 0; at < invitationMails.length; at += AT_ONCE)
    await Promise.all(
      invitationMails.slice(at, at + AT_ONCE).map(async invitationMail => {
        const mail = {
          ...renderInvitationMail(invitationMail.facts, deps.templates),
          references: invitationMail.references,
        }
        const sending = deps.mailer.send({
          to: invitationMail.facts.invitee,
          category: 'invitation',
          ...mail,
        })
        await recordSent(deps, importId, [invitationMail], await isAccepted(sending))
      }),
    )
}

async function recordSent(
  deps: ImportMailDeps,
  importId: string,
  invitationMails: readonly SingleMail[],
  isTaken: boolean,
) {
  const { ledger, now } = deps
  const invitations = invitationMails.map(({ invitation }) => invitation)
  if (isTaken) return ledger.markSentTogether(importId, invitations, now())
  for (const { id, generation } of invitations) await ledger.markUnsent(id, generation, now())
}

/** False for what the provider will never take; throws what passes by itself. */
async function isAccepted(sending: Promise<void> | undefined): Promise<boolean> {
  try {
    await sending
    return true
  } catch (error) {
    if (error instanceof MailError && error.code === 'rejected') return false
    throw error
  }
}
