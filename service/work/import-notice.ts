import { chooseLocale } from '../../contract/locale.ts'
import type { ImportOptions } from '../imports/import-options.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { renderImportMail } from '../mail/import-mail.ts'
import { MailError, type Mailer } from '../mail/mailer.ts'
import type { ManagementApi } from '../management/management-api.ts'
import type { Job } from './job.ts'

export interface ImportNoticeDeps {
  ledger: Pick<Ledger, 'findImport'>
  management: Pick<ManagementApi, 'findUser'>
  mailer: Mailer
  publicUrl: string
}

/** Creates the job that tells whoever began an import that it is finished or has failed. */
export function createImportNoticeJob(deps: ImportNoticeDeps): Job {
  return {
    kind: 'import_notice',
    // The work reads a user, so it waits in the queue for the tenant's rate limit.
    queue: 'grants',
    maxAttempts: 60,
    async run({ subject }) {
      const row = await deps.ledger.findImport(subject)
      if (!row) return { outcome: 'dropped', code: 'not_found' }
      // A back end asks for itself.
      if (row.owner_kind === 'client') return { outcome: 'dropped', code: 'no_address' }
      const owner = await deps.management.findUser(row.owner_id, { urgency: 'grant' })
      if (!owner?.email || !owner.emailVerified || owner.blocked)
        return { outcome: 'dropped', code: 'no_address' }
      const mail = renderImportMail({
        // The language of the file is the best guess at theirs.
        locale: chooseLocale((JSON.parse(row.options) as ImportOptions).locale),
        hasFailed: row.status === 'failed',
        fileName: row.file_name,
        page: `${deps.publicUrl}/admin/imports/${row.id}`,
        created: row.created,
        failed: row.failed,
        malformed: row.malformed,
      })
      try {
        await deps.mailer.send({
          to: owner.email,
          category: 'import_notice',
          references: { import: row.id },
          ...mail,
        })
        return { outcome: 'done' }
      } catch (error) {
        if (error instanceof MailError && error.code === 'rejected')
          return { outcome: 'failed', code: error.code }
        throw error
      }
    },
  }
}
