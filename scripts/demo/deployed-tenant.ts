import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DeployTarget, runDeployCli } from '../../local-tenant/deploy.ts'
import type { LocalTenant } from '../../local-tenant/start-local-tenant.ts'
import type { TenantState } from '../../local-tenant/state.ts'
import { buildActions } from '../build.ts'
import { deployTenant } from '../deploy/deploy-tenant.ts'
import { listFiles, overlayTenant } from '../deploy/overlay.ts'
import { createSendRequest } from '../deploy/send-request.ts'
import { createTenantApi } from '../deploy/tenant-api.ts'
import { type GeneratedKeys, generateKeys } from '../keys.ts'
import { seedAdministrator } from './administrator.ts'
import { summariseProgress } from './deploy-progress.ts'
import type { Output } from './output.ts'
import type { Ports } from './ports.ts'
import type { Urls } from './urls.ts'

/** What a deployment leaves: the tenant's whole state, and the secrets that were deployed with it. */
export interface DeployedTenant {
  /** Of everything that went in: another hash means that this deployment is no longer right. */
  hash: string
  state: TenantState
  keys: GeneratedKeys['service']
  administrator: { email: string; password: string }
}

export interface DeploymentOptions {
  /** Where the tenant's files are put together and the deployment is kept. */
  directory: string
  ports: Ports
  urls: Urls
  output: Output
}

/** The service's API in the local tenant. */
export const apiAudience = 'https://guestlist.example/api'

const project = fileURLToPath(new URL('../..', import.meta.url))
const overlay = fileURLToPath(new URL('tenant', import.meta.url))

/** Puts `tenant/`, the demo's own clients and the built Actions together; returns the hash of all that goes in. */
export async function prepareTenant({ directory, ports }: DeploymentOptions): Promise<string> {
  const target = join(directory, 'tenant')
  overlayTenant({ base: join(project, 'tenant'), overlay, target })
  await buildActions({ gateFile: join(target, 'gate.json'), tenantDirectory: target })
  const hash = createHash('sha256').update(JSON.stringify(ports))
  const localTenant = join(project, 'local-tenant')
  const deployment = join(project, 'scripts', 'deploy')
  const sources = listFiles(localTenant).filter(file => /^(?!runtime\/).*\.(c?js|tsx?)$/.test(file))
  const files = [
    ...listFiles(target).map(file => join(target, file)),
    // Another version of the local tenant may keep its state in another shape.
    ...sources.map(file => join(localTenant, file)),
    ...listFiles(deployment).map(file => join(deployment, file)),
    join(project, 'node_modules', 'auth0-deploy-cli', 'package.json'),
  ]
  for (const file of files) hash.update(file.slice(project.length)).update(readFileSync(file))
  return hash.digest('hex')
}

/** The kept deployment, if it was made of the same things. */
export function readDeployment(directory: string, hash: string): DeployedTenant | undefined {
  const file = fileIn(directory)
  if (!existsSync(file)) return undefined
  const kept = JSON.parse(readFileSync(file, 'utf8')) as DeployedTenant
  return kept.hash === hash ? kept : undefined
}

/**
 * Deploys into a running, empty tenant as an operator would: what is Acme's, and what is ours without a merge, with the
 * real auth0-deploy-cli; the rest with `npm run deploy`. Keeps the outcome for the next start.
 */
export async function deploy(
  localTenant: LocalTenant,
  options: DeploymentOptions,
  hash: string,
  note: (text: string) => void,
): Promise<DeployedTenant> {
  const { directory, urls } = options
  const keys = await generateKeys()
  const deployer = await localTenant.control.deployer()
  const mappings = { ...keys.deployment, ...toMappings(urls) }
  const target = {
    ...deployer,
    tenantDomain: new URL(localTenant.canonicalUrl).host,
    caFile: localTenant.caFile,
    mappings,
  }
  const { exitCode, output } = await runDeployCli(
    ['import', '-i', join(directory, 'tenant')],
    target,
    line => {
      const words = summariseProgress(line)
      if (words) note(words)
    },
  )
  if (exitCode !== 0) throw new Error(`a0deploy import has failed:\n${output.slice(-2_000)}`)
  await deployGuestlist(target, options, note)
  const administrator = await seedAdministrator(localTenant, deployer)
  await localTenant.control.reset()
  const deployed = { hash, state: await localTenant.control.snapshot(), keys: keys.service, administrator }
  // Holds secrets, if only of a tenant on this machine.
  writeFileSync(fileIn(directory), JSON.stringify(deployed), { mode: 0o600 })
  return deployed
}

function toMappings(urls: Urls): Record<string, string> {
  return {
    PUBLIC_URL: urls.service,
    API_AUDIENCE: apiAudience,
    PORTAL_URL: urls.portal,
    FUNNEL_URL: urls.funnel,
    // The local tenant's own stand-in answers for Google.
    GOOGLE_CLIENT_ID: 'stand-in',
    GOOGLE_CLIENT_SECRET: randomBytes(16).toString('hex'),
  }
}

/** Binds the gate, puts the field on sign-up forms, makes the two roles and enables our applications. */
async function deployGuestlist(
  {
    tenantDomain,
    clientId,
    clientSecret,
    caFile,
    mappings,
  }: DeployTarget & { mappings: Record<string, string> },
  { directory, urls }: DeploymentOptions,
  note: (text: string) => void,
): Promise<void> {
  const send = createSendRequest({ caFile })
  await deployTenant({
    api: createTenantApi({ domain: tenantDomain, clientId, clientSecret, send }),
    folder: {
      name: 'demo',
      directory,
      gateFile: join(directory, 'tenant', 'gate.json'),
      settingsFile: join(directory, 'deploy.json'),
      backups: join(directory, 'backups'),
      overlay: undefined,
    },
    publicUrl: urls.service,
    apiAudience,
    choices: {
      connections: ['Username-Password-Authentication', 'google-oauth2'],
      openSignUp: [],
      adopt: [],
    },
    mappings,
    print: text => {
      if (text.startsWith('done')) note(text.replace(/^done +/, ''))
    },
    confirm: async () => true,
  })
}

function fileIn(directory: string): string {
  return join(directory, 'deployed.json')
}
