import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { DeployError } from './deploy-error.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where secrets are kept on this machine, one folder per tenant; git ignores it. */
const SECRETS_ROOT = join(root, 'guestlist.secrets')

type Environment = Record<string, string | undefined>

/** The two files of a tenant's secrets: what `npm run deploy` needs, and what the service is started with. */
export interface SecretFiles {
  directory: string
  deploy: string
  service: string
  /** The service's keys, until its own file is written. */
  keys: string
  /** There once the first administrator is invited. */
  invited: string
}

/** Finds the files of the tenant that is named, or of the only one there is; `default` for a first one. Throws DeployError. */
export function findSecretFiles(name: string | undefined, env: Environment = process.env): SecretFiles {
  const secretsRoot = env.GUESTLIST_SECRETS_DIR || SECRETS_ROOT
  const found = existsSync(secretsRoot)
    ? readdirSync(secretsRoot, { withFileTypes: true }).filter(entry => entry.isDirectory())
    : []
  const all = found.map(entry => entry.name).sort()
  if (name === undefined && all.length > 1)
    throw new DeployError(`Say for which tenant: --config ${all.join(' | ')}`)
  const directory = join(secretsRoot, name ?? all[0] ?? 'default')
  const file = (title: string) => join(directory, title)
  return {
    directory,
    deploy: file('deploy.env'),
    service: file('service.env'),
    keys: file('keys.env'),
    invited: file('administrator-invited'),
  }
}

/**
 * The environment of a command: what is set, and what the files of the tenant have besides; what is set counts, as with
 * `node --env-file`. Throws DeployError.
 */
export function readEnvironment(env: Environment, name: string | undefined): Environment {
  const { deploy, service } = findSecretFiles(name, env)
  return Object.assign({}, readSecretFile(service), readSecretFile(deploy), env)
}

/** Nothing where there is no file. Throws DeployError for one that others can read. */
export function readSecretFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  // fail closed: it holds secrets. Windows has no such bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new DeployError(`Others can read ${file}, which holds secrets: chmod 600 it.`)
  return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>
}

/** Writes a file that only its owner can read; never over one that is there. */
export function writeSecretFile(file: string, directory: string, text: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
}
