import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Connection, Json, JsonObject } from '../state/state.ts'
import type { Tenant } from '../tenant.ts'
import { insufficientScope, type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, ManagementError, notFound } from './management-error.ts'
import { answerCheckpoint, answerList, selectFields } from './paging.ts'
import { assertInPlan } from './plan-limits.ts'
import { readBody, readObject } from './request-body.ts'

const clientStatusList = z
  .array(z.strictObject({ client_id: z.string(), status: z.boolean() }))
  .min(1)
  .max(50)

/** `/connections`. `name` and `strategy` must narrow the list: the CLI enables clients on the first that it gets. */
export function createConnectionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:connections'), c => {
    const name = c.req.query('name')
    const strategies = c.req.queries('strategy')?.flatMap(value => value.split(','))
    const found = tenant.state.connections.filter(
      connection =>
        (name === undefined || connection.name === name) &&
        (!strategies || strategies.includes(connection.strategy)),
    )
    return answerList(
      c,
      'connections',
      found.map(connection => showConnection(tenant, connection, c.var.scopes)),
    )
  })

  app.post('/', needs('create:connections'), async c => {
    const { enabled_clients, ...body } = await readObject(c)
    assertInPlan(tenant, 'connections', tenant.state.connections.length)
    const connection = createConnection(tenant, body)
    tenant.state.connections.push(connection)
    tenant.state.connection_clients[connection.id] = Array.isArray(enabled_clients)
      ? enabled_clients.map(String)
      : []
    return c.json(showConnection(tenant, connection, c.var.scopes), 201)
  })

  app.get('/:id', needs('read:connections'), c => {
    const connection = existingConnection(tenant, c.req.param('id'))
    return c.json(selectFields(c, showConnection(tenant, connection, c.var.scopes)))
  })

  app.patch('/:id', needs('update:connections'), async c => {
    const { enabled_clients, ...patch } = await readObject(c)
    const fixed = ['name', 'strategy'].filter(name => name in patch)
    if (fixed.length > 0) throw invalidBody(`'Additional properties not allowed: ${fixed.join(', ')}'.`)
    const existing = existingConnection(tenant, c.req.param('id'))
    if ('options' in patch) {
      if (!c.var.scopes.has('update:connections_options'))
        throw insufficientScope(['update:connections_options'])
      patch.options = replaceOptions(existing, toObject(patch.options))
    }
    const connection = Object.assign(existing, patch)
    if (Array.isArray(enabled_clients))
      tenant.state.connection_clients[connection.id] = enabled_clients.map(String)
    return c.json(showConnection(tenant, connection, c.var.scopes))
  })

  app.delete('/:id', needs('delete:connections'), c => {
    const { id, name } = existingConnection(tenant, c.req.param('id'))
    tenant.state.connections = tenant.state.connections.filter(connection => connection.id !== id)
    delete tenant.state.connection_clients[id]
    const lost = tenant.state.users.filter(user => user.identities[0]?.connection === name)
    for (const user of lost) tenant.deleteUser(user.user_id)
    return c.body(null, 202)
  })

  app.route('/', createConnectionClientRoutes(tenant))
  return app
}

function createConnectionClientRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/clients', needs('read:connections'), c => {
    const { id } = existingConnection(tenant, c.req.param('id'))
    const clients = (tenant.state.connection_clients[id] ?? []).map(
      (client_id): JsonObject => ({ client_id }),
    )
    return answerCheckpoint(c, 'clients', clients)
  })

  app.patch('/:id/clients', needs('update:connections'), async c => {
    const changes = await readBody(c, clientStatusList)
    const { id } = existingConnection(tenant, c.req.param('id'))
    const enabled = new Set(tenant.state.connection_clients[id])
    for (const { client_id, status } of changes) status ? enabled.add(client_id) : enabled.delete(client_id)
    tenant.state.connection_clients[id] = [...enabled]
    return c.body(null, 204)
  })

  return app
}

function createConnection(tenant: Tenant, body: JsonObject): Connection {
  const { name, strategy, options } = body
  if (typeof name !== 'string' || !name) throw invalidBody("'Missing required property: name'.")
  if (typeof strategy !== 'string' || !strategy) throw invalidBody("'Missing required property: strategy'.")
  if (tenant.state.connections.some(connection => connection.name === name)) {
    throw new ManagementError(409, 'connection_conflict', 'A connection with the same name already exists')
  }
  assertOnePolicy(toObject(options))
  return {
    ...body,
    id: `con_${randomBytes(8).toString('hex')}`,
    name,
    strategy,
    options: toObject(options),
  }
}

function existingConnection(tenant: Tenant, id: string): Connection {
  const connection = tenant.state.connections.find(candidate => candidate.id === id)
  if (!connection) throw notFound('inexistent_connection', 'The connection does not exist')
  return connection
}

/** A connection as a token may see it: without `read:connections_options` its options are left out, silently. */
function showConnection(tenant: Tenant, connection: Connection, scopes: ReadonlySet<string>): JsonObject {
  const { options, ...shown } = connection
  const enabled_clients = tenant.state.connection_clients[connection.id] ?? []
  return {
    is_domain_connection: false,
    authentication: { active: true },
    connected_accounts: { active: false },
    realms: [connection.name],
    ...shown,
    enabled_clients,
    ...(scopes.has('read:connections_options') ? { options } : {}),
  }
}

const legacyPolicy = [
  'passwordPolicy',
  'password_complexity_options',
  'password_history',
  'password_no_personal_info',
  'password_dictionary',
]

/** A PATCH replaces the options whole; of the two ways to say a password policy it takes one, and reads tell both. */
function replaceOptions(existing: Connection, options: JsonObject): JsonObject {
  assertOnePolicy(options)
  if (!('password_options' in options)) return options
  const told = legacyPolicy.filter(name => name in existing.options)
  return { ...options, ...Object.fromEntries(told.map(name => [name, existing.options[name] ?? null])) }
}

function assertOnePolicy(options: JsonObject): void {
  const other = legacyPolicy.find(name => name in options)
  if ('password_options' in options && other)
    throw invalidBody(`'password_options cannot be used together with ${other}'.`)
}

function toObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
