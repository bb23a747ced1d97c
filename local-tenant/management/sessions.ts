import { Hono } from 'hono'
import { z } from 'zod'
import type { JsonObject, RefreshToken, Session } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { ManagementError, notFound } from './management-error.ts'
import { answerCheckpoint, answerList } from './paging.ts'
import { readBody } from './request-body.ts'
import { existingUser } from './users.ts'

/** What a user is logged in by: `/users/{id}/sessions`, `/users/{id}/refresh-tokens`, and both at once. */
export function createUserSessionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/sessions', needs('read:sessions'), c => {
    assertSessionEndpoints(tenant)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    const sessions = tenant.state.sessions.filter(session => session.user_id === user_id)
    return answerCheckpoint(c, 'sessions', sessions.map(showSession))
  })

  app.delete('/:id/sessions', needs('delete:sessions'), c => {
    assertSessionEndpoints(tenant)
    endSessions(tenant, ({ user_id }) => user_id === c.req.param('id'))
    return c.body(null, 202)
  })

  app.get('/:id/refresh-tokens', needs('read:refresh_tokens'), c => {
    assertSessionEndpoints(tenant)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    const tokens = tenant.state.refresh_tokens.filter(token => token.user_id === user_id)
    return answerCheckpoint(c, 'tokens', tokens.map(showToken))
  })

  app.delete('/:id/refresh-tokens', needs('delete:refresh_tokens'), c => {
    endTokens(tenant, ({ user_id }) => user_id === c.req.param('id'))
    return c.body(null, 202)
  })

  app.post('/:id/revoke-access', needs('delete:sessions', 'delete:refresh_tokens'), async c => {
    const { session_id, preserve_refresh_tokens } = await readBody(c, revocation)
    const { user_id } = existingUser(tenant, c.req.param('id'))
    endSessions(tenant, session => session.user_id === user_id && (!session_id || session.id === session_id))
    if (!preserve_refresh_tokens)
      endTokens(
        tenant,
        token => token.user_id === user_id && (!session_id || token.session_id === session_id),
      )
    return c.body(null, 204)
  })

  return app
}

const revocation = z.strictObject({
  session_id: z.string().optional(),
  preserve_refresh_tokens: z.boolean().optional(),
})

/** `/sessions/{id}`: one session. */
export function createSessionRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id', needs('read:sessions'), c => {
    assertSessionEndpoints(tenant)
    const session = tenant.state.sessions.find(({ id }) => id === c.req.param('id'))
    if (!session) throw notFound('inexistent_session', 'The session does not exist.')
    return c.json(showSession(session))
  })

  app.delete('/:id', needs('delete:sessions'), c => {
    assertSessionEndpoints(tenant)
    endSessions(tenant, ({ id }) => id === c.req.param('id'))
    return c.body(null, 202)
  })

  return app
}

/** `/refresh-tokens/{id}`: one refresh token, by the id that listings show. */
export function createRefreshTokenRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id', needs('read:refresh_tokens'), c => {
    const token = tenant.state.refresh_tokens.find(({ token_hash }) => token_hash === c.req.param('id'))
    if (!token) throw notFound('inexistent_refresh_token', 'The refresh token does not exist.')
    return c.json(showToken(token))
  })

  app.delete('/:id', needs('delete:refresh_tokens'), c => {
    endTokens(tenant, ({ token_hash }) => token_hash === c.req.param('id'))
    return c.body(null, 202)
  })

  return app
}

/** `/device-credentials`: the same refresh tokens by their older name, on every plan (…/unlink-devices-from-users). */
export function createDeviceCredentialRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/', needs('read:device_credentials'), c => {
    const { user_id, client_id, type } = c.req.query()
    const found = tenant.state.refresh_tokens.filter(
      token =>
        (!user_id || token.user_id === user_id) &&
        (!client_id || token.client_id === client_id) &&
        (!type || type === 'refresh_token'),
    )
    const shown = found.map((token): JsonObject => {
      return {
        id: token.token_hash,
        type: 'refresh_token',
        user_id: token.user_id,
        client_id: token.client_id,
      }
    })
    return answerList(c, 'device_credentials', shown)
  })

  app.delete('/:id', needs('delete:device_credentials'), c => {
    endTokens(tenant, ({ token_hash }) => token_hash === c.req.param('id'))
    return c.body(null, 204)
  })

  return app
}

function endSessions({ state }: Tenant, isMeant: (session: Session) => boolean): void {
  state.sessions = state.sessions.filter(session => !isMeant(session))
}

function endTokens({ state }: Tenant, isMeant: (token: RefreshToken) => boolean): void {
  state.refresh_tokens = state.refresh_tokens.filter(token => !isMeant(token))
}

/** https://auth0.com/docs/api/management/v2/users/get-sessions-for-user */
function showSession({ id, user_id, created_at, methods }: Session): JsonObject {
  const authenticated_at = methods.at(-1)?.timestamp ?? created_at
  return { id, user_id, created_at, authenticated_at, authentication: { methods } }
}

/** https://auth0.com/docs/api/management/v2/users/get-refresh-tokens-for-user */
function showToken(token: RefreshToken): JsonObject {
  const { token_hash, user_id, client_id, session_id, created_at, audience, scope } = token
  const resource_servers = audience === undefined ? [] : [{ audience, scopes: scope }]
  return { id: token_hash, user_id, client_id, session_id, created_at, rotating: false, resource_servers }
}

/** Reading sessions and refresh tokens is an Enterprise feature: https://auth0.com/docs/manage-users/sessions/manage-user-sessions-with-auth0-management-api */
function assertSessionEndpoints(tenant: Tenant): void {
  if (tenant.switches.sessionEndpoints) return
  throw new ManagementError(403, 'feature_not_enabled', 'This feature is not enabled for this tenant.')
}
