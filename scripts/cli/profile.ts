import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CliError } from './cli-error.ts'

/** Where the service is and how to get an access token for it. */
export type Profile = { readonly url: string } & (
  | { readonly token: string }
  | {
      readonly clientId: string
      readonly clientSecret: string
      readonly tokenUrl: string
      readonly audience: string
    }
)

/** Variable of the environment, and key in the profile file. */
const settings = {
  GUESTLIST_URL: 'url',
  GUESTLIST_TOKEN: 'token',
  GUESTLIST_CLIENT_ID: 'client_id',
  GUESTLIST_CLIENT_SECRET: 'client_secret',
  GUESTLIST_TOKEN_URL: 'token_url',
  GUESTLIST_AUDIENCE: 'audience',
} as const

type Environment = Record<string, string | undefined>

/** `~/.config/guestlist/profile.json`, or where XDG_CONFIG_HOME says. */
function defaultProfileFile(env: Environment): string {
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'guestlist', 'profile.json')
}

/**
 * Reads credentials from the environment, and what is missing there from the profile file. Throws CliError naming what
 * is missing; never a value.
 */
export async function readProfile(env: Environment, file: string | undefined): Promise<Profile> {
  const stored = await readProfileFile(
    file ?? env.GUESTLIST_PROFILE ?? defaultProfileFile(env),
    file !== undefined,
  )
  const value = (name: keyof typeof settings) => env[name] || stored[settings[name]]
  const url = value('GUESTLIST_URL')?.replace(/\/+$/, '')
  if (!url || !isSafeAddress(url))
    throw new CliError(
      'usage',
      'GUESTLIST_URL is needed: the address of the service, https (or http://localhost).',
    )
  const token = value('GUESTLIST_TOKEN')
  if (token) return { url, token }
  const names = [
    'GUESTLIST_CLIENT_ID',
    'GUESTLIST_CLIENT_SECRET',
    'GUESTLIST_TOKEN_URL',
    'GUESTLIST_AUDIENCE',
  ] as const
  const missing = names.filter(name => !value(name))
  if (missing.length > 0)
    throw new CliError('usage', `Credentials are missing: set GUESTLIST_TOKEN, or ${missing.join(', ')}.`)
  const tokenUrl = value('GUESTLIST_TOKEN_URL') ?? ''
  // fail closed: the client's secret goes there.
  if (!isSafeAddress(tokenUrl))
    throw new CliError('usage', 'GUESTLIST_TOKEN_URL has to be https (or http://localhost).')
  return {
    url,
    tokenUrl,
    clientId: value('GUESTLIST_CLIENT_ID') ?? '',
    clientSecret: value('GUESTLIST_CLIENT_SECRET') ?? '',
    audience: value('GUESTLIST_AUDIENCE') ?? '',
  }
}

async function readProfileFile(file: string, isNamed: boolean): Promise<Record<string, string | undefined>> {
  let mode: number
  let text: string
  try {
    mode = (await stat(file)).mode
    text = await readFile(file, 'utf8')
  } catch (cause) {
    if (!isNamed) return {}
    throw new CliError('usage', `The profile file cannot be read: ${file}`, { cause })
  }
  // fail closed: it holds a secret. Windows has no such bits.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new CliError('usage', `Others can read ${file}, which holds a secret: chmod 600 it.`)
  try {
    return JSON.parse(text) as Record<string, string | undefined>
  } catch {
    throw new CliError('usage', `${file} is not valid JSON.`)
  }
}

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  )
}
