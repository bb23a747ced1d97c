import { join } from 'node:path'
import type { Gate } from '../../contract/gate.ts'
import { applyPlan } from './apply-plan.ts'
import { toBackup, writeBackup } from './backup.ts'
import { DeployError, refuse } from './deploy-error.ts'
import { describeNextSteps } from './next-steps.ts'
import { keepDecisions, type OperatorFolder, readGateText, shown } from './operator-folder.ts'
import { pingService } from './ping-service.ts'
import type { Part } from './plan/change.ts'
import { findApplication } from './plan/plan-applications.ts'
import { type DeployChoices, planDeployment, remainingChanges, scopesOf } from './plan/plan-deployment.ts'
import { type ExistingTenant, readTenant } from './read-tenant.ts'
import { type Application, resolveExceptions } from './resolve-exceptions.ts'
import { missingScopes, optionsScopes, readingScopes, refuseMissing, writingScopes } from './scopes.ts'
import { showPlan } from './show-plan.ts'
import { stageTenant, TENANT_DIRECTORY } from './stage-tenant.ts'
import type { TenantApi } from './tenant-api.ts'
import { type TenantFiles, withFormerAddresses } from './tenant-files.ts'

export interface DeployOptions {
  folder: OperatorFolder
  api: TenantApi
  publicUrl: string
  /** Addresses that publicUrl had before; none by default. */
  formerUrls?: readonly string[]
  apiAudience: string
  choices: DeployChoices
  /** Another gate than the operator's file says. */
  gateText?: string
  /** Values of the keywords in the files, secrets among them. */
  mappings: Record<string, string>
  print: (text: string) => void
  /** Asked after the plan has been shown; false leaves everything as it is. */
  confirm: () => Promise<boolean>
  now?: () => Date
  fetch?: typeof fetch
}

export type DeployOutcome = 'deployed' | 'declined'

/**
 * Deploys what is ours into a tenant that holds much that is not. Everything is read, checked and shown before the first
 * write, and put back by `undeploy` from the backup that is written then. Throws DeployError or TenantError.
 */
export async function deployTenant(options: DeployOptions): Promise<DeployOutcome> {
  const { folder, api, publicUrl, apiAudience, mappings, now = () => new Date() } = options
  const gateText = options.gateText ?? readGateText(folder, join(TENANT_DIRECTORY, 'gate.json'), now())
  const staged = await stageTenant(folder, gateText, {
    mappings: { ...mappings, PUBLIC_URL: publicUrl, API_AUDIENCE: apiAudience },
    provided: { AUTH0_DOMAIN: api.domain },
    resolve: gate => resolveExceptions(gate, () => listApplications(options)),
  })
  return await deployStaged(options, { ...staged, gateText })
}

/** As deployTenant, with files that are read and Actions that are built. */
export async function deployStaged(
  options: DeployOptions,
  staged: { files: TenantFiles; gate: Gate; gateText: string },
): Promise<DeployOutcome> {
  const { gate, gateText } = staged
  const files = withFormerAddresses(staged.files, options.publicUrl, options.formerUrls ?? [])
  const { folder, api, choices, print, now = () => new Date() } = options
  const existing = await readExisting(options, files)
  const plan = planDeployment(files, existing, gate, choices)
  if (plan.faults.length > 0) refuse('Nothing has been changed. First:', plan.faults)
  const missing = missingScopes(await api.scopes(), scopesOf(plan.changes))
  if (missing.length > 0) refuseMissing(missing)
  print(describeTarget(folder, api.domain, gate))
  print(showPlan(plan))
  if (!(await options.confirm())) return 'declined'
  const backup = writeBackup(folder.backups, toBackup(plan.changes, existing, now()))
  keepDecisions(folder, gateText, toDecisions(options))
  print(`Backup of what is touched: ${shown(backup)}`)
  const skipped = await apply(options, plan, files, existing)
  await verify(options, files, gate, skipped)
  return 'deployed'
}

