import type { LinkScope } from '../../contract/link-token.ts'
import { type BackgroundTasks, createBackgroundTasks } from '../base/background-tasks.ts'
import { type Clock, systemClock } from '../base/clock.ts'
import { createGateMonitor, type GateMonitor } from '../base/gate-monitor.ts'
import { createKeys, type Keys } from '../base/keys.ts'
import { createLog, type Log } from '../base/log.ts'
import { createDiagnosis, type Diagnosis } from '../diagnosis/diagnosis.ts'
import { toButtonColors } from '../http/brand/brand-color.ts'
import { createInvitationCodes, type InvitationCodes } from '../invitations/accept/invitation-code.ts'
import type { Guard } from '../invitations/model/guard.ts'
import type { WebhookSubscription } from '../ledger/events/event-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerLocation } from '../ledger/ledger-settings.ts'
import { openPostgresLedger } from '../ledger/postgres-ledger.ts'
import { openSqliteLedger } from '../ledger/sqlite-ledger.ts'
import { createMailer } from '../mail/create-mailer.ts'
import type { Mailer } from '../mail/mailer.ts'
import { createManagementApi } from '../management/auth0-management-api.ts'
import { type Catalog, createCatalog } from '../management/catalog.ts'
import type { ManagementApi } from '../management/management-api.ts'
import { readRolesFromMetadata } from '../management/roles-in-metadata.ts'
import { createInviterAuthority, type InviterAuthority } from '../policy/inviter-authority.ts'
import { createPolicyGuard } from '../policy/policy-guard.ts'
import { createTemplates, noTemplates, type Templates } from '../templates/templates.ts'
import { createWebhookSender, type SendWebhook } from '../webhooks/webhook-sender.ts'
import type { Config } from './config.ts'

/** Parts that a test brings itself. */
export interface PartOverrides {
  clock?: Clock
  ledger?: Ledger
  management?: ManagementApi
  mailer?: Mailer
  sendWebhook?: SendWebhook
  backgroundTasks?: BackgroundTasks
  writeLog?: (line: string) => void
  /** Hears of everything that is logged. */
  meter?: (log: Log) => Log
}

/** The parts from which rules, pages and jobs are made. */
export interface Parts {
  readonly clock: Clock
  readonly log: Log
  readonly keys: Keys
  /** Whose links these are: this service's, for this tenant. */
  readonly linkScope: LinkScope
  readonly management: ManagementApi
  readonly catalog: Catalog
  readonly mailer: Mailer
  readonly sendWebhook: SendWebhook
  readonly ledger: Ledger
  /** The tenant's facts about inviters. */
  readonly authority: InviterAuthority
  readonly guard: Guard
  /** The codes of invitations, which mails show below the link. */
  readonly codes: InvitationCodes
  readonly backgroundTasks: BackgroundTasks
  readonly gateMonitor: GateMonitor
  readonly diagnosis: Diagnosis
  /** The operator's own pages and messages. */
  readonly templates: Templates
}

/** Creates the parts of a configuration. Throws KeyError or LedgerError, with nothing left open. */
export async function createParts(config: Config, overrides: PartOverrides): Promise<Parts> {
  const { clock = systemClock, writeLog = writeLine } = overrides
  const { meter = (log: Log) => log } = overrides
  const log = meter(createLog(writeLog, { level: config.logLevel, now: clock.now }))
  const keys = await createKeys(config)
  const access = { ...config.management, domain: config.tenantDomain }
  const subscriptions = config.webhooks
  const ledger = overrides.ledger ?? (await openLedger(config.ledger, { subscriptions }))
  const shared = ledger.requestPace
  const tenant = overrides.management ?? createManagementApi({ ...access, clock, log, shared })
  const hasNoRoles = config.gate.grantRolesAs === 'metadata'
  const management = hasNoRoles ? readRolesFromMetadata(tenant) : tenant
  const authority = createInviterAuthority({ management, apiAudience: config.apiAudience, clock })
  const gateMonitor = createGateMonitor({ gate: config.gate, log })
  const { now } = clock
  const hasSeenAnotherGate = gateMonitor.hasSeenAnother
  return {
    clock,
    log,
    keys,
    linkScope: { issuer: config.publicUrl, audience: config.tenantDomain },
    management,
    catalog: createCatalog({ management, now: clock.now, hasNoRoles }),
    mailer: overrides.mailer ?? createMailer(config.mail, log),
    sendWebhook: overrides.sendWebhook ?? createSender(config, clock),
    ledger,
    authority,
    guard: createPolicyGuard({ ...config, management, ledger, authority, clock }),
    codes: createInvitationCodes({ secrets: config.cookieSecrets }),
    backgroundTasks: overrides.backgroundTasks ?? createBackgroundTasks({ log }),
    gateMonitor,
    diagnosis: createDiagnosis(config, { fetch: globalThis.fetch, now, hasSeenAnotherGate, log }),
    templates: toTemplates(config, log),
  }
}

/** Only a service that itself runs at http://localhost has receivers there. */
function createSender({ publicUrl }: Config, clock: Clock): SendWebhook {
  return createWebhookSender({ clock, allowsLocalhost: new URL(publicUrl).protocol === 'http:' })
}

function toTemplates({ brandChoices }: Config, log: Log): Templates {
  const files = brandChoices.templates?.files ?? []
  const templates =
    files.length === 0 ? noTemplates : createTemplates(files, file => log.error('template_failed', { file }))
  const { color } = brandChoices
  return color === undefined ? templates : { ...templates, button: toButtonColors(color) }
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Opens the ledger where it is kept, and brings its tables up to date. Throws LedgerError. */
export function openLedger(
  location: LedgerLocation,
  { subscriptions }: { subscriptions: readonly WebhookSubscription[] },
): Promise<Ledger> {
  if (location.engine === 'sqlite') return openSqliteLedger(location.file, { subscriptions })
  return openPostgresLedger(location.url, { poolSize: location.poolSize, subscriptions })
}
