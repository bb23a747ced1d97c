import { join } from 'node:path'
import { parseDomainOrigin } from '../../service/base/setting.ts'
import { findFaults } from '../../service/diagnosis/diagnosis.ts'
import type { Finding } from '../../service/diagnosis/finding.ts'
import { readFacts } from '../../service/diagnosis/read-facts.ts'
import { inspectSqliteLedger } from '../../service/ledger/inspect-sqlite-ledger.ts'
import { ConfigError, parseConfig } from '../../service/runtime/config.ts'
import { readTarget, type Target, toChoices, toMappings } from '../deploy/command-options.ts'
import { DeployError } from '../deploy/deploy-error.ts'
import { type OperatorFolder, readGateText, readSettings } from '../deploy/operator-folder.ts'
import { pingService } from '../deploy/ping-service.ts'
import { planDeployment, remainingChanges } from '../deploy/plan/plan-deployment.ts'
import { readTenant } from '../deploy/read-tenant.ts'
import { missingScopes, readingScopes } from '../deploy/scopes.ts'
import { stageTenant, TENANT_DIRECTORY } from '../deploy/stage-tenant.ts'
import { TenantError } from '../deploy/tenant-error.ts'
import { withFormerAddresses } from '../deploy/tenant-files.ts'
import {
  checkActions,
  checkBindings,
  checkConnections,
  checkCustomDomains,
  checkGateDates,
  checkLedger,
  checkObjects,
  checkPartials,
  checkService,
} from './check-deployment.ts'
import type { DeploymentFacts } from './deployment-facts.ts'

type Environment = Record<string, string | undefined>

export interface ExamineOptions {
  folder: OperatorFolder
  environment: Environment
  fetch: typeof fetch
  now: () => Date
  /** As readTarget; a test brings a tenant in memory. */
  target?: () => Target
}

const checks = [
  ...[checkObjects, checkActions, checkBindings, checkPartials],
  ...[checkCustomDomains, checkConnections, checkService, checkGateDates],
]

/** Looks at everything that can be seen from here, changes nothing, and returns what is wrong, each thing once. */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const findings = [...(await examineDeployment(options)), ...(await examineService(options))]
  const seen = new Map(findings.map(finding => [`${finding.code} ${finding.problem}`, finding]))
  return [...seen.values()]
}

async function examineDeployment(options: ExamineOptions): Promise<Finding[]> {
  try {
    const facts = await readDeployment(options)
    return checks.flatMap(check => check(facts))
  } catch (thrown) {
    if (thrown instanceof TenantError) return [ofTenantError(thrown)]
    if (thrown instanceof DeployError) return [ofSettings(thrown.message)]
    throw thrown
  }
}

async function readDeployment(options: ExamineOptions): Promise<DeploymentFacts> {
  const { folder, environment, now } = options
  const settings = readSettings(folder)
  const target = options.target?.() ?? readTarget(environment, settings)
  const { api, publicUrl, apiAudience, formerUrls } = target
  const mappings = toMappings(environment)
  const staged = await stageTenant(folder, readGateText(folder, join(TENANT_DIRECTORY, 'gate.json'), now()), {
    mappings: { ...mappings, PUBLIC_URL: publicUrl, API_AUDIENCE: apiAudience },
    provided: { AUTH0_DOMAIN: api.domain },
  })
  const files = withFormerAddresses(staged.files, publicUrl, formerUrls)
  const choices = toChoices({}, settings)
  const missing = missingScopes(await api.scopes(), readingScopes)
  if (missing.length > 0)
    throw new TenantError('insufficient_scope', 'the application that deploys', { scopes: missing })
  const connections = [...choices.connections, ...choices.openSignUp]
  const existing = await readTenant(api, files, { connections, needed: [] })
  const plan = planDeployment(files, existing, staged.gate, choices)
  const { GUESTLIST_ACTION_KEY: actionKey = '', GUESTLIST_HANDOFF_KEYS: handoffKeys = '' } = mappings
  const deployed = { publicUrl, apiAudience, actionKey, handoffKeys, domain: api.domain, gate: staged.gate }
  return {
    now: now(),
    publicUrl,
    customDomain: toHost(environment.AUTH0_CUSTOM_DOMAIN),
    gate: staged.gate,
    existing,
    remaining: remainingChanges(plan),
    faults: plan.faults,
    ping: await pingService(deployed, options.fetch),
    ready: await readReadiness(publicUrl, options.fetch),
  }
}

function toHost(domain: string | undefined): string | undefined {
  const origin = domain ? parseDomainOrigin(domain) : undefined
  return origin === undefined ? undefined : new URL(origin).host
}

async function readReadiness(publicUrl: string, send: typeof fetch): Promise<number> {
  const asked = send(`${publicUrl}/health/ready`, { redirect: 'error', signal: AbortSignal.timeout(5_000) })
  return await asked.then(
    ({ status }) => status,
    () => 0,
  )
}

/** What the service itself would find, where its environment is here. */
async function examineService({ folder, environment, fetch, now }: ExamineOptions): Promise<Finding[]> {
  if (!environment.LINK_SIGNING_KEY) return []
  try {
    const config = await parseConfig({ GATE_FILE: folder.gateFile, ...environment })
    // What the Actions come with is for the running service to see.
    const deps = { fetch, now: () => now().getTime(), hasSeenAnotherGate: () => false }
    const { ledger } = config
    const ofLedger =
      ledger.engine === 'sqlite' ? checkLedger(inspectSqliteLedger(ledger.file), ledger.file) : []
    return [...ofLedger, ...findFaults(await readFacts(config, deps))]
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown
    return thrown.faults.map(({ name, problem }) => ofSettings(`${name} ${problem}`))
  }
}

function ofSettings(message: string): Finding {
  const problem = message.replace(/^[^\n]+:\n\s*/, '').replaceAll(/\n\s*/g, '; ')
  return {
    code: 'settings_missing',
    severity: 'error',
    problem: `Settings: ${problem.replace(/\.$/, '')}.`,
    cure: 'Set what is named in the environment, deploy.json or the files of secrets (docs/deploying.md).',
  }
}

function ofTenantError({ code, operation, message, scopes }: TenantError): Finding {
  if (code === 'unreachable' || code === 'failed')
    return {
      code: 'tenant_unreachable',
      severity: 'error',
      problem: `The tenant does not answer (${operation}).`,
      cure: 'Compare AUTH0_DOMAIN with the domain in the dashboard, and see whether it can be reached from here.',
    }
  if (code === 'not_found' && operation.endsWith('/oauth/token'))
    return {
      code: 'domain_unknown',
      severity: 'error',
      problem: `AUTH0_DOMAIN is wrong: ${message}.`,
      cure: 'Set it to the canonical domain in the dashboard, such as acme.eu.auth0.com.',
    }
  if (code === 'unauthorized')
    return {
      code: 'deploy_credentials_refused',
      severity: 'error',
      problem: `The tenant refuses DEPLOY_CLIENT_ID with its secret (${operation}).`,
      cure: 'Copy both anew from the dashboard; AUTH0_DOMAIN is the canonical domain, and the application may use the Auth0 Management API.',
    }
  if (code === 'insufficient_scope')
    return {
      code: 'deploy_scopes_missing',
      severity: 'error',
      problem: `The application that deploys lacks ${scopes.join(', ')}.`,
      cure: 'Add them in the dashboard: Applications > APIs > Auth0 Management API > Machine to Machine Applications.',
    }
  return {
    code: 'not_deployed',
    severity: 'error',
    problem: `${message}.`,
    cure: 'Run npm run deploy, which says more.',
  }
}
