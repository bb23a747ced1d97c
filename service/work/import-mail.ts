import { type Invitation, toInvitation } from '../invitations/invitation.ts'
import { parseImportLines } from '../ledger/import-mail-work.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type Letter, toInvitationBatches } from '../mail/invitation-batches.ts'
import { renderInvitationMail } from '../mail/invitation-mail.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import { type LetterDeps, obstacleTo, toMailFacts, toReferences } from './invitation-mail.ts'
import type { Job } from './job.ts'

export interface ImportMailDeps extends LetterDeps {
  ledger: Pick<Ledger, 'findUnsent' | 'markSentTogether' | 'sendSeparately' | 'markUnsent'>
  mailer: Mailer
  now: () => number
  randomId: () => string
}

/** Whatever has happened to an invitation since has a message of its own. */
const FIRST_GENERATION = 1

/**
 * Creates the job that sends the invitations of a stretch of a file together: one request for a thousand. What was sent
 * is noted for each, so that another attempt begins where this one ended.
 */
export function createImportMailJob(deps: ImportMailDeps): Job {
  return {
    kind: 'import_mail',
    lane: 'import_mail',
    // As for a single invitation.
    maxAttempts: 60,
    async run(work) {
      const lines = parseImportLines(work.subject)
      const letters = await writeLetters(deps, (await deps.ledger.findUnsent(lines)).map(toInvitation))
      for (const { batch, letters: some } of toInvitationBatches(
        letters,
        renderInvitationMail,
        deps.randomId(),
      )) {
        const invitations = some.map(({ invitation }) => invitation)
        if (batch && (await sendBatch(deps, batch)))
          await deps.ledger.markSentTogether(lines.importId, invitations, deps.now())
        else await deps.ledger.sendSeparately(invitations, deps.now())
      }
      return { outcome: 'done' }
    },
    async giveUp(work) {
      for (const { id, generation } of await deps.ledger.findUnsent(parseImportLines(work.subject)))
        if (generation === FIRST_GENERATION) await deps.ledger.markUnsent(id, generation, deps.now())
    },
  }
}

type OwnLetter = Letter & { readonly invitation: Invitation }

function writeLetters(deps: ImportMailDeps, invitations: readonly Invitation[]): Promise<OwnLetter[]> {
  const open = invitations.filter(one => !obstacleTo(one, FIRST_GENERATION, deps.now()))
  return Promise.all(
    open.map(async invitation => ({
      facts: await toMailFacts(deps, invitation, invitation.inviteeEmail ?? ''),
      references: toReferences(invitation),
      invitation,
    })),
  )
}

/**
 * False when it has to be done one by one: the provider refuses the whole request for a single address in it, or takes
 * only one at a time.
 */
async function sendBatch({ mailer }: ImportMailDeps, batch: Parameters<NonNullable<Mailer['sendBatch']>>[0]) {
  if (!mailer.sendBatch) return false
  try {
    await mailer.sendBatch(batch)
    return true
  } catch (error) {
    if (error instanceof MailError && error.code === 'rejected') return false
    throw error
  }
}
