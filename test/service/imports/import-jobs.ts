import type { CryptoKey } from 'jose'
import type { ImportDeps } from '../../../service/imports/import-deps.ts'
import { createInvitationCodes } from '../../../service/invitations/accept/invitation-code.ts'
import { createSendgridMailer } from '../../../service/mail/sendgrid-mailer.ts'
import { createImportMailJob } from '../../../service/work/import-mail.ts'
import { createImportJob } from '../../../service/work/import-run.ts'
import type { Job } from '../../../service/work/job.ts'

/** The jobs of imports, with messages for a server that answers as SendGrid does. */
export function createImportJobs(
  deps: ImportDeps,
  { key, mailUrl }: { key: CryptoKey; mailUrl: string },
): Job[] {
  const mail = createImportMailJob({
    ...deps,
    mailer: createSendgridMailer({ apiKey: 'SG.test', baseUrl: mailUrl, from: 'Acme <invite@acme.example>' }),
    codes: createInvitationCodes({ secrets: ['a-cookie-secret-of-at-least-32-characters'] }),
    linkKey: { id: 'k1', key },
    linkScope: { issuer: 'https://guestlist.example', audience: 'acme.eu.auth0.example' },
    organization: 'Acme',
  })
  return [createImportJob(deps), mail]
}
