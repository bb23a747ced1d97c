import { Hono } from 'hono'
import { bodyOf } from './arrival.ts'
import type { LoginContext } from './login-context.ts'
import { revokeFamily } from './refresh-rotation.ts'
import { authenticateClient } from './tokens/client-authentication.ts'
import { hashOf } from './tokens/issue-tokens.ts'

/** `POST /oauth/revoke` (RFC 7009): ends a refresh token with its family. An unknown token is a success, too. */
export function createRevocationRoutes({ tenant }: LoginContext): Hono {
  const app = new Hono()
  app.post('/oauth/revoke', async c => {
    const body = await bodyOf(c)
    const client = authenticateClient(tenant, body, c.req.header('authorization'))
    if (!client) return c.json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401)
    if (!body.token)
      return c.json({ error: 'invalid_request', error_description: 'Missing required parameter: token' }, 400)
    const hash = hashOf(body.token)
    const token = tenant.state.refresh_tokens.find(({ token_hash }) => token_hash === hash)
    if (token && token.client_id !== client.client_id)
      return c.json({ error: 'invalid_request', error_description: 'Invalid token' }, 400)
    if (token) {
      revokeFamily(tenant, token)
      tenant.log({
        type: 'srrt',
        description: 'Revoked refresh token',
        client_id: client.client_id,
        user_id: token.user_id,
      })
    }
    return c.body(null, 200)
  })
  return app
}
