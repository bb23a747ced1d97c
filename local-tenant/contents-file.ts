import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Control } from './control/control.ts'
import type { SeedUser } from './seed.ts'
import type { JsonObject, TenantState } from './state/state.ts'
import { defaultSwitches, type Switches } from './state/switches.ts'

const json = z.record(z.string(), z.json()).transform(value => value as JsonObject)
const permission = z.strictObject({ permission_name: z.string(), resource_server_identifier: z.string() })

/** What a file for `npm run tenant -- --state` may hold. Every list may be left out. */
const contents = z.strictObject({
  clients: z
    .array(z.intersection(z.looseObject({ client_id: z.string(), name: z.string() }), json))
    .default([]),
  resource_servers: z.array(z.intersection(z.looseObject({ identifier: z.string() }), json)).default([]),
  connections: z
    .array(
      z.strictObject({
        name: z.string(),
        strategy: z.string(),
        options: json.default({}),
        show_as_button: z.boolean().optional(),
        display_name: z.string().optional(),
        clients: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  roles: z
    .array(
      z.strictObject({
        name: z.string(),
        description: z.string().optional(),
        permissions: z.array(permission).default([]),
      }),
    )
    .default([]),
  organizations: z
    .array(
      z.strictObject({ name: z.string().regex(/^[a-z0-9_-]{1,50}$/), display_name: z.string().optional() }),
    )
    .default([]),
  /** As the Management API takes them, with `connection`, `password`, metadata, and `created_at`, `passkey`, `linked`. */
  users: z.array(z.looseObject({ connection: z.string() })).default([]),
  settings: json.default({}),
  switches: json
    .refine(value => Object.keys(value).every(name => name in defaultSwitches()), 'there is no such switch')
    .default({}),
})

export type TenantContents = z.output<typeof contents>

/** Reads a file's text: a list of contents, or a whole state as `GET /__control/state` gives it. Throws what is wrong. */
export function parseContents(text: string): TenantContents | { state: TenantState } {
  const value: unknown = JSON.parse(text)
  // Checked by the tenant that it is restored into.
  if (typeof value === 'object' && value !== null && 'signing_key' in value)
    return { state: value as TenantState }
  return contents.parse(value)
}

/** Puts contents into a tenant that runs: applications first, as connections and users refer to them. */
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
  // Which fields a user may have, the tenant itself says.
  for (const user of put.users) await control.addUser(user as unknown as SeedUser)
  await control.setSwitches(put.switches as Partial<Switches>)
}

function addRecords(
  state: TenantState,
  { clients, resource_servers, roles, organizations, settings }: TenantContents,
) {
  const id = (prefix: string) => prefix + randomBytes(8).toString('hex')
  for (const client of clients)
    state.clients.push({ client_secret: randomBytes(32).toString('base64url'), ...client })
  for (const server of resource_servers)
    state.resource_servers.push({ id: id(''), name: server.identifier, scopes: [], ...server })
  for (const { permissions, name, description = name } of roles) {
    const role = { id: id('rol_'), name, description }
    state.roles.push(role)
    state.role_permissions[role.id] = permissions
  }
  for (const { name, display_name = name } of organizations)
    state.organizations.push({ id: id('org_'), name, display_name })
  Object.assign(state.tenant.settings, settings)
}
