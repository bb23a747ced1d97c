import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '../../test/emulator/start-emulator.ts'
import type { TenantState } from '../../test/emulator/state.ts'
import { buildActions } from '../build.ts'
import { deployTenant } from '../deploy.ts'
import { type GeneratedKeys, generateKeys } from '../keys.ts'
import { seedAdministrator } from './administrator.ts'
import { summariseProgress } from './deploy-progress.ts'
import type { Output } from './output.ts'
import { listFiles, overlayTenant } from './overlay.ts'
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
  const emulator = join(project, 'test', 'emulator')
  const sources = listFiles(emulator).filter(file => /^(?!runtime\/).*\.(c?js|tsx?)$/.test(file))
  const files = [
    ...listFiles(target).map(file => join(target, file)),
    // Another version of the local tenant may keep its state in another shape.
    ...sources.map(file => join(emulator, file)),
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

/** Deploys with the real CLI into a running, empty tenant; keeps the outcome for the next start. */
export async function deploy(
  emulator: Emulator,
  options: DeploymentOptions,
  hash: string,
  note: (text: string) => void,
): Promise<DeployedTenant> {
  const { directory, urls } = options
  const keys = await generateKeys()
  const deployer = await emulator.control.deployer()
  await deployTenant({
    ...deployer,
    directory: join(directory, 'tenant'),
    domain: new URL(emulator.canonicalUrl).host,
    caFile: emulator.caFile,
    mappings: {
      ...keys.deployment,
      PUBLIC_URL: urls.service,
      API_AUDIENCE: apiAudience,
      PORTAL_URL: urls.portal,
      FUNNEL_URL: urls.funnel,
      // The local tenant's own stand-in answers for Google.
      GOOGLE_CLIENT_ID: 'stand-in',
      GOOGLE_CLIENT_SECRET: randomBytes(16).toString('hex'),
    },
    onProgress: line => {
      const words = summariseProgress(line)
      if (words) note(words)
    },
  })
  const administrator = await seedAdministrator(emulator, deployer)
  await emulator.control.reset()
  const deployed = { hash, state: await emulator.control.snapshot(), keys: keys.service, administrator }
  // Holds secrets, if only of a tenant on this machine.
  writeFileSync(fileIn(directory), JSON.stringify(deployed), { mode: 0o600 })
  return deployed
}

function fileIn(directory: string): string {
  return join(directory, 'deployed.json')
}
