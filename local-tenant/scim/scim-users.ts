import { type Context, Hono } from 'hono'
import { objectOf, textOf } from '../login/json.ts'
import { identityIdOf } from '../login/provider/provider-account.ts'
import { RefusedWrite } from '../metadata.ts'
import type { Connection, Json, JsonObject, User } from '../state.ts'
import type { Tenant } from '../tenant.ts'

type Env = { Variables: { connection: Connection } }

/**
 * SCIM 2.0 for the users of an enterprise connection, as its directory uses it
 * (https://auth0.com/docs/authenticate/protocols/scim/configure-inbound-scim). No Action runs.
 */
export function createScimRoutes(tenant: Tenant): Hono<Env> {
  const app = new Hono<Env>()

  app.use('/scim/v2/connections/:connection/*', async (c, next) => {
    const id = c.req.param('connection')
    const connection = tenant.state.connections.find(candidate => candidate.id === id)
    const token = c.req.header('authorization')?.match(/^Bearer (.+)$/i)?.[1]
    const known = tenant.state.scim[id]?.tokens.find(candidate => candidate.token === token)
    if (!connection || !known) return fail(c, 401, 'Unauthorized')
    if (!known.scopes.includes(`${c.req.method.toLowerCase()}:users`))
      return fail(c, 403, 'Insufficient scope')
    c.set('connection', connection)
    return await next()
  })

  app.post('/scim/v2/connections/:connection/Users', async c => {
    const body = await c.req.json<JsonObject>()
    const id = textOf(body.externalId) ?? textOf(body.userName)
    if (id === undefined) return fail(c, 400, 'userName is required')
    const { connection } = c.var
    try {
      const provider_user_id = identityIdOf(connection, { id, name: id, isEmailVerified: false })
      const user = tenant.createUser({ ...profileFrom(body), connection: connection.name, provider_user_id })
      tenant.log({
        type: 'sscim',
        description: 'POST user',
        connection: connection.name,
        user_id: user.user_id,
      })
      return c.json(show(user, body), 201)
    } catch (error) {
      if (error instanceof RefusedWrite) return fail(c, 409, error.message)
      throw error
    }
  })

  app.get('/scim/v2/connections/:connection/Users', c => {
    const [, name, value] = /^(\w+) eq "([^"]*)"$/.exec(c.req.query('filter') ?? '') ?? []
    const all = usersOf(tenant, c.var.connection).map(user => show(user))
    const found = name === undefined ? all : all.filter(user => user[name] === value)
    return c.json({ schemas: [`${messages}:ListResponse`], totalResults: found.length, Resources: found })
  })

  app.get('/scim/v2/connections/:connection/Users/:user', c => {
    const user = find(tenant, c)
    return user ? c.json(show(user)) : fail(c, 404, 'User not found')
  })

  app.on(['PUT', 'PATCH'], '/scim/v2/connections/:connection/Users/:user', async c => {
    const user = find(tenant, c)
    if (!user) return fail(c, 404, 'User not found')
    const body = await c.req.json<JsonObject>()
    const changes = c.req.method === 'PUT' ? body : fromOperations(body.Operations)
    Object.assign(user, profileFrom(changes), { updated_at: tenant.now().toISOString() })
    if (user.blocked) endAccess(tenant, user)
    return c.json(show(user))
  })

  app.delete('/scim/v2/connections/:connection/Users/:user', c => {
    const user = find(tenant, c)
    if (user) tenant.deleteUser(user.user_id)
    return user ? c.body(null, 204) : fail(c, 404, 'User not found')
  })

  return app
}

const messages = 'urn:ietf:params:scim:api:messages:2.0'

/** The part of the default attribute map that is needed here; SCIM says nothing about verified addresses. */
function profileFrom(body: JsonObject): Partial<User> {
  const { userName, displayName, name, emails, active } = body
  const list = Array.isArray(emails) ? emails.map(objectOf) : []
  const email = textOf((list.find(({ primary }) => primary === true) ?? list[0])?.value)
  const { givenName, familyName } = objectOf(name)
  const found = {
    email,
    username: textOf(userName),
    name: textOf(displayName),
    given_name: textOf(givenName),
    family_name: textOf(familyName),
    blocked: active === undefined ? undefined : active === false,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** `replace` with a path of the first level, or with an object of them. */
function fromOperations(operations: Json | undefined): JsonObject {
  const list = Array.isArray(operations) ? operations.map(objectOf) : []
  return Object.assign(
    {},
    ...list.map(({ path, value }) =>
      typeof path === 'string' ? { [path]: value ?? null } : objectOf(value),
    ),
  )
}

/** "It terminates all Auth0 sessions for the user, revokes refresh tokens." */
function endAccess({ state }: Tenant, { user_id }: User): void {
  state.sessions = state.sessions.filter(session => session.user_id !== user_id)
  state.refresh_tokens = state.refresh_tokens.filter(token => token.user_id !== user_id)
}

function usersOf(tenant: Tenant, { name }: Connection): User[] {
  return tenant.state.users.filter(user => user.identities[0]?.connection === name)
}

function find(tenant: Tenant, c: Context<Env>): User | undefined {
  return usersOf(tenant, c.var.connection).find(user => user.user_id === c.req.param('user'))
}

function show(user: User, sent: JsonObject = {}): JsonObject {
  const { schemas: _schemas, ...rest } = sent
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    ...rest,
    id: user.user_id,
    userName: user.username ?? user.email ?? '',
    active: user.blocked !== true,
    ...(user.email === undefined ? {} : { emails: [{ value: user.email, primary: true }] }),
  }
}

function fail(c: Context, status: 400 | 401 | 403 | 404 | 409, detail: string): Response {
  return c.json({ schemas: [`${messages}:Error`], status: String(status), detail }, status)
}
