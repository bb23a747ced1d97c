import { randomId } from '../invitations/model/random-id.ts'
import { createAccountRemedyJob } from '../work/account-remedy.ts'
import { createExpiryRound } from '../work/expiry-round.ts'
import { createGrantJob } from '../work/grant.ts'
import { createImportMailJob } from '../work/import-mail.ts'
import { createImportNoticeJob } from '../work/import-notice.ts'
import { createImportRound } from '../work/import-round.ts'
import { createImportJob } from '../work/import-run.ts'
import { createInvitationMailJob } from '../work/invitation-mail.ts'
import { createInviterMailJob } from '../work/inviter-mail.ts'
import type { Job } from '../work/job.ts'
import { createRetentionRound } from '../work/retention-round.ts'
import type { Round } from '../work/round.ts'
import { createStatisticsRound } from '../work/statistics-round.ts'
import { createStrayRemovalJob } from '../work/stray-removal.ts'
import { createSweepJob } from '../work/sweep.ts'
import { createVerifyEmailJob } from '../work/verify-email.ts'
import { createWebhookDeliveryJob } from '../work/webhook-delivery.ts'
import { bindImportDeps } from './bind-imports.ts'
import { bindSweepDeps } from './bind-sweeps.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the worker's jobs and rounds need. */
export function bindWork(config: Config, parts: Parts): { jobs: Job[]; rounds: Round[] } {
  const deps = { ...parts, gate: config.gate, now: parts.clock.now }
  const { organizationName: organization, verifyEmail, webhooks, eventRetentionDays } = config
  // Whoever configures an endpoint is an administrator.
  const seesExistence = config.existenceVisibleTo !== 'nobody'
  return {
    jobs: [
      createInvitationMailJob({ ...deps, linkKey: parts.keys.link.signing, organization }),
      createImportJob(bindImportDeps(config, parts)),
      createImportMailJob({ ...deps, linkKey: parts.keys.link.signing, organization, randomId }),
      createImportNoticeJob({ ...deps, publicUrl: config.publicUrl }),
      createSweepJob(bindSweepDeps(config, parts)),
      createInviterMailJob({ ...deps, organization }),
      createGrantJob({ ...deps, verifyEmail }),
      createVerifyEmailJob(deps),
      createAccountRemedyJob({ ...deps, organization, publicUrl: config.publicUrl }),
      createStrayRemovalJob(deps),
      createWebhookDeliveryJob({ ...deps, webhooks, seesExistence }),
    ],
    rounds: [
      createExpiryRound(deps),
      createRetentionRound({ ...deps, eventRetentionDays }),
      createStatisticsRound(deps),
      createImportRound(deps),
    ],
  }
}
