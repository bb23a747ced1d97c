import type { BulkOperationDeps } from '../bulk-operations/run-bulk-operation.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { readCurrentPermissions } from '../policy/current-permissions.ts'
import { createBulkOperationJob } from '../work/bulk-operation.ts'
import { createExpiryJob } from '../work/expiry-job.ts'
import { createGrantJob } from '../work/grant.ts'
import { createImportCleanupJob } from '../work/import-cleanup-job.ts'
import { createImportMailJob } from '../work/import-mail.ts'
import { createImportNoticeJob } from '../work/import-notice.ts'
import { createImportJob } from '../work/import-run.ts'
import { createInvitationMailJob } from '../work/invitation-mail.ts'
import { createInviterMailJob } from '../work/inviter-mail.ts'
import type { Job } from '../work/job.ts'
import type { PeriodicJob } from '../work/periodic-job.ts'
import { createPreExistingAccountJob } from '../work/pre-existing-account.ts'
import { createRefusedProfileRemovalJob } from '../work/refused-profile-removal.ts'
import { createRetentionJob } from '../work/retention-job.ts'
import { createStatisticsJob } from '../work/statistics-job.ts'
import { createVerifyEmailJob } from '../work/verify-email.ts'
import { createWebhookDeliveryJob } from '../work/webhook-delivery.ts'
import { bindImportDeps } from './bind-imports.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the worker's jobs and rounds need. */
export function bindWork(config: Config, parts: Parts): { jobs: Job[]; periodicJobs: PeriodicJob[] } {
  const deps = { ...parts, gate: config.gate, now: parts.clock.now }
  const { organizationName: organization, verifyEmail, webhooks, eventRetentionDays } = config
  // Endpoints are configured by administrators.
  const seesExistence = config.existenceVisibleTo !== 'nobody'
  return {
    jobs: [
      createInvitationMailJob({ ...deps, linkKey: parts.keys.link.signing, organization }),
      createImportJob(bindImportDeps(config, parts)),
      createImportMailJob({ ...deps, linkKey: parts.keys.link.signing, organization, randomId }),
      createImportNoticeJob({ ...deps, publicUrl: config.publicUrl }),
      createBulkOperationJob(bindBulkOperationDeps(config, parts)),
      createInviterMailJob({ ...deps, organization }),
      createGrantJob({ ...deps, verifyEmail }),
      createVerifyEmailJob(deps),
      createPreExistingAccountJob({ ...deps, organization, publicUrl: config.publicUrl }),
      createRefusedProfileRemovalJob(deps),
      createWebhookDeliveryJob({ ...deps, webhooks, seesExistence }),
    ],
    periodicJobs: [
      createExpiryJob(deps),
      createRetentionJob({ ...deps, eventRetentionDays }),
      createStatisticsJob(deps),
      createImportCleanupJob(deps),
    ],
  }
}

/** Fills in what the work of bulk operations needs. */
function bindBulkOperationDeps(config: Config, parts: Parts): BulkOperationDeps {
  const { apiAudience, policy } = config
  return {
    ...parts,
    config,
    policy,
    now: parts.clock.now,
    randomId,
    authorityOf: (userId, held) => readCurrentPermissions({ ...parts, apiAudience }, userId, held),
  }
}
