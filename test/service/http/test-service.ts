import { signLinkToken } from '../../../contract/link-token.ts'
import { createErrands, type Errands } from '../../../service/base/errands.ts'
import { createLog } from '../../../service/base/log.ts'
import { permissions } from '../../../service/http/api/permissions.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import type { OutgoingMail } from '../../../service/mail/mailer.ts'
import { parseConfig } from '../../../service/runtime/config.ts'
import { createKeys } from '../../../service/runtime/keys.ts'
import { createService, type Service } from '../../../service/runtime/service.ts'
import type { WebhookRequest } from '../../../service/webhooks/webhook-sender.ts'
import { createMemoryManagement, type MemoryManagement } from '../management/memory-management.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { startTenantStandIn, type TenantStandIn } from '../tenant-stand-in.ts'
import { makeEnvironment } from '../test-environment.ts'
import { expectDocumented } from './api/documented.ts'

/** The whole service in memory: real ledger, rules, worker and pages; the tenant and the mailbox are stand-ins. */
export interface TestService extends Service {
  env: Record<string, string>
  clock: ManualClock
  tenant: TenantStandIn
  management: MemoryManagement
  mails: OutgoingMail[]
  /** What was sent to the endpoints in WEBHOOKS, which take everything. */
  webhooks: WebhookRequest[]
  ledger: Ledger
  /** What is done after answers; settled errands have done what they do. */
  errands: Errands
  /** Every line that the service has logged. */
  logLines: string[]
  /** A request to the API with an access token of somebody who may do all; JSON in, JSON out. */
  api(path: string, options?: ApiOptions): Promise<ApiAnswer>
  /** Invites somebody through the API, delivers the mail and returns the link in it. */
  invite(fields?: Record<string, unknown>): Promise<{ id: string; link: string }>
  /** The latest mail to an address, with the link and the code in it. Throws for an address that got none. */
  mailTo(email: string): { mail: OutgoingMail; link: string; code: string }
  /** The link of an invitation, as a mail would have it. */
  linkOf(id: string): Promise<string>
  /** A call of an Action, with the action key. */
  call(path: string, body: unknown): Promise<ApiAnswer>
}

interface ApiOptions {
  method?: string
  body?: unknown
  token?: string
  headers?: Record<string, string>
}

export interface ApiAnswer {
  status: number
  headers: Headers
  text: string
  /** JSON, or an empty object for what is none. */
  body: Record<string, unknown>
}

export const everyPermission: readonly string[] = Object.keys(permissions)

export async function startTestService(
  overrides: Record<string, string | undefined> = {},
): Promise<TestService> {
  const all = Object.entries({ ...(await makeEnvironment()), ...overrides })
  const env = Object.fromEntries(all.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))
  const clock = createManualClock(Date.now())
  const tenant = await startTenantStandIn(clock.now)
  const management = createMemoryManagement(clock.now)
  const mails: OutgoingMail[] = []
  const logLines: string[] = []
  const webhooks: WebhookRequest[] = []
  const config = await parseConfig(env)
  const ledger = await openSqliteLedger(':memory:', { subscriptions: config.webhooks })
  const errands = createErrands({ log: createLog(line => logLines.push(line)) })
  const service = await createService(config, {
    clock,
    errands,
    ledger,
    management,
    mailer: { send: async mail => void mails.push(mail) },
    async sendWebhook(request) {
      webhooks.push(request)
      return { outcome: 'answered', status: 204, retryAfterMs: undefined }
    },
    writeLog: line => logLines.push(line),
  })

  const request = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const response = await service.app.request(path, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} }
  }
  const api: TestService['api'] = async (path, { method, body, token, headers } = {}) => {
    const bearer = token ?? (await tenant.issueAccessToken({ permissions: [...everyPermission] }))
    const json = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const all = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers }
    // fetch leaves "patch" as it is, and no route has that name.
    const verb = (method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase()
    const answer = await request(path, { method: verb, headers: all, ...json })
    expectDocumented(verb, path, answer)
    return answer
  }
  seedInviter(management, env)
  return {
    ...service,
    env,
    clock,
    tenant,
    management,
    mails,
    webhooks,
    ledger,
    errands,
    logLines,
    api,
    mailTo: email => readMailTo(mails, email),
    async linkOf(id) {
      const row = await ledger.findInvitation(id)
      if (!row) throw new TypeError('no such invitation')
      const { link } = await createKeys(config)
      const claims = {
        invitationId: id,
        generation: row.generation,
        issuedAt: new Date(row.link_issued_at),
        expiresAt: new Date(row.expires_at),
      }
      const scope = { issuer: config.publicUrl, audience: config.tenantDomain }
      return `${config.publicUrl}/i/${await signLinkToken(claims, scope, link.signing)}`
    },
    async invite(fields) {
      const body = { invitee: { email: 'grace@example.com' }, on_live_invitation: 'replace', ...fields }
      const answer = await api('/api/invitations', { body })
      if (answer.status !== 201) throw new TypeError(`not invited: ${JSON.stringify(answer.body)}`)
      await service.worker.drain()
      const { invitee } = answer.body as { invitee: { email: string } }
      return { id: String(answer.body.id), link: readMailTo(mails, invitee.email).link }
    },
    call(path, body) {
      const [key = ''] = (env.ACTION_KEYS ?? '').split(',')
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      return request(path, { method: 'POST', headers, body: JSON.stringify(body) })
    },
  }
}

function readMailTo(mails: readonly OutgoingMail[], email: string) {
  // Not merely the latest of all: mails to others may still be leaving.
  const mail = mails.findLast(({ to }) => to === email)
  const link = /https?:\/\/[\w.:-]+\/i\/[\w.-]+/.exec(mail?.text ?? '')?.[0]
  const code = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(mail?.text ?? '')?.[0]
  if (!mail || !link || !code) throw new TypeError('no such mail')
  return { mail, link, code }
}

/** The person whom access tokens speak for unless they say otherwise: the tenant lets her do all. */
function seedInviter({ users, permissionsOf }: MemoryManagement, env: Record<string, string>): void {
  users.push({
    userId: 'auth0|ada',
    email: 'ada@acme.example',
    emailVerified: true,
    phoneNumber: undefined,
    phoneVerified: false,
    blocked: false,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    loginsCount: 10,
    identities: [
      { provider: 'auth0', userId: 'ada', connection: 'Username-Password-Authentication', isSocial: false },
    ],
    appMetadata: {},
    userMetadata: {},
  })
  permissionsOf.set(
    'auth0|ada',
    everyPermission.map(name => ({ api: env.API_AUDIENCE ?? '', name })),
  )
}
