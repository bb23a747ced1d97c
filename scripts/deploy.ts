import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ACTION_NAMES, buildActions } from './build.ts'
import { checkPlaceholders } from './deploy/placeholders.ts'
import { listApplications, resolveExceptions } from './deploy/resolve-exceptions.ts'
import { isMain } from './is-main.ts'

/** Keywords whose values are never printed; addresses and ids may be. */
const SECRET_NAME = /KEY|SECRET|TOKEN|PASSWORD/

const root = fileURLToPath(new URL('..', import.meta.url))

export interface DeployOptions {
  /** Tenant files, with the built Actions. */
  directory: string
  /** The tenant's canonical domain, host[:port]. */
  domain: string
  /** A machine-to-machine client that may change the tenant. */
  clientId: string
  clientSecret: string
  /** Values of the keywords (`##X##`, `@@X@@`) in the files. */
  mappings: Record<string, string>
  /** A certificate authority (PEM) to trust besides the usual ones. */
  caFile?: string
  /** Shows what would change, and changes nothing. */
  dryRun?: boolean
  /** Gets every line that the CLI prints, without secrets. */
  onProgress?: (line: string) => void
  signal?: AbortSignal
}

/** A deployment that was not started or has failed; the message is for the operator and holds no secret. */
export class DeployError extends Error {
  override readonly name = 'DeployError'
}

/**
 * Deploys tenant files with auth0-deploy-cli (25-40 s, 2 GB of memory), adding to the tenant and taking nothing away.
 * Refuses to start (DeployError) if a keyword of the files has no value.
 */
export async function deployTenant(options: DeployOptions): Promise<void> {
  const { values, faults } = await checkPlaceholders(options.directory, options.mappings, ['AUTH0_DOMAIN'])
  for (const name of ACTION_NAMES)
    if (!existsSync(join(options.directory, 'actions', name, 'code.js')))
      faults.push(`actions/${name}/code.js is missing: build the Actions first`)
  if (!/^[\w.-]+(:\d+)?$/.test(options.domain)) faults.push('the domain must be host or host:port')
  if (faults.length > 0)
    throw new DeployError(`Not deployed:\n${faults.map(fault => `  ${fault}`).join('\n')}`)

  const scratch = mkdtempSync(join(tmpdir(), 'guestlist-deploy-'))
  // The copy may hold options of the tenant's connections: it goes, also when the program ends in between.
  const remove = () => rmSync(scratch, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    const staging = join(scratch, 'tenant')
    cpSync(options.directory, staging, { recursive: true })
    const run = { ...options, values, home: scratch }
    await runNode(run, ['--import', 'tsx', join(root, 'scripts/deploy/keep-existing.ts'), staging])
    const cli = createRequire(import.meta.url).resolve('auth0-deploy-cli')
    await runNode(run, [cli, 'import', '-i', staging, ...(options.dryRun ? ['--dry-run'] : [])])
  } finally {
    process.off('exit', remove)
    remove()
  }
}

interface Run extends DeployOptions {
  values: Record<string, string>
  home: string
}

async function runNode(run: Run, args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: environmentOf(run),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(run.signal && { signal: run.signal }),
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', line => {
      const text = withoutSecrets(line, run)
      lines.push(text)
      run.onProgress?.(text)
    })
  const kill = () => child.kill()
  process.once('exit', kill)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => process.off('exit', kill))
  if (code !== 0) throw new DeployError(`The deployment has failed:\n${lines.slice(-12).join('\n')}`)
}

/**
 * Nothing of our own environment but PATH: the CLI puts any variable into any file that names it. AUTH0_ALLOW_DELETE
 * stays unset, because parts of the CLI take even "false" for yes.
 */
function environmentOf({
  domain,
  clientId,
  clientSecret,
  caFile,
  values,
  home,
}: Run): Record<string, string> {
  return {
    ...values,
    PATH: process.env.PATH ?? '',
    HOME: home,
    AUTH0_DOMAIN: domain,
    AUTH0_CLIENT_ID: clientId,
    AUTH0_CLIENT_SECRET: clientSecret,
    ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile }),
  }
}

function withoutSecrets(line: string, { values, clientSecret }: Run): string {
  const secrets = Object.entries(values).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []))
  return [clientSecret, ...secrets].reduce((text, secret) => text.replaceAll(secret, '***'), line)
}

async function main(): Promise<void> {
  const { AUTH0_DOMAIN, DEPLOY_CLIENT_ID, DEPLOY_CLIENT_SECRET, DEPLOY_CA_FILE, ...rest } = process.env
  if (!AUTH0_DOMAIN || !DEPLOY_CLIENT_ID || !DEPLOY_CLIENT_SECRET)
    throw new DeployError('Set AUTH0_DOMAIN, DEPLOY_CLIENT_ID and DEPLOY_CLIENT_SECRET.')
  const directory = join(root, 'tenant')
  const access = { domain: AUTH0_DOMAIN, clientId: DEPLOY_CLIENT_ID, clientSecret: DEPLOY_CLIENT_SECRET }
  const tenant = { ...access, caFile: DEPLOY_CA_FILE }
  await buildActions({
    gateFile: join(directory, 'gate.json'),
    tenantDirectory: directory,
    resolve: gate => resolveExceptions(gate, () => listApplications(tenant)),
  })
  await deployTenant({
    directory,
    ...access,
    mappings: Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ),
    ...(DEPLOY_CA_FILE && { caFile: DEPLOY_CA_FILE }),
    dryRun: process.argv.includes('--dry-run'),
    onProgress: line => console.log(line),
  })
}

if (isMain(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
