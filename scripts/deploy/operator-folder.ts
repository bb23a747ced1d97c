import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { parseGate } from '../../contract/parse-gate.ts'
import { DeployError } from './deploy-error.ts'
import { listFiles } from './overlay.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where operators keep what is theirs, one folder per tenant; none of it is a file of the project. */
const CONFIG_ROOT = join(root, 'guestlist.config')

/** Everything of an operator's folder that a deployment reads. */
export interface OperatorFolder {
  name: string
  directory: string
  gateFile: string
  settingsFile: string
  backups: string
  /** Files that are laid over those of `tenant/`; undefined if there are none. */
  overlay: string | undefined
}

const names = z.array(z.string().min(1))
const settings = z.strictObject({
  domain: z.string().optional(),
  public_url: z.string().optional(),
  former_public_urls: names.optional(),
  api_audience: z.string().optional(),
  connections: names.optional(),
  open_sign_up: names.optional(),
  adopt: names.optional(),
})

/** Addresses and choices for one tenant: deploy.json. */
export type OperatorSettings = z.output<typeof settings>

/** Finds the folder: the one that is named, the only one there is, or `default` for a first deployment. Throws DeployError. */
export function findFolder(
  name: string | undefined,
  configRoot = process.env.GUESTLIST_CONFIG_DIR || CONFIG_ROOT,
): OperatorFolder {
  const found = existsSync(configRoot)
    ? readdirSync(configRoot, { withFileTypes: true }).filter(entry => entry.isDirectory())
    : []
  const all = found.map(entry => entry.name).sort()
  if (name === undefined && all.length > 1)
    throw new DeployError(`Say for which tenant: --config ${all.join(' | ')}`)
  const chosen = name ?? all[0] ?? 'default'
  if (!/^[\w.-]+$/.test(chosen) || /^\.+$/.test(chosen))
    throw new DeployError('The name after --config has letters, digits, dots and dashes only.')
  const directory = join(configRoot, chosen)
  const overlay = join(directory, 'tenant')
  return {
    name: chosen,
    directory,
    gateFile: join(directory, 'gate.json'),
    settingsFile: join(directory, 'deploy.json'),
    backups: join(directory, 'backups'),
    overlay: existsSync(overlay) ? overlay : undefined,
  }
}

/** Reads deploy.json; nothing if there is none. Throws DeployError. */
export function readSettings({ settingsFile }: OperatorFolder): OperatorSettings {
  if (!existsSync(settingsFile)) return {}
  const parsed = settings.safeParse(parseJson(settingsFile))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') || 'the file'
  throw new DeployError(`${shown(settingsFile)}: ${field}: ${issue?.message ?? 'is not valid'}`)
}

/**
 * The gate of this tenant: the operator's own; for a first deployment the one that comes with the project, which
 * observes, from the moment of the deployment on. Existing accounts it never need an invitation.
 */
export function readGateText({ gateFile }: OperatorFolder, shipped: string, now: Date): string {
  if (existsSync(gateFile)) return readFileSync(gateFile, 'utf8')
  const gate = JSON.parse(readFileSync(shipped, 'utf8')) as object
  const first = { ...gate, mode: 'observe', since: `${now.toISOString().slice(0, 19)}Z` }
  const text = `${JSON.stringify(first, null, 2)}\n`
  parseGate(text)
  return text
}

/** Keeps what a first deployment has decided, so that later ones need no flags; never overwrites. */
export function keepDecisions(folder: OperatorFolder, gate: string, decided: OperatorSettings): void {
  mkdirSync(folder.directory, { recursive: true, mode: 0o700 })
  if (!existsSync(folder.gateFile)) writeFileSync(folder.gateFile, gate, { flag: 'wx' })
  if (existsSync(folder.settingsFile)) return
  writeFileSync(folder.settingsFile, `${JSON.stringify(decided, null, 2)}\n`, { flag: 'wx' })
}

/** The operator's files change ours and add none: their own things have their own deployment. Throws DeployError. */
export function assertOverlay({ overlay }: OperatorFolder, base: string): void {
  const own = overlay === undefined ? [] : listFiles(overlay)
  const strangers = own.filter(file => !existsSync(join(base, file)))
  if (overlay !== undefined && strangers.length > 0)
    throw new DeployError(
      `${shown(overlay)} may change files of tenant/ only, and has others: ${strangers.join(', ')}. ` +
        'Deploy what is yours with auth0-deploy-cli.',
    )
}

/** As people find it from the project's folder. */
export function shown(path: string): string {
  return relative(root, path)
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new DeployError(`${shown(file)} is not JSON.`, { cause })
  }
}
