import { Hono } from 'hono'
import { z } from 'zod'
import { linkIdentity, unlinkIdentity } from '../account-linking.ts'
import { showIdentity } from '../identities.ts'
import type { Tenant } from '../tenant.ts'
import { type ManagementEnv, needs } from './bearer.ts'
import { readBody } from './request-body.ts'
import { existingUser } from './users.ts'

const secondary = z.strictObject({
  provider: z.string().min(1),
  user_id: z.union([z.string().min(1), z.int().transform(String)]),
  connection_id: z.string().optional(),
})

/** `/users/{id}/identities`: links and unlinks accounts; with a Management API token, not with `link_with`. */
export function createUserIdentityRoutes(tenant: Tenant): Hono<ManagementEnv> {
  const app = new Hono<ManagementEnv>()

  app.post('/:id/identities', needs('update:users'), async c => {
    const { provider, user_id } = await readBody(c, secondary)
    const primary = existingUser(tenant, c.req.param('id'))
    const id = user_id.startsWith(`${provider}|`) ? user_id.slice(provider.length + 1) : user_id
    const identities = linkIdentity(tenant.state, primary, provider, id, tenant.now())
    return c.json(identities.map(showIdentity), 201)
  })

  app.delete('/:id/identities/:provider/:identity', needs('update:users'), c => {
    const { id, provider, identity } = c.req.param()
    const primary = existingUser(tenant, id)
    return c.json(unlinkIdentity(tenant.state, primary, provider, identity, tenant.now()).map(showIdentity))
  })

  return app
}
