import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll } from 'vitest'
import type { Control } from '../../../local-tenant/control/control.ts'
import { findFreePort } from '../../../local-tenant/free-port.ts'
import { type LocalTenant, startLocalTenant } from '../../../local-tenant/start-local-tenant.ts'
import { managementAudience } from '../../../local-tenant/state/fresh-state.ts'
import type { TenantState } from '../../../local-tenant/state/state.ts'
import { buildActions } from '../../../scripts/build.ts'
import { createBackgroundTasks } from '../../../service/base/background-tasks.ts'
import { systemClock } from '../../../service/base/clock.ts'
import { createKeys, type Keys } from '../../../service/base/keys.ts'
import { createLog } from '../../../service/base/log.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import type { OutgoingMail } from '../../../service/mail/mailer.ts'
import { createManagementApi } from '../../../service/management/auth0-management-api.ts'
import type { ManagementApi } from '../../../service/management/management-api.ts'
import { type Config, parseConfig } from '../../../service/runtime/config.ts'
import { createService, type Service } from '../../../service/runtime/service.ts'
import { gateText } from '../../contract/gate-fixture.ts'
import { makeEnvironment } from '../../service/test-environment.ts'
import { toGateTenant } from './gate-tenant.ts'
import { createTrustingFetch } from './trusting-fetch.ts'

/** A tenant on Node 22 with the built Actions, and the real service in this process. */
export interface GateWorld {
  tenant: { url: string; canonicalUrl: string; control: Control }
  service: Service
  serviceUrl: string
  config: Config
  keys: Keys
  ledger: Ledger
  management: ManagementApi
  mails: OutgoingMail[]
  /** Milliseconds that the service's clock is ahead of the tenant's. */
  ahead: { ms: number }
  now(): number
  /** Ends when all that was begun behind an answer is done, and the queue is empty. */
  settle(): Promise<void>
  /** The tenant as just deployed, all switches at their defaults. */
  reset(): Promise<void>
  /** A request to the Management API by somebody who may do all. */
  manage(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }>
  /** Answers of the service in place of its own, by path. */
  answers: Map<string, () => Response | Promise<Response>>
  /** Stops and starts the service's listener: the tenant finds nobody in between. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
}

/** A back end that may grant anything: the same whether or not the tenant has roles. */
export const inviter = { inviter_id: 'api@clients', inviter_kind: 'client' } as const

/** Sets the world up around the tests of a `describe`: `gate` are fields of the gate file that differ. */
export function useGateWorld(gate: Record<string, unknown> = {}): GateWorld {
  // Filled by beforeAll: tests need it by name before anything runs.
  const world = {} as GateWorld
  const stops: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'guestlist-gate-'))
    stops.push(async () => rmSync(directory, { recursive: true, force: true }))
    const gateFile = join(directory, 'gate.json')
    writeFileSync(gateFile, gateText(gate))
    const [localTenant, port] = await Promise.all([startLocalTenant({ directory }), findFreePort()])
    stops.push(() => localTenant.stop())
    Object.assign(world, await startWorld({ localTenant, directory, gateFile, port, stops }))
    await world.reset()
  })
  afterAll(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  return world
}

interface Setting {
  localTenant: LocalTenant
  directory: string
  gateFile: string
  port: number
  stops: (() => Promise<unknown>)[]
}