async function listApplications(options: DeployOptions): Promise<Application[]> {
  await assertMayLook(options)
  const clients = await options.api.list(
    '/clients?fields=client_id,name&include_fields=true',
    'clients',
    'pages',
  )
  return clients.map(({ client_id, name }) => ({ client_id: String(client_id), name: String(name) }))
}

async function readExisting(options: DeployOptions, files: TenantFiles): Promise<ExistingTenant> {
  const needed = await assertMayLook(options)
  const { api, choices } = options
  const connections = [...choices.connections, ...choices.openSignUp]
  return await readTenant(api, files, { connections, needed })
}

/** Returns the scopes that looking takes. Throws DeployError where one is missing. */
async function assertMayLook({ api, choices }: DeployOptions): Promise<string[]> {
  const options = choices.openSignUp.length > 0 ? optionsScopes : []
  const granted = await api.scopes()
  const looking = [...readingScopes, ...options.filter(scope => scope.startsWith('read:'))]
  // Who has to ask for scopes anyway is told all that a deployment may need, and asks once.
  if (missingScopes(granted, looking).length > 0)
    refuseMissing(missingScopes(granted, [...readingScopes, ...writingScopes, ...options]))
  return looking
}

async function apply(
  { api, print }: DeployOptions,
  { changes }: Part,
  files: TenantFiles,
  existing: ExistingTenant,
): Promise<ReadonlySet<string>> {
  const skipped = new Set<string>()
  await applyPlan(changes, {
    api,
    files,
    clientIds: clientIdsOf(files, existing),
    onDone({ title }, reason) {
      if (reason !== undefined) skipped.add(title)
      print(reason === undefined ? `done     ${title}` : `skipped  ${title}: ${reason}`)
    },
  })
  return skipped
}

function clientIdsOf(files: TenantFiles, existing: ExistingTenant): Map<string, string> {
  const ids = new Map<string, string>()
  for (const file of files.applications) {
    const found = findApplication(file, existing)
    if (found !== 'none') ids.set(file.name, String(found[0]?.client_id))
  }
  return ids
}

/** Reads everything back, but for what the plan does not have, and asks the service whether it was given the same. */
async function verify(
  options: DeployOptions,
  files: TenantFiles,
  gate: Gate,
  skipped: ReadonlySet<string>,
): Promise<void> {
  const { api, choices, print, publicUrl, apiAudience, mappings } = options
  const existing = await readExisting(options, files)
  const plan = planDeployment(files, existing, gate, choices)
  const remaining = remainingChanges(plan).filter(({ title }) => !skipped.has(title))
  if (remaining.length > 0)
    throw new DeployError(
      `Read back, the tenant is not as it was written: ${remaining.map(({ title }) => title).join(', ')}. Run the same command again.`,
    )
  print('Read back: everything is as shown.')
  const { GUESTLIST_ACTION_KEY: actionKey = '', GUESTLIST_HANDOFF_KEYS: handoffKeys = '' } = mappings
  const deployed = { publicUrl, apiAudience, actionKey, handoffKeys, domain: api.domain, gate }
  const ping = await pingService(deployed, options.fetch)
  print(describeNextSteps({ ping, gate, existing, files, gateFile: shown(options.folder.gateFile) }))
}

function describeTarget(folder: OperatorFolder, domain: string, { mode, since }: Gate): string {
  return `Tenant ${domain}, with ${shown(folder.directory)}/. Gate: ${mode}; pre-existing accounts ${since} never need an invitation.\n`
}

function toDecisions({ api, publicUrl, formerUrls = [], apiAudience, choices }: DeployOptions) {
  return {
    domain: api.domain,
    public_url: publicUrl,
    ...(formerUrls.length > 0 && { former_public_urls: [...formerUrls] }),
    api_audience: apiAudience,
    connections: [...choices.connections],
    open_sign_up: [...choices.openSignUp],
  }
}
