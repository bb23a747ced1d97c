import { isObject, type Json, type JsonObject, toObject, toObjects } from './json.ts'
import type { Partials } from './merge-tenant.ts'
import { missingScopes, refuseMissing } from './scopes.ts'
import type { TenantApi } from './tenant-api.ts'
import { TenantError } from './tenant-error.ts'
import type { TenantFiles } from './tenant-files.ts'

/** What a tenant has already, as far as a deployment touches it. Holds no secret of an application. */
export interface ExistingTenant {
  domain: string
  apis: JsonObject[]
  applications: JsonObject[]
  grants: JsonObject[]
  /** Of the names that our roles have, each with its permissions. */
  roles: ExistingRole[]
  /** Of the names that our Actions have. */
  actions: JsonObject[]
  bindings: Record<string, ExistingBinding[]>
  customDomains: { domain: string; status: string }[]
  /** Null: the tenant has none. */
  pageTemplate: string | null
  /** Per prompt; a sentence instead where the tenant cannot have any. */
  partials: Partials | string
  connections: ExistingConnection[]
}

export interface ExistingRole {
  id: string
  name: string
  description: string
  permissions: JsonObject[]
}

export interface ExistingBinding {
  id: string
  display_name: string
  action_id: string
  action_name: string
}

export interface ExistingConnection {
  id: string
  name: string
  strategy: string
  /** Which applications may use it, and its options; of the connections that were asked for only. */
  details?: { applications: string[]; options: JsonObject | undefined }
}

/** What is looked at. */
export interface TenantReading {
  /** Connections whose applications and options are read, by name. */
  connections: readonly string[]
  /** Scopes that it takes. */
  needed: readonly string[]
  /** Nothing but bindings and these connections: in an emergency seconds count. */
  gateOnly?: boolean
}

/** Fields that hold secrets: they are never read. */
const SECRET_FIELDS = 'fields=client_secret,signing_keys,encryption_key&include_fields=false'

/**
 * Reads everything before anything is written. What the deployment may not see stops it with the names of all scopes
 * that are missing, because "you may not look" must never be taken for "there is none". Throws DeployError, TenantError.
 */
export async function readTenant(
  api: TenantApi,
  files: TenantFiles,
  { connections, needed, gateOnly = false }: TenantReading,
): Promise<ExistingTenant> {
  const missing = missingScopes(await api.scopes(), needed)
  if (missing.length > 0) refuseMissing(missing)
  const refused = new Set<string>()
  const look = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof TenantError) || error.code !== 'insufficient_scope') throw error
      for (const scope of error.scopes.slice(0, 1)) refused.add(scope)
      return undefined
    }
  }
  const unlessGate = async <T>(otherwise: T, read: () => Promise<T>): Promise<T> =>
    gateOnly ? otherwise : ((await look(read)) ?? otherwise)
  const customDomains = await unlessGate([], () => readCustomDomains(api))
  const hasDomain = customDomains.some(({ status }) => status === 'ready')
  const clients = `/clients?is_global=false&${SECRET_FIELDS}`
  const found = {
    domain: api.domain,
    apis: await unlessGate([], () => api.list('/resource-servers', 'resource_servers', 'pages')),
    applications: await unlessGate([], () => api.list(clients, 'clients', 'pages')),
    grants: await unlessGate([], () => api.list('/client-grants', 'client_grants', 'checkpoints')),
    roles: await unlessGate([], () => readRoles(api, files)),
    actions: await unlessGate([], () => readActions(api, files)),
    bindings: (await look(() => readBindings(api, Object.keys(files.bindings)))) ?? {},
    customDomains,
    pageTemplate: await unlessGate(null, () => readPageTemplate(api)),
    partials: await unlessGate<Partials | string>({}, () =>
      readPartials(api, Object.keys(files.partials), hasDomain),
    ),
    connections:
      connections.length > 0 || !gateOnly
        ? ((await look(() => readConnections(api, connections))) ?? [])
        : [],
  }
  if (refused.size > 0) refuseMissing([...refused])
  return found
}

async function readCustomDomains(api: TenantApi): Promise<ExistingTenant['customDomains']> {
  const answer = await api.call('GET', '/custom-domains')
  const domains = toObjects(isObject(answer) ? answer.custom_domains : answer)
  return domains.map(({ domain, status }) => ({ domain: String(domain), status: String(status) }))
}

