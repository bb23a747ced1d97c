import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Connection, JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { invalidBody, ManagementError, notFound } from './management-error.ts'
import { answerCheckpoint, answerList } from './paging.ts'
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
    return answerList(c, 'connections', found)
  })

  app.post('/', needs('create:connections'), async c => {
    const { enabled_clients, ...body } = await readObject(c)
    const connection = createConnection(tenant, body)
    tenant.state.connections.push(connection)
    tenant.state.connection_clients[connection.id] = Array.isArray(enabled_clients)
      ? enabled_clients.map(String)
      : []
    return c.json(connection, 201)
  })

  app.get('/:id', needs('read:connections'), c => c.json(existingConnection(tenant, c.req.param('id'))))

  app.patch('/:id', needs('update:connections'), async c => {
    const { enabled_clients, ...patch } = await readObject(c)
    const fixed = ['name', 'strategy'].filter(name => name in patch)
    if (fixed.length > 0) throw invalidBody(`'Additional properties not allowed: ${fixed.join(', ')}'.`)
    const connection = Object.assign(existingConnection(tenant, c.req.param('id')), patch)
    if (Array.isArray(enabled_clients))
      tenant.state.connection_clients[connection.id] = enabled_clients.map(String)
    return c.json(connection)
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
  const isOptions = typeof options === 'object' && options !== null && !Array.isArray(options)
  return {
    is_domain_connection: false,
    realms: [name],
    ...body,
    id: `con_${randomBytes(8).toString('hex')}`,
    name,
    strategy,
    options: isOptions ? options : {},
  }
}

function existingConnection(tenant: Tenant, id: string): Connection {
  const connection = tenant.state.connections.find(candidate => candidate.id === id)
  if (!connection) throw notFound('inexistent_connection', 'The connection does not exist')
  return connection
}