async function startWorld({ localTenant, directory, gateFile, port, stops }: Setting): Promise<GateWorld> {
  const { control, customUrl: url, canonicalUrl, caFile } = localTenant
  const ahead = { ms: 0 }
  const now = () => Date.now() + ahead.ms
  const serviceUrl = `http://localhost:${port}`
  const config = await parseConfig({
    ...(await makeEnvironment()),
    PUBLIC_URL: serviceUrl,
    AUTH0_DOMAIN: new URL(canonicalUrl).host,
    AUTH0_CUSTOM_DOMAIN: url,
    AUTH0_CLIENT_ID: 'guestlist',
    AUTH0_CLIENT_SECRET: 'secret of guestlist',
    AUTH0_MANAGEMENT_CLIENT_ID: 'management',
    AUTH0_MANAGEMENT_CLIENT_SECRET: 'secret of management',
    AUTH0_MANAGEMENT_REQUESTS_PER_SECOND: '100',
    GATE_FILE: gateFile,
  })
  const mails: OutgoingMail[] = []
  const management = createManagementApi({
    ...config.management,
    domain: config.tenantDomain,
    log: createLog(() => undefined),
    fetch: createTrustingFetch(caFile),
  })
  const ledger = await openSqliteLedger(':memory:')
  const clock = { ...systemClock, now }
  const mailer = { send: async (mail: OutgoingMail) => void mails.push(mail) }
  const backgroundTasks = createBackgroundTasks({ log: createLog(() => undefined) })
  const overrides = { clock, ledger, management, mailer, backgroundTasks, writeLog: () => undefined }
  const service = await createService(config, overrides)
  stops.push(() => service.close())
  const answers: GateWorld['answers'] = new Map()
  const listener = createListener(service, port, answers)
  await listener.comeBack()
  stops.push(listener.goDown)
  const deployed = await prepareTenant({ localTenant, directory, gateFile, config, serviceUrl })
  return {
    tenant: { url, canonicalUrl, control },
    service,
    serviceUrl,
    config,
    ledger,
    management,
    mails,
    ahead,
    now,
    answers,
    ...listener,
    async settle() {
      await backgroundTasks.settled()
      await service.worker.drain()
    },
    manage: await createManage(localTenant),
    keys: await createKeys(config),
    async reset() {
      await control.restore(deployed)
      await control.reset()
      ahead.ms = 0
      mails.length = 0
      answers.clear()
    },
  }
}

async function createManage({ control, canonicalUrl, caFile }: LocalTenant): Promise<GateWorld['manage']> {
  const send = createTrustingFetch(caFile)
  const { clientId, clientSecret } = await control.deployer()
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    audience: managementAudience(canonicalUrl),
  })
  const answer = await send(`${canonicalUrl}/oauth/token`, { method: 'POST', body })
  const { access_token } = (await answer.json()) as { access_token: string }
  return async (method, path, sent) => {
    const response = await send(`${canonicalUrl}/api/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(sent && { body: JSON.stringify(sent) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

function createListener({ app }: Service, port: number, answers: GateWorld['answers']) {
  let server: ReturnType<typeof serve> | undefined
  const answer = (request: Request) => answers.get(new URL(request.url).pathname)?.() ?? app.fetch(request)
  return {
    comeBack: () =>
      new Promise<void>(resolve => {
        server = serve({ fetch: answer, port, hostname: 'localhost' }, () => resolve())
      }),
    goDown: async () => {
      const going = server
      server = undefined
      if (going && 'closeAllConnections' in going) going.closeAllConnections()
      await new Promise(resolve => (going ? going.close(resolve) : resolve(undefined)))
    },
  }
}

async function prepareTenant(options: {
  localTenant: LocalTenant
  directory: string
  gateFile: string
  config: Config
  serviceUrl: string
}): Promise<TenantState> {
  const { localTenant, directory, gateFile, config, serviceUrl } = options
  const { control } = localTenant
  const built = await buildActions({ gateFile, tenantDirectory: directory })
  const codeOf = (name: string) =>
    readFileSync(built.find(action => action.name === name)?.file ?? '', 'utf8')
  const { d: _, ...publicKey } = JSON.parse(config.handoffKeys.signing)
  const state = toGateTenant(await control.snapshot(), {
    audience: config.apiAudience,
    managementAudience: managementAudience(localTenant.canonicalUrl),
    callbacks: [`${serviceUrl}/callback`, `${serviceUrl}/account/callback`],
    logoutUrls: [`${serviceUrl}/i`, `${serviceUrl}/signed-out`],
    bundles: {
      'pre-user-registration': codeOf('pre-user-registration'),
      'post-login': codeOf('post-login'),
    },
    secrets: {
      GUESTLIST_URL: serviceUrl,
      GUESTLIST_ACTION_KEY: config.actionKeys[0] ?? '',
      GUESTLIST_HANDOFF_KEYS: JSON.stringify({ keys: [publicKey] }),
    },
  })
  await control.restore(state)
  for (const [name, strategy] of connections) await control.addConnection({ name, strategy })
  return control.snapshot()
}

/** Beside the database. */
const connections = [
  ['google-oauth2', 'google-oauth2'],
  ['facebook', 'facebook'],
  ['my-provider', 'oauth2'],
  ['acme-oidc', 'oidc'],
  ['acme-saml', 'samlp'],
  ['email', 'email'],
  ['sms', 'sms'],
] as const
