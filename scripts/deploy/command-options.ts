import { createInterface } from 'node:readline/promises'
import { parseHost, parseOrigin, parseText } from '../../service/base/setting.ts'
import { DeployError, refuse } from './deploy-error.ts'
import type { OperatorSettings } from './operator-folder.ts'
import type { DeployChoices } from './plan/plan-deployment.ts'
import { createSendRequest } from './send-request.ts'
import { createTenantApi, type TenantApi } from './tenant-api.ts'

type Environment = Record<string, string | undefined>

/** Where to, and as whom. */
export interface Target {
  api: TenantApi
  publicUrl: string
  /** Addresses that publicUrl had before. */
  formerUrls: string[]
  apiAudience: string
}

/**
 * Finds out the tenant and the addresses: from the environment or the operator's deploy.json, which must not say two
 * different things, because somebody could deploy what is meant for one tenant to another. Throws DeployError.
 */
export function readTarget(env: Environment, settings: OperatorSettings): Target {
  const faults: string[] = []
  const one = (name: string, kept: string | undefined, parse: (text: string) => string | undefined) => {
    const given = env[name]?.trim() || undefined
    if (given !== undefined && kept !== undefined && given !== kept)
      faults.push(
        `${name} is not what deploy.json says; deploy.json belongs to another tenant or address: choose with --config, or correct one of both`,
      )
    const value = given ?? kept
    const parsed = value === undefined ? undefined : parse(value)
    if (parsed === undefined) faults.push(`${name} ${value === undefined ? 'is missing' : 'is not valid'}`)
    return parsed ?? ''
  }
  const domain = one('AUTH0_DOMAIN', settings.domain, parseHost)
  const publicUrl = one('PUBLIC_URL', settings.public_url, parseOrigin)
  const apiAudience = one('API_AUDIENCE', settings.api_audience, parseText)
  const formerUrls = readFormerUrls(env.FORMER_PUBLIC_URLS, settings, faults)
  const { DEPLOY_CLIENT_ID: clientId = '', DEPLOY_CLIENT_SECRET: clientSecret = '' } = env
  if (clientId === '') faults.push('DEPLOY_CLIENT_ID is missing')
  if (clientSecret === '') faults.push('DEPLOY_CLIENT_SECRET is missing')
  if (faults.length > 0) refuse('Nothing has been changed. First:', faults)
  const send = createSendRequest({ caFile: env.DEPLOY_CA_FILE || undefined })
  return {
    api: createTenantApi({ domain, clientId, clientSecret, send }),
    publicUrl,
    formerUrls,
    apiAudience,
  }
}

/** Those of the environment and of deploy.json: forgetting one would end links, having one too many ends nothing. */
function readFormerUrls(given: string | undefined, settings: OperatorSettings, faults: string[]): string[] {
  const texts = [...(settings.former_public_urls ?? []), ...(given?.trim() ? given.split(',') : [])]
  const urls = texts.flatMap(text => parseOrigin(text.trim()) ?? [])
  if (urls.length < texts.length)
    faults.push('FORMER_PUBLIC_URLS is not valid: each is https://host, or http://localhost:port')
  return [...new Set(urls)]
}

/** Flags add to what deploy.json says. */
export function toChoices(
  flags: { connection?: string[]; 'open-sign-up'?: string[]; adopt?: string[] },
  settings: OperatorSettings,
): DeployChoices {
  const both = (kept: string[] = [], given: string[] = []) => [...new Set([...kept, ...given])]
  return {
    connections: both(settings.connections, flags.connection),
    openSignUp: both(settings.open_sign_up, flags['open-sign-up']),
    adopt: both(settings.adopt, flags.adopt),
  }
}

/** Variables that have a value. */
export function toMappings(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** Asks at the terminal; without one only `--yes` is a yes. Throws DeployError. */
export async function askToGoOn(question: string, isYes: boolean): Promise<boolean> {
  if (isYes) return true
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new DeployError('Nothing has been changed: there is no terminal to ask at. Say --yes to go on.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await terminal.question(`\n${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

/** Prints without the values of secrets, whatever a message quotes. */
export function createPrinter(env: Environment): (text: string) => void {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    /KEY|SECRET(?!S_DIR)|TOKEN|PASSWORD/.test(name) && value !== undefined && value.length >= 8
      ? [value]
      : [],
  )
  return text => console.log(secrets.reduce((whole, secret) => whole.replaceAll(secret, '***'), text))
}

/** Runs a command to its end; what the operator can do something about is one message, without a stack. */
export async function runCommand(command: () => Promise<void>, print: (text: string) => void): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.exitCode = 1
    if (!(error instanceof Error)) throw error
    const sentence = describeForOperator(error)
    if (sentence === undefined) throw error
    print(sentence)
  }
}

function describeForOperator(error: Error): string | undefined {
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return `${error.message.replace(/\.$/, '')}; docs/deploying.md has all options.`
  return isForOperator(error) ? error.message : describeFileError(error)
}

/** What the file system refuses is somebody's mistake about a file, and says which. */
function describeFileError(error: Error): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException
  if (code === undefined || path === undefined) return undefined
  const reason = code === 'ENOENT' ? 'is not there' : `cannot be used (${code})`
  return `Nothing has been changed: ${path} ${reason}; correct its name, or its rights.`
}

function isForOperator(error: Error): boolean {
  return ['DeployError', 'TenantError', 'GateError', 'ExceptionError'].includes(error.name)
}
