import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DeployError } from './deploy-error.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import type { Change } from './plan/change.ts'
import type { ExistingTenant } from './read-tenant.ts'

/** One thing as it was before a deployment; `before` is null for what did not exist. */
export interface BackupEntry {
  kind: Change['kind']
  /** What it is called in its kind: a name, an identifier, a trigger, a prompt. */
  key: string
  before: Json
}

/** What a deployment was about to touch, from before it did. */
export interface Backup {
  version: 1
  at: string
  domain: string
  entries: BackupEntry[]
}

const json: z.ZodType<Json> = z.json()
const kinds = [
  ...(['api', 'application', 'grant', 'action', 'bindings', 'role'] as const),
  ...(['page_template', 'partials', 'connection', 'sign_up'] as const),
]
const backup = z.object({
  version: z.literal(1),
  at: z.iso.datetime(),
  domain: z.string(),
  entries: z.array(z.object({ kind: z.enum(kinds), key: z.string(), before: json })),
})

/** What the changes will touch, as it is now: no secrets, and of options only the one that changes. */
export function toBackup(changes: readonly Change[], existing: ExistingTenant, at: Date): Backup {
  const entries = changes.map(change => ({
    kind: change.kind,
    key: keyOf(change),
    before: change.status === 'new' && !isShared(change) ? null : beforeOf(change, existing),
  }))
  return { version: 1, at: at.toISOString(), domain: existing.domain, entries }
}

/** What a change is called in its kind. */
export function keyOf(change: Change): string {
  switch (change.kind) {
    case 'api':
      return change.title.replace('API ', '')
    case 'grant':
      return change.title
    case 'bindings':
      return change.trigger
    case 'partials':
      return change.prompt
    case 'page_template':
      return 'universal_login'
    default:
      return change.name
  }
}

/** A flow or a prompt that holds nothing of others is there all the same. */
function isShared({ kind }: Change): boolean {
  return kind === 'bindings' || kind === 'partials'
}

function beforeOf(change: Change, existing: ExistingTenant): Json {
  switch (change.kind) {
    case 'bindings':
      return change.seen.map(({ action_id, action_name, display_name }) => ({
        action_id,
        action_name,
        display_name,
      }))
    case 'partials':
      return change.seen
    case 'action':
      return toActionBackup(existing.actions.find(({ id }) => id === change.id) ?? {})
    case 'connection':
      return existing.connections.find(({ id }) => id === change.id)?.details?.applications ?? []
    case 'role':
      return (existing.roles.find(({ id }) => id === change.id)?.permissions ?? []).map(
        ({ permission_name, resource_server_identifier }) => ({
          permission_name: permission_name ?? null,
          resource_server_identifier: resource_server_identifier ?? null,
        }),
      )
    default:
      return Object.fromEntries(change.fields.map(({ field, before }) => [field, before ?? null]))
  }
}

function toActionBackup({ code, runtime, dependencies, supported_triggers }: JsonObject): Json {
  return {
    code: code ?? null,
    runtime: runtime ?? null,
    dependencies: dependencies ?? [],
    supported_triggers: supported_triggers ?? [],
  }
}

/** Writes a backup so that it is on the disk before anything is changed. Throws DeployError. */
export function writeBackup(folder: string, content: Backup): string {
  const file = join(folder, `${content.at.replaceAll(':', '-')}.json`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const descriptor = openSync(file, 'wx', 0o600)
    try {
      writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new DeployError(`Nothing has been changed: the backup cannot be written to ${folder}${code}.`, {
      cause,
    })
  }
  return file
}

/** Reads all backups of a tenant, the oldest first. Throws DeployError for one that cannot be read. */
export function readBackups(folder: string, domain: string): Backup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => parseBackup(join(folder, name)))
    .filter(content => content.domain === domain)
}

function parseBackup(file: string): Backup {
  try {
    return backup.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new DeployError(`The backup ${file} cannot be read: it is not as it was written.`, { cause })
  }
}

/** How something was before the first deployment: null for "not there", undefined where no backup tells. */
export function firstState(
  backups: readonly Backup[],
  kind: BackupEntry['kind'],
  key: string,
): Json | undefined {
  const entries = backups
    .flatMap(({ entries }) => entries)
    .filter(entry => entry.kind === kind && entry.key === key)
  const [oldest] = entries
  if (!isObject(oldest?.before)) return oldest?.before
  // A field that only a later deployment touched was, before it, as before the first one.
  const states = entries.map(({ before }) => (isObject(before) ? before : {}))
  return Object.assign({}, ...states.reverse()) as JsonObject
}

/** Sets backups aside once everything is as before the first deployment: the next one begins anew. */
export function retireBackups(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter(file => file.endsWith('.json')))
    renameSync(join(folder, name), join(folder, `${name}.undone`))
}
