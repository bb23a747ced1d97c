import type { Hono } from 'hono'
import { verifyLinkToken } from '../contract/link-token.ts'
import { bindAdministration } from './bind-administration.ts'
import { bindApi } from './bind-api.ts'
import { bindImports } from './bind-imports.ts'
import { bindMembership } from './bind-membership.ts'
import { bindSweeps } from './bind-sweeps.ts'
import { bindUseCases } from './bind-use-cases.ts'
import { bindWork } from './bind-work.ts'
import { toLooks } from './brand/brand-settings.ts'
import type { Config } from './config.ts'
import type { Diagnosis } from './diagnosis/diagnosis.ts'
import { createAccessTokenVerifier } from './http/api/access-token.ts'
import { createPermissionNames } from './http/api/permissions.ts'
import { rememberCallers } from './http/api/remember-callers.ts'
import { createApp } from './http/app.ts'
import { createAssets } from './http/assets/assets.ts'
import type { Readiness } from './http/health.ts'
import type { HttpEnv } from './http/http-env.ts'
import { createBrowserCookies } from './http/invitee/browser-cookies.ts'
import type { Log } from './log.ts'
import { createParts, type PartOverrides, type Parts } from './parts.ts'
import { createPressLimiter } from './policy/press-limits.ts'
import { createSealer } from './sign-in/sealed-cookie.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import { createWorker, type Worker } from './work/worker.ts'

/** The service, complete but still: nothing listens and no work is done until somebody starts it. */
export interface Service {
  readonly app: Hono<HttpEnv>
  readonly worker: Worker
  readonly log: Log
  readonly readiness: Readiness
  readonly diagnosis: Diagnosis
  /** Lets the errands and the work in hand finish and closes the ledger. */
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
    diagnosis: parts.diagnosis,
    async close() {
      await parts.errands.settled()
      await worker.stop()
      await ledger.close()
    },
  }
}

function assembleApp(config: Config, parts: Parts, worker: Worker, readiness: Readiness): Hono<HttpEnv> {
  const { keys, linkScope, catalog, clock } = parts
  const nameOfPermission = createPermissionNames(config.createPermission)
  const assets = createAssets(toLooks(config.brandChoices))
  const sealer = createSealer({ secrets: config.cookieSecrets, now: clock.now })
  return createApp({
    ...config,
    ...parts,
    ...bindApi(config, parts),
    assets,
    brand: { ...assets, organizationName: config.organizationName, templates: parts.templates },
    readiness,
    nameOfPermission,
    imports: bindImports(config, parts, worker.wake),
    sweeps: bindSweeps(parts, worker.wake),
    presses: createPressLimiter({ ledger: parts.ledger, limits: config.policy.presses, now: clock.now }),
    invitations: bindUseCases(config, parts, worker.wake),
    verifyAccessToken: rememberCallers(
      createAccessTokenVerifier({
        issuers: [`https://${config.tenantDomain}/`, `${config.loginOrigin}/`],
        audience: config.apiAudience,
        nameOfPermission,
        now: clock.now,
      }),
      clock.now,
    ),
    verifyLink: token =>
      verifyLinkToken(
        token,
        { ...linkScope, formerIssuers: config.formerPublicUrls },
        keys.link.verification,
      ),
    findClient: clientId => catalog.client(clientId),
    administration: bindAdministration(config, parts, sealer),
    membership: bindMembership(config, parts, sealer),
    signIn: createSignIn(config),
    sealer,
    cookies: createBrowserCookies({ sealer, publicUrl: config.publicUrl }),
    wakeWorker: worker.wake,
    now: clock.now,
  })
}
