import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Control } from './control/control.ts'
import type { SeedUser } from './seed.ts'
import { deployerClientId } from './state/fresh-state.ts'
import type { JsonObject, TenantState } from './state/state.ts'
import { defaultSwitches, type Switches } from './state/switches.ts'

const json = z.record(z.string(), z.json()).transform(value => value as JsonObject)
const text = z.string().min(1)

const client = z.intersection(z.looseObject({ client_id: text, name: text }), json)

const resourceServer = z.intersection(z.looseObject({ identifier: text }), json)

const connection = z.strictObject({
  name: text,
  strategy: text,
  options: json.default({}),
  show_as_button: z.boolean().optional(),
  display_name: z.string().optional(),
  clients: z.array(text).optional(),
})

const role = z.strictObject({
  name: text,
  description: z.string().optional(),
  permissions: z
    .array(z.strictObject({ permission_name: text, resource_server_identifier: text }))
    .default([]),
})

const organization = z.strictObject({
  name: z.string().regex(/^[a-z0-9_-]{1,50}$/),
  display_name: z.string().optional(),
})

/** Strict, as a misspelled field would make a user who cannot sign in, without a word. */
const account = z.strictObject({
  connection: text,
  provider_user_id: text.optional(),
  email: text.optional(),
  email_verified: z.boolean().optional(),
  phone_number: text.optional(),
  phone_verified: z.boolean().optional(),
  username: text.optional(),
  password: text.optional(),
  name: text.optional(),
  nickname: text.optional(),
  given_name: text.optional(),
  family_name: text.optional(),
  picture: text.optional(),
  blocked: z.boolean().optional(),
  logins_count: z.int().min(0).optional(),
  last_login: z.iso.datetime().optional(),
  app_metadata: json.optional(),
  user_metadata: json.optional(),
})

const user = account.extend({
  created_at: z.iso.datetime().optional(),
  passkey: z.boolean().optional(),
  linked: z.array(account).optional(),
})

/** What a file for `npm run tenant -- --state` may hold. Every list may be left out. */
const contents = z.strictObject({
  clients: listOf(client, ({ client_id }) => client_id).refine(
    clients => clients.every(({ client_id }) => client_id !== deployerClientId),
    `the client ${deployerClientId} is the tenant's own`,
  ),
  resource_servers: listOf(resourceServer, ({ identifier }) => identifier),
  connections: listOf(connection, ({ name }) => name),
  roles: listOf(role, ({ name }) => name),
  organizations: listOf(organization, ({ name }) => name),
  users: z.array(user).default([]),
  settings: json.default({}),
  switches: json
    .refine(value => Object.keys(value).every(name => name in defaultSwitches()), 'there is no such switch')
    .default({}),
})

/** A file of contents whose connections name applications of the file only. */
const contentsFile = contents.superRefine(({ clients, connections }, context) => {
  const known = new Set(clients.map(({ client_id }) => client_id))
  for (const { name, clients: enabled = [] } of connections)
    for (const clientId of enabled)
      if (!known.has(clientId))
        context.addIssue({ code: 'custom', message: `the connection ${name} names no client: ${clientId}` })
})

export type TenantContents = z.output<typeof contents>

/** A list in which no two have one key: the tenant would answer with either of them. */
function listOf<Item extends z.ZodType>(item: Item, keyOf: (value: z.output<Item>) => string) {
  return z
    .array(item)
    .refine(items => new Set(items.map(keyOf)).size === items.length, 'two of them have one name')
    .default([])
}

/** Reads a file's text: contents, or a whole state as `GET /__control/state` gives it. Throws what is wrong. */
export function parseContents(source: string): TenantContents | { state: TenantState } {
  const value: unknown = JSON.parse(source)
  // Checked by the tenant that it is restored into.
  if (typeof value === 'object' && value !== null && 'signing_key' in value)
    return { state: value as TenantState }
  return contentsFile.parse(value)
}

/** Puts contents into a new tenant: applications first, as connections and users refer to them. */
export async function putContents(
  control: Control,
  put: TenantContents | { state: TenantState },
): Promise<void> {
  if ('state' in put) return await control.restore(put.state)
  const state = await control.snapshot()
  addRecords(state, put)
  await control.restore(state)
  for (const { name, strategy, options, clients, show_as_button, display_name } of put.connections)
    await control.addConnection({
      name,
      strategy,
      options,
      ...(clients ? { clients } : {}),
      ...(show_as_button === undefined ? {} : { show_as_button }),
      ...(display_name === undefined ? {} : { display_name }),
    })
  // By its type, a field may be `undefined`, which JSON leaves out.
  for (const seed of put.users) await control.addUser(seed as SeedUser)
  await control.setSwitches(put.switches as Partial<Switches>)
}

function addRecords(
  state: TenantState,
  { clients, resource_servers, roles, organizations, settings }: TenantContents,
) {
  const id = (prefix: string) => prefix + randomBytes(8).toString('hex')
  for (const seed of clients)
    state.clients.push({ client_secret: randomBytes(32).toString('base64url'), ...seed })
  for (const server of resource_servers)
    state.resource_servers.push({ id: id(''), name: server.identifier, scopes: [], ...server })
  for (const { permissions, name, description = name } of roles) {
    const added = { id: id('rol_'), name, description }
    state.roles.push(added)
    state.role_permissions[added.id] = permissions
  }
  for (const { name, display_name = name } of organizations)
    state.organizations.push({ id: id('org_'), name, display_name })
  Object.assign(state.tenant.settings, settings)
}
