import { Hono } from 'hono'
import type { Tenant } from '../../tenant.ts'
import { type ManagementEnv, needs } from '../bearer.ts'
import { showLog } from '../logs.ts'
import { showListed } from '../organizations/organizations.ts'
import { answerList } from '../paging.ts'
import { createAuthenticationMethodRoutes } from './authentication-methods.ts'
import { createUserSessionRoutes } from './sessions.ts'
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
      tenant.state.organizations.filter(({ id }) => isMember(id)).map(showListed),
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

  app.route('/', createUserSessionRoutes(tenant))
  app.route('/', createAuthenticationMethodRoutes(tenant))
  return app
}
