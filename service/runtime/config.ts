import type { Gate } from '../../contract/gate.ts'
import { DEFAULT_GATE_FILE, readGateFile } from '../base/gate-file.ts'
import type { KeyTexts } from '../base/keys.ts'
import {
  optional,
  parseActionKeys,
  parseChoice,
  parseDomainOrigin,
  parseHost,
  parseInteger,
  parseList,
  parseOrigin,
  parsePermission,
  parsePrivateJwk,
  parsePublicJwks,
  parseSecrets,
  parseText,
  parseWebUrl,
  readSetting,
  required,
  type Setting,
} from '../base/setting.ts'
import { type BrandChoices, brandSettings, toBrandChoices } from '../http/brand/brand-settings.ts'
import { serverSettings } from '../http/server-timeouts.ts'
import { type LedgerLocation, ledgerSettings, toLedgerLocation } from '../ledger/ledger-settings.ts'
import { type MailConfig, mailSettings, toMailConfig } from '../mail/mail-settings.ts'
import { readPolicyFile } from '../policy/parse-policy.ts'
import { defaultPolicy, type Policy } from '../policy/policy.ts'
import type { Joining } from '../profile/joining.ts'
import { findJoiningFaults, joiningSettings, toJoining } from '../profile/joining-settings.ts'
import { parseWebhookEndpoints, type WebhookEndpoint } from '../webhooks/endpoints.ts'
import { findConfigFaults } from './config-faults.ts'
import { readSecretFiles } from './secret-files.ts'

const SECRETS = 'one secret of at least 32 characters, or two different ones with a comma between'
const ACTION_KEYS =
  'one key of at least 32 visible ASCII characters, or two different ones with a comma between'
const PRIVATE_KEY = 'a private Ed25519 key as JWK (made by `npm run keys`)'
const PUBLIC_KEYS = 'a JWK Set of public Ed25519 keys that older tokens were signed with'

/** Every variable that the service reads. README has the same table for people. */
const settings = {
  PUBLIC_URL: required('https://host, or http://localhost:port, without a path', parseOrigin),
  FORMER_PUBLIC_URLS: optional(
    'former addresses as PUBLIC_URL is written, with commas',
    [],
    parseList(parseOrigin),
  ),
  HOST: optional<string | undefined>('an address of this machine, such as 127.0.0.1', undefined, parseText),
  PORT: optional('a port number', 3000, parseInteger(0, 65_535)),
  METRICS_PORT: optional<number | undefined>('a port number', undefined, parseInteger(0, 65_535)),
  DRAIN_DELAY_SEC: optional('a number of seconds from 0 to 60', 1, parseInteger(0, 60)),
  ...serverSettings,
  PROXY_HOPS: optional('how many proxies stand before the service', undefined, parseInteger(0, 9)),
  ...ledgerSettings,
  LOG_LEVEL: optional('debug, info, warn or error', 'info', parseChoice('debug', 'info', 'warn', 'error')),

  AUTH0_DOMAIN: required("the tenant's canonical domain, such as acme.eu.auth0.com", parseHost),
  AUTH0_CUSTOM_DOMAIN: optional('a custom domain of the tenant', undefined, parseDomainOrigin),
  AUTH0_CLIENT_ID: required('client id of the application "Guestlist"', parseText),
  AUTH0_CLIENT_SECRET: required('client secret of the application "Guestlist"', parseText),
  AUTH0_ADMIN_CLIENT_ID: optional('client id of "Guestlist administration"', undefined, parseText),
  AUTH0_ADMIN_CLIENT_SECRET: optional('client secret of "Guestlist administration"', undefined, parseText),
  AUTH0_MANAGEMENT_CLIENT_ID: required('client id for the Management API', parseText),
  AUTH0_MANAGEMENT_CLIENT_SECRET: required('client secret for the Management API', parseText),
  AUTH0_MANAGEMENT_REQUESTS_PER_SECOND: optional('a number from 1 to 100', 2, parseInteger(1, 100)),
  API_AUDIENCE: required("identifier of this service's API in the tenant", parseText),

  ACTION_KEYS: required(ACTION_KEYS, parseActionKeys),
  COOKIE_SECRETS: required(SECRETS, parseSecrets),
  LINK_SIGNING_KEY: required(PRIVATE_KEY, parsePrivateJwk),
  LINK_VERIFICATION_KEYS: optional(PUBLIC_KEYS, undefined, parsePublicJwks),
  HANDOFF_SIGNING_KEY: required(`${PRIVATE_KEY}, not the one of links`, parsePrivateJwk),
  HANDOFF_VERIFICATION_KEYS: optional(PUBLIC_KEYS, undefined, parsePublicJwks),

  ...mailSettings,

  ORGANIZATION_NAME: required('the name that people know you by', parseText),
  WELCOME_URL: required('an https address that people come to when nothing else is said', parseWebUrl),
  RESULT_URL_ORIGINS: optional('origins that result_url may have, with commas', [], parseList(parseOrigin)),
  VERIFY_EMAIL: optional('later, now or never', 'later', parseChoice('later', 'now', 'never')),

  ...joiningSettings,
  ...brandSettings,

  GATE_FILE: {
    expectation: 'the gate file that the Actions were built with',
    parse: readGateFile,
    fallbackText: DEFAULT_GATE_FILE,
  },
  POLICY_FILE: optional('a JSON file as docs/policy.md describes it', defaultPolicy, readPolicyFile),
  CREATE_PERMISSION: optional(
    'the name of a permission, without spaces',
    'create:invitations',
    parsePermission,
  ),
  EXISTENCE_VISIBLE_TO: optional(
    'administrators, inviters or nobody',
    'administrators',
    parseChoice('administrators', 'inviters', 'nobody'),
  ),
  EVENT_RETENTION_DAYS: optional('a number of days from 1 to 3650', 400, parseInteger(1, 3_650)),
  WEBHOOKS: optional('a JSON list of webhook endpoints', [], parseWebhookEndpoints),
} as const satisfies Record<string, Setting<unknown>>

