import type { Hono } from 'hono'
import { verifyLinkToken } from '../../contract/link-token.ts'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { createBulkOperationUseCases } from '../bulk-operations/use-cases.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { createAccessTokenVerifier } from '../http/api/access-token.ts'
import { rememberCallers } from '../http/api/remember-callers.ts'
import { createApp } from '../http/app.ts'
import { createAssets } from '../http/assets/assets.ts'
import { toLooks } from '../http/brand/brand-settings.ts'
import type { Readiness } from '../http/health.ts'
import type { HttpEnv } from '../http/http-env.ts'
import { createBrowserCookies } from '../http/invitee/browser-cookies.ts'
import { createImportUseCases } from '../imports/use-cases.ts'
import { createPermissionNames, type NamePermission } from '../invitations/model/permissions.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createPressLimiter } from '../policy/press-limits.ts'
import { createSealer } from '../sign-in/sealed-cookie.ts'
import { createSignIn } from '../sign-in/sign-in.ts'
import { createWorker, type Worker } from '../work/worker.ts'
import { bindApi } from './bind-api.ts'
import { bindImportDeps } from './bind-imports.ts'
import { bindAdministration, bindMembership } from './bind-sign-ins.ts'
import { bindUseCases } from './bind-use-cases.ts'
import { bindWork } from './bind-work.ts'
import type { Config } from './config.ts'
import { createParts, type PartOverrides, type Parts } from './parts.ts'

/** The service, complete but still: nothing listens and no work is done until somebody starts it. */
export interface Service {
  readonly app: Hono<HttpEnv>
  readonly worker: Worker
  readonly log: Log
  readonly readiness: Readiness
  readonly ledger: Ledger
  readonly diagnosis: Diagnosis
  /** Lets the background tasks and the work in hand finish and closes the ledger. */
  close(): Promise<void>
}

/** Builds the service from its configuration, or throws: there is no half of it. */
export async function createService(config: Config, overrides: PartOverrides = {}): Promise<Service> {
  const parts = await createParts(config, overrides)
  const { ledger, clock, log } = parts
  const worker = createWorker({ ledger, ...bindWork(config, parts), clock, log })
  const readiness: Readiness = { isReady: true }
  return {
    app: assembleApp(config, parts, worker, readiness),
    worker,
    log,
    readiness,
    ledger,
    diagnosis: parts.diagnosis,
    async close() {
      await parts.backgroundTasks.settled()
      await worker.stop()
      await parts.mailer.close?.()
      await ledger.close()
    },
  }
}

/** HTTP gets by name what it uses, and so no private key and no credentials of the tenant or the mail provider. */
function assembleApp(config: Config, parts: Parts, worker: Worker, readiness: Readiness): Hono<HttpEnv> {
  const { clock, ledger, templates } = parts
  const nameOfPermission = createPermissionNames(config.createPermission)
  const assets = createAssets(toLooks(config.brandChoices))
  const sealer = createSealer({ secrets: config.cookieSecrets, now: clock.now })
  const wakeWorker = worker.wake
  return createApp({
    ...bindApi(config, parts),
    ...toAddresses(config),
    assets,
    brand: { ...assets, organizationName: config.organizationName, templates },
    organizationName: config.organizationName,
    templates,
    joining: config.joining,
    gate: config.gate,
    gateMonitor: parts.gateMonitor,
    webhooks: config.webhooks,
    proxyHops: config.proxyHops,
    actionKeys: config.actionKeys,
    handoffKeyId: parts.keys.handoff.signing.id,
    ledger,
    log: parts.log,
    clock,
    now: clock.now,
    wakeWorker,
    readiness,
    diagnosis: parts.diagnosis,
    backgroundTasks: parts.backgroundTasks,
    management: parts.management,
    catalog: parts.catalog,
    authority: parts.authority,
    mailer: parts.mailer,
    nameOfPermission,
    invitations: bindUseCases(config, parts, wakeWorker),
    imports: createImportUseCases({ ...bindImportDeps(config, parts), wakeWorker }),
    bulkOperations: createBulkOperationUseCases({ ledger, now: clock.now, wakeWorker }),
    sendgridWebhookKey: config.mail.sendgrid.webhookKey,
    presses: createPressLimiter({ ledger, limits: config.policy.presses, now: clock.now }),
    verifyAccessToken: rememberCallers(createTokenVerifier(config, nameOfPermission, clock), clock.now),
    verifyLink: token =>
      verifyLinkToken(
        token,
        { ...parts.linkScope, formerIssuers: config.formerPublicUrls },
        parts.keys.link.verification,
      ),
    findClient: clientId => parts.catalog.client(clientId),
    administration: bindAdministration(config, parts, sealer),
    membership: bindMembership(config, parts, sealer),
    signIn: createSignIn(config),
    sealer,
    cookies: createBrowserCookies({ sealer, publicUrl: config.publicUrl, now: clock.now }),
  })
}

/** The addresses of the service, its tenant and its applications. */
function toAddresses(config: Config) {
  const { publicUrl, formerPublicUrls, welcomeUrl, resultUrlOrigins } = config
  const { loginOrigin, tenantDomain, apiAudience, clientId } = config
  return {
    publicUrl,
    formerPublicUrls,
    welcomeUrl,
    resultUrlOrigins,
    loginOrigin,
    tenantDomain,
    apiAudience,
    clientId,
  }
}

/** A token carries the domain that it was asked for at: the tenant's own, or the one that people see. */
function createTokenVerifier(config: Config, nameOfPermission: NamePermission, { now }: Clock) {
  return createAccessTokenVerifier({
    issuers: [`https://${config.tenantDomain}/`, `${config.loginOrigin}/`],
    audience: config.apiAudience,
    nameOfPermission,
    now,
  })
}
