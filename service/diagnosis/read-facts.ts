import { CALLBACK_PATH, PING_PATH } from '../../contract/calls.ts'
import type { Gate } from '../../contract/gate.ts'
import type { KeyTexts } from '../base/keys.ts'
import type { MailConfig } from '../mail/mail-settings.ts'
import { MailError } from '../mail/mailer.ts'
import { createSmtpMailer } from '../mail/smtp-mailer.ts'
import type { ApplicationFacts, ReadAnswer, ServiceFacts } from './facts.ts'

export interface FactDeps {
  readonly fetch: typeof fetch
  now(): number
  hasSeenAnotherGate(): boolean
}

const TIMEOUT_MS = 5_000
const SENDGRID = 'https://api.sendgrid.com'
/** Nobody was ever given it: an answer tells whether the secret beside it is right, and nothing is exchanged. */
const NO_CODE = 'guestlist-asks-whether-its-secret-is-right'

type Ask = (url: string, init?: RequestInit) => Promise<ReadAnswer>

/** The part of the configuration whose truth can be asked of others. */
export interface DiagnosedConfig {
  readonly publicUrl: string
  readonly tenantDomain: string
  readonly loginOrigin: string
  readonly apiAudience: string
  readonly clientId: string
  readonly clientSecret: string
  readonly administration: { readonly clientId: string; readonly clientSecret: string } | undefined
  readonly management: { readonly clientId: string; readonly clientSecret: string }
  readonly actionKeys: readonly string[]
  readonly handoffKeys: KeyTexts
  readonly mail: MailConfig
  readonly gate: Pick<Gate, 'fingerprint' | 'mode'>
}

/** Looks once at everything that the service depends on. Never throws: no answer is a fact, too. */
export async function readFacts(config: DiagnosedConfig, deps: FactDeps): Promise<ServiceFacts> {
  const ask = createAsk(deps.fetch)
  const tenant = `https://${config.tenantDomain}`
  const token = await ask(`${tenant}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: config.management.clientId,
      client_secret: config.management.clientSecret,
      audience: `${tenant}/api/v2/`,
    }),
  })
  const manage = createManage(ask, `${tenant}/api/v2`, token)
  const [discovery, customDiscovery, applications, grants, mail, smtp, ping] = await Promise.all([
    ask(`${tenant}${DISCOVERY_PATH}`),
    config.loginOrigin === tenant ? undefined : ask(`${config.loginOrigin}${DISCOVERY_PATH}`),
    readApplications(config, ask, manage),
    manage(`/client-grants?audience=${encodeURIComponent(config.apiAudience)}`),
    readSendgrid(config, ask),
    readSmtp(config),
    ask(`${config.publicUrl}${PING_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${config.actionKeys[0]}` },
    }),
  ])
  const { publicUrl, tenantDomain, loginOrigin, apiAudience, handoffKeys } = config
  return {
    now: deps.now(),
    publicUrl,
    tenantDomain,
    loginOrigin,
    apiAudience,
    mailFrom: config.mail.from,
    handoffKeyId: String((JSON.parse(handoffKeys.signing) as { kid?: string }).kid),
    discovery,
    customDiscovery,
    managementToken: token,
    applications,
    grants,
    mail,
    smtp,
    ping,
    hasSeenAnotherGate: deps.hasSeenAnotherGate(),
  }
}

const DISCOVERY_PATH = '/.well-known/openid-configuration'

function createAsk(send: typeof fetch): Ask {
  return async (url, init = {}) => {
    try {
      // The keys go to the configured addresses and nowhere else.
      const response = await send(url, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const date = Date.parse(response.headers.get('date') ?? '')
      const body: unknown = await response.json().catch(() => undefined)
      return { status: response.status, body, date: Number.isNaN(date) ? undefined : date }
    } catch {
      return { status: 0, body: undefined, date: undefined }
    }
  }
}

/** Asks the Management API; undefined where there is no token. */
function createManage(
  ask: Ask,
  api: string,
  { body }: ReadAnswer,
): (path: string) => Promise<ReadAnswer | undefined> {
  const { access_token: token } = Object(body) as { access_token?: unknown }
  return async path =>
    typeof token === 'string'
      ? await ask(`${api}${path}`, { headers: { authorization: `Bearer ${token}` } })
      : undefined
}

async function readApplications(
  { publicUrl, tenantDomain, clientId, clientSecret, administration }: DiagnosedConfig,
  ask: Ask,
  manage: (path: string) => Promise<ReadAnswer | undefined>,
): Promise<ApplicationFacts[]> {
  const read = async (variable: string, id: string, secret: string, paths: string[]) => {
    const callbacks = paths.map(path => `${publicUrl}${path}`)
    const body = JSON.stringify({
      grant_type: 'authorization_code',
      client_id: id,
      client_secret: secret,
      code: NO_CODE,
      redirect_uri: callbacks[0],
    })
    const headers = { 'content-type': 'application/json' }
    const exchange = await ask(`https://${tenantDomain}/oauth/token`, { method: 'POST', headers, body })
    const client = await manage(`/clients/${encodeURIComponent(id)}?fields=client_id,callbacks`)
    return { variable, exchange, client, callbacks }
  }
  const service = read('AUTH0_CLIENT_ID', clientId, clientSecret, [CALLBACK_PATH, '/account/callback'])
  if (!administration) return [await service]
  const { clientId: id, clientSecret: secret } = administration
  return [await service, await read('AUTH0_ADMIN_CLIENT_ID', id, secret, ['/admin/callback'])]
}

async function readSendgrid(
  { mail: { ways, sendgrid } }: DiagnosedConfig,
  ask: Ask,
): Promise<ServiceFacts['mail']> {
  if (!ways.includes('sendgrid')) return undefined
  const headers = { authorization: `Bearer ${sendgrid.apiKey}` }
  const look = (path: string) => ask(`${sendgrid.baseUrl ?? SENDGRID}${path}`, { headers })
  const [scopes, senders, domains] = await Promise.all([
    look('/v3/scopes'),
    look('/v3/verified_senders'),
    look('/v3/whitelabel/domains'),
  ])
  return { scopes, senders, domains }
}

/** Connects to the server and signs in; nothing is sent. */
async function readSmtp({ mail: { ways, smtp, from } }: DiagnosedConfig): Promise<ServiceFacts['smtp']> {
  if (!ways.includes('smtp')) return undefined
  const mailer = createSmtpMailer({ ...smtp, from })
  try {
    await mailer.verify()
    return 'accepted'
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return error.code
  } finally {
    await mailer.close?.()
  }
}