async function readRoles(api: TenantApi, files: TenantFiles): Promise<ExistingTenant['roles']> {
  const names = new Set(files.roles.map(({ name }) => name))
  // Roles of organizations are listed, too, unless the type is named.
  const all = await api.list('/roles?type=tenant', 'roles', 'pages')
  const roles = []
  for (const { id, name, description } of all) {
    if (!names.has(String(name))) continue
    const permissions = await api.list(`/roles/${id}/permissions`, 'permissions', 'pages')
    roles.push({ id: String(id), name: String(name), description: String(description ?? ''), permissions })
  }
  return roles
}

async function readActions(api: TenantApi, files: TenantFiles): Promise<JsonObject[]> {
  const actions = []
  for (const { name } of files.actions) {
    const query = new URLSearchParams({ actionName: name, per_page: '50' })
    const answer = toObject(await api.call('GET', `/actions/actions?${query}`))
    actions.push(...toObjects(answer.actions).filter(action => action.name === name))
  }
  return actions
}

async function readBindings(api: TenantApi, triggers: string[]): Promise<ExistingTenant['bindings']> {
  const bindings: ExistingTenant['bindings'] = {}
  for (const trigger of triggers) bindings[trigger] = await readBindingsOf(api, trigger)
  return bindings
}

/** A trigger has 20 at most: one page. */
export async function readBindingsOf(api: TenantApi, trigger: string): Promise<ExistingBinding[]> {
  const answer = toObject(await api.call('GET', `/actions/triggers/${trigger}/bindings?per_page=50`))
  return toObjects(answer.bindings).map(({ id, display_name, action }) => {
    const { id: action_id, name } = toObject(action)
    // fail closed: what cannot be named would be unbound.
    if (typeof action_id !== 'string' || typeof name !== 'string')
      throw new TenantError('refused', `GET the bindings of ${trigger}`, {
        reason: 'something bound there is no Action and would be lost',
      })
    return { id: String(id), display_name: String(display_name ?? name), action_id, action_name: name }
  })
}

async function readPageTemplate(api: TenantApi): Promise<string | null> {
  const answer = await api.call('GET', '/branding/templates/universal-login').catch(noneIfAbsent)
  const body = isObject(answer) ? answer.body : undefined
  return typeof body === 'string' ? body : null
}

async function readPartials(
  api: TenantApi,
  prompts: string[],
  hasDomain: boolean,
): Promise<Partials | string> {
  if (!hasDomain) return 'the tenant has no custom domain that is ready'
  const partials: Partials = {}
  for (const prompt of prompts) {
    const screens = await readPartialsOf(api, prompt)
    if (screens === undefined) return 'the tenant, or its plan, has no partials'
    partials[prompt] = screens
  }
  return partials
}

/** The texts on a prompt; undefined where the tenant or its plan has none: nothing is written there then. */
export async function readPartialsOf(api: TenantApi, prompt: string): Promise<Partials[string] | undefined> {
  const screens = await api.call('GET', `/prompts/${prompt}/partials`).catch(undefinedIfNotOffered)
  return screens === undefined ? undefined : (toObject(screens) as Partials[string])
}

async function readConnections(api: TenantApi, wanted: readonly string[]): Promise<ExistingConnection[]> {
  const all = await api.list('/connections?fields=id,name,strategy', 'connections', 'checkpoints')
  const connections: ExistingConnection[] = []
  for (const { id, name, strategy } of all) {
    const known = { id: String(id), name: String(name), strategy: String(strategy) }
    if (!wanted.includes(known.name)) connections.push(known)
    else connections.push({ ...known, details: await readConnection(api, known.id) })
  }
  return connections
}

async function readConnection(api: TenantApi, id: string): Promise<ExistingConnection['details'] & object> {
  const clients = await api.list(`/connections/${id}/clients`, 'clients', 'checkpoints')
  return {
    applications: clients.map(client => String(client.client_id)),
    options: await readOptions(api, id),
  }
}

/** Without `read:connections_options` a connection comes without options: undefined, and never "it has none". */
export async function readOptions(api: TenantApi, id: string): Promise<JsonObject | undefined> {
  const { options } = toObject(await api.call('GET', `/connections/${id}`))
  return isObject(options) ? options : undefined
}

function noneIfAbsent(error: unknown): null {
  if (error instanceof TenantError && error.code === 'not_found') return null
  throw error
}

function undefinedIfNotOffered(error: unknown): Json | undefined {
  const isOffered = !(error instanceof TenantError && (error.code === 'not_in_plan' || error.status === 400))
  if (isOffered) throw error
  return undefined
}