type Settings = typeof settings
type Name = keyof Settings
/** A sharp type for each variable, from the way it is parsed. */
type Values = {
  [N in Name]: Settings[N] extends Setting<infer T> ? T : never
}

/** The service's configuration; `loginOrigin` is where people log in: the custom domain if there is one. */
export interface Config {
  readonly publicUrl: string
  /** Addresses that PUBLIC_URL had before: links under them go on working. */
  readonly formerPublicUrls: readonly string[]
  /** The address to listen at; undefined for every one of this machine. */
  readonly host: string | undefined
  readonly port: number
  /** Where Prometheus asks, if anywhere. */
  readonly metricsPort: number | undefined
  /** How long a load balancer has to notice that the service stops. */
  readonly drainDelaySeconds: number
  /** How many entries of X-Forwarded-For, from the end, the operator's own proxies have written. */
  readonly proxyHops: number
  readonly keepAliveSeconds: number
  readonly ledger: LedgerLocation
  readonly logLevel: Values['LOG_LEVEL']
  readonly tenantDomain: string
  readonly loginOrigin: string
  readonly clientId: string
  readonly clientSecret: string
  /** The application that administrators sign in with; without one there are no pages for them. */
  readonly administration: { clientId: string; clientSecret: string } | undefined
  readonly management: { clientId: string; clientSecret: string; requestsPerSecond: number }
  readonly apiAudience: string
  /** First the one in use. */
  readonly actionKeys: readonly string[]
  readonly cookieSecrets: readonly string[]
  readonly linkKeys: KeyTexts
  readonly handoffKeys: KeyTexts
  readonly mail: MailConfig
  readonly organizationName: string
  readonly welcomeUrl: string
  readonly resultUrlOrigins: readonly string[]
  readonly verifyEmail: Values['VERIFY_EMAIL']
  /** The questions before joining, and on the account's page. */
  readonly joining: Joining
  readonly brandChoices: BrandChoices
  readonly gate: Gate
  readonly policy: Policy
  /** The permission that an access token must hold for its bearer to invite. */
  readonly createPermission: string
  /** Callers who may learn from an answer that an address has an account. */
  readonly existenceVisibleTo: Values['EXISTENCE_VISIBLE_TO']
  readonly eventRetentionDays: number
  readonly webhooks: readonly WebhookEndpoint[]
}

