import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Management, ManagementClient } from 'auth0'
import { isMain } from '../is-main.ts'
import {
  type Binding,
  mergeBindings,
  mergeEnabledClients,
  mergePartials,
  type Partials,
} from './merge-tenant.ts'
import { readPartials, writePartials } from './partial-files.ts'

/**
 * Changes a copy of the tenant files so that deploying them takes nothing from the tenant. The CLI replaces whole:
 * the bindings of a trigger, the applications and options of a connection, the partials of a prompt, the page template.
 */
export async function keepExisting(directory: string, client: ManagementClient): Promise<void> {
  await keepBindings(directory, client)
  await keepConnections(directory, client)
  const hasCustomDomain = (await orMissing(client.customDomains.list()))?.length
  if (hasCustomDomain) await keepPartials(directory, client)
  // The template is a condition for partials, and there is none without a custom domain; one of the tenant's own stays.
  const template = hasCustomDomain ? await orMissing(client.branding.templates.getUniversalLogin()) : true
  if (template) rmSync(join(directory, 'branding'), { recursive: true, force: true })
}

async function keepBindings(directory: string, client: ManagementClient): Promise<void> {
  const file = join(directory, 'triggers', 'triggers.json')
  if (!existsSync(file)) return
  const triggers = readJson(file) as Record<Management.ActionTriggerTypeEnum, Binding[]>
  for (const [trigger, ours] of Object.entries(triggers)) {
    const existing: Binding[] = []
    const name = trigger as Management.ActionTriggerTypeEnum
    for await (const { action, display_name } of await client.actions.triggers.bindings.list(name)) {
      // fail closed: what cannot be named would be unbound.
      if (!action?.name) throw new Error(`An Action bound to ${trigger} has no name; it would be lost`)
      existing.push({ action_name: action.name, display_name: display_name ?? action.name })
    }
    triggers[name] = mergeBindings(ours, existing)
  }
  writeJson(file, triggers)
}

interface ConnectionFile {
  name: string
  options?: Record<string, unknown>
  enabled_clients?: string[]
}

async function keepConnections(directory: string, client: ManagementClient): Promise<void> {
  const files = [join(directory, 'connections'), join(directory, 'database-connections')].flatMap(listJson)
  if (files.length === 0) return
  const clients = await listClients(client)
  for (const file of files) {
    const connection = readJson(file) as ConnectionFile
    const [existing] = (await client.connections.list({ name: connection.name, take: 1 })).data
    if (!existing?.id) continue
    const ids: string[] = []
    for await (const { client_id } of await client.connections.clients.get(existing.id)) ids.push(client_id)
    writeJson(file, {
      ...connection,
      options: { ...existing.options, ...connection.options },
      enabled_clients: mergeEnabledClients(connection.enabled_clients ?? [], ids, clients),
    })
  }
}

async function listClients(client: ManagementClient): Promise<{ client_id: string; name: string }[]> {
  const clients = []
  for await (const { client_id, name } of await client.clients.list({ fields: 'client_id,name' }))
    if (client_id && name) clients.push({ client_id, name })
  return clients
}

async function keepPartials(directory: string, client: ManagementClient): Promise<void> {
  const ours = readPartials(directory)
  const existing: Partials = {}
  for (const prompt of Object.keys(ours)) {
    const screens = await orMissing(client.prompts.partials.get(prompt as Management.PartialGroupsEnum))
    existing[prompt] = (screens ?? {}) as Partials[string]
  }
  if (Object.keys(ours).length > 0) writePartials(directory, mergePartials(ours, existing))
}

/** Undefined where a tenant or its plan does not have something; the CLI only warns there, too. */
async function orMissing<T>(request: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    const status = (error as { statusCode?: unknown }).statusCode
    if (status === 400 || status === 403 || status === 404) return undefined
    throw error
  }
}

function listJson(directory: string): string[] {
  if (!existsSync(directory)) return []
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return names.filter(name => name.endsWith('.json')).map(name => join(directory, name))
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}

// A process of its own, because NODE_EXTRA_CA_CERTS is read when a process starts.
if (isMain(import.meta.url)) {
  const { AUTH0_DOMAIN = '', AUTH0_CLIENT_ID = '', AUTH0_CLIENT_SECRET = '' } = process.env
  const access = { domain: AUTH0_DOMAIN, clientId: AUTH0_CLIENT_ID, clientSecret: AUTH0_CLIENT_SECRET }
  await keepExisting(process.argv[2] ?? '', new ManagementClient(access))
}
