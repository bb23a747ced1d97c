import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

type Environment = Record<string, string | undefined>

/** A file of secrets that the service must not be started with; the message says why and what to do. */
export class EnvironmentFileError extends Error {
  override readonly name = 'EnvironmentFileError'
}

/** Where `npm run setup` writes the service's environment, one folder a tenant. */
const SECRETS_DIRECTORY = './guestlist.secrets'

/**
 * The environment, and what it lacks from a file: SERVICE_ENV_FILE, or the one that `npm run setup` has written. What is
 * set counts, as with `node --env-file`. Throws EnvironmentFileError.
 */
export function readEnvironmentFile(env: Environment): Environment {
  const file = env.SERVICE_ENV_FILE || findWritten(env.GUESTLIST_SECRETS_DIR || SECRETS_DIRECTORY)
  if (file === undefined) return env
  if (!existsSync(file))
    throw new EnvironmentFileError(
      `SERVICE_ENV_FILE names ${file}, which is not there: correct it, or take it out.`,
    )
  // fail closed: it holds secrets. Windows has no such bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new EnvironmentFileError(`Others can read ${file}, which holds secrets: chmod 600 it.`)
  return Object.assign({}, parseEnv(readFileSync(file, 'utf8')), env)
}

/** Where there are several tenants, none is guessed. */
function findWritten(directory: string): string | undefined {
  if (!existsSync(directory)) return undefined
  const files = readdirSync(directory)
    .map(name => join(directory, name, 'service.env'))
    .filter(file => existsSync(file))
  return files.length === 1 ? files[0] : undefined
}
