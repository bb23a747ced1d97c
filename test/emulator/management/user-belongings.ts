import { Hono } from 'hono'
import type { JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { showLog } from './logs.ts'
import { ManagementError } from './management-error.ts'
import { answerCheckpoint, answerList } from './paging.ts'
import { existingUser } from './users.ts'

/** What belongs to a user beside the profile: organizations, logs, sessions, refresh tokens, factors. */
export function createUserBelongingRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/organizations', needs('read:organizations'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    const isMember = (id: unknown) => tenant.state.organization_members[String(id)]?.[user_id] !== undefined
    return answerList(
      c,
      'organizations',
      tenant.state.organizations.filter(({ id }) => isMember(id)),
    )
  })

  app.get('/:id/logs', needs('read:logs', 'read:logs_users'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    return answerList(
      c,
      'logs',
      tenant.state.logs
        .filter(log => log.user_id === user_id)
        .reverse()
        .map(showLog),
    )
  })

  app.get('/:id/sessions', needs('read:sessions'), c => {
    assertSessionEndpoints(tenant)
    const sessions = tenant.state.sessions.filter(session => session.user_id === c.req.param('id'))
    const shown = sessions.map(({ id, user_id, created_at }): JsonObject => ({ id, user_id, created_at }))
    return answerCheckpoint(c, 'sessions', shown)
  })

  app.delete('/:id/sessions', needs('delete:sessions'), c => {
    assertSessionEndpoints(tenant)
    tenant.state.sessions = tenant.state.sessions.filter(session => session.user_id !== c.req.param('id'))
    return c.body(null, 202)
  })

  app.get('/:id/refresh-tokens', needs('read:refresh_tokens'), c => {
    const tokens = tenant.state.refresh_tokens.filter(token => token.user_id === c.req.param('id'))
    const shown = tokens.map(({ token_hash, user_id, client_id, session_id, created_at }): JsonObject => {
      return { id: token_hash, user_id, client_id, session_id, created_at }
    })
    return answerCheckpoint(c, 'tokens', shown)
  })

  app.delete('/:id/refresh-tokens', needs('delete:refresh_tokens'), c => {
    tenant.state.refresh_tokens = tenant.state.refresh_tokens.filter(
      token => token.user_id !== c.req.param('id'),
    )
    return c.body(null, 202)
  })

  app.route('/', createAuthenticationMethodRoutes(tenant))
  return app
}

function createAuthenticationMethodRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.get('/:id/authentication-methods', needs('read:authentication_methods'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    return answerList(c, 'authenticators', tenant.state.authentication_methods[user_id] ?? [])
  })

  app.delete('/:id/authentication-methods', needs('delete:authentication_methods'), c => {
    delete tenant.state.authentication_methods[existingUser(tenant, c.req.param('id')).user_id]
    return c.body(null, 204)
  })

  app.delete('/:id/authentication-methods/:method', needs('delete:authentication_methods'), c => {
    const { user_id } = existingUser(tenant, c.req.param('id'))
    const methods = tenant.state.authentication_methods[user_id] ?? []
    tenant.state.authentication_methods[user_id] = methods.filter(
      method => method.id !== c.req.param('method'),
    )
    return c.body(null, 204)
  })

  return app
}

/** The session endpoints are an Enterprise feature: https://auth0.com/docs/manage-users/sessions/manage-user-sessions-with-auth0-management-api */
function assertSessionEndpoints(tenant: Tenant): void {
  if (tenant.switches.sessionEndpoints) return
  throw new ManagementError(403, 'feature_not_enabled', 'This feature is not enabled for this tenant.')
}