/** One thing wrong with the environment; `problem` never quotes a value. */
export interface ConfigFault {
  readonly name: string
  readonly problem: string
}

/** Everything that is wrong with the environment, at once. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ name, problem }) => `${name} ${problem}`).join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

/** Reads the environment, and the gate file and the policy file it names. Throws ConfigError. */
export async function parseConfig(given: Record<string, string | undefined>): Promise<Config> {
  const values: Partial<Record<Name, unknown>> = {}
  const { env, faults: unreadable } = readSecretFiles(given, Object.keys(settings))
  const faults: ConfigFault[] = [...unreadable]
  for (const name of Object.keys(settings) as Name[]) {
    const result = await readSetting<unknown>(settings[name], env[name])
    if ('faults' in result) faults.push(...result.faults.map(problem => ({ name, problem })))
    else values[name] = result.value
  }
  faults.push(...findConfigFaults(values))
  faults.push(...findJoiningFaults(values as Partial<Values>))
  if (faults.length > 0) throw new ConfigError(faults)
  return toConfig(values as Values)
}

function toConfig(values: Values): Config {
  return {
    publicUrl: values.PUBLIC_URL,
    formerPublicUrls: values.FORMER_PUBLIC_URLS,
    host: values.HOST,
    port: values.PORT,
    metricsPort: values.METRICS_PORT,
    drainDelaySeconds: values.DRAIN_DELAY_SEC,
    // The service speaks no TLS itself: where its address is https, at least one proxy stands before it.
    proxyHops: values.PROXY_HOPS ?? (values.PUBLIC_URL.startsWith('https:') ? 1 : 0),
    keepAliveSeconds: values.KEEP_ALIVE_SEC,
    ledger: toLedgerLocation(values),
    logLevel: values.LOG_LEVEL,
    tenantDomain: values.AUTH0_DOMAIN,
    loginOrigin: values.AUTH0_CUSTOM_DOMAIN ?? `https://${values.AUTH0_DOMAIN}`,
    clientId: values.AUTH0_CLIENT_ID,
    clientSecret: values.AUTH0_CLIENT_SECRET,
    administration: toAdministration(values),
    management: {
      clientId: values.AUTH0_MANAGEMENT_CLIENT_ID,
      clientSecret: values.AUTH0_MANAGEMENT_CLIENT_SECRET,
      requestsPerSecond: values.AUTH0_MANAGEMENT_REQUESTS_PER_SECOND,
    },
    apiAudience: values.API_AUDIENCE,
    actionKeys: values.ACTION_KEYS,
    cookieSecrets: values.COOKIE_SECRETS,
    linkKeys: { signing: values.LINK_SIGNING_KEY, verification: values.LINK_VERIFICATION_KEYS },
    handoffKeys: { signing: values.HANDOFF_SIGNING_KEY, verification: values.HANDOFF_VERIFICATION_KEYS },
    mail: toMailConfig(values),
    organizationName: values.ORGANIZATION_NAME,
    welcomeUrl: values.WELCOME_URL,
    resultUrlOrigins: values.RESULT_URL_ORIGINS,
    verifyEmail: values.VERIFY_EMAIL,
    joining: toJoining(values),
    brandChoices: toBrandChoices(values),
    gate: values.GATE_FILE,
    policy: values.POLICY_FILE,
    createPermission: values.CREATE_PERMISSION,
    existenceVisibleTo: values.EXISTENCE_VISIBLE_TO,
    eventRetentionDays: values.EVENT_RETENTION_DAYS,
    webhooks: values.WEBHOOKS,
  }
}

function toAdministration(values: Values): Config['administration'] {
  const { AUTH0_ADMIN_CLIENT_ID: clientId, AUTH0_ADMIN_CLIENT_SECRET: clientSecret } = values
  return clientId && clientSecret ? { clientId, clientSecret } : undefined
}
