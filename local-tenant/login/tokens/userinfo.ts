import { Hono } from 'hono'
import { originOf } from '../../domain.ts'
import { verifyToken } from '../../tokens.ts'
import { issuerOf } from '../custom-domain.ts'
import type { LoginContext } from '../login-context.ts'
import type { OpaqueToken } from './issue-tokens.ts'
import { profileClaims } from './profile-claims.ts'

/** `/userinfo`: for opaque tokens, and for API tokens that were asked for with `openid`. */
export function createUserinfoRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  app.on(['GET', 'POST'], '/userinfo', async c => {
    const bearer = c.req.header('authorization')?.match(/^Bearer (.+)$/i)?.[1]
    // Older libraries (passport-auth0) put the token into the address.
    const token = bearer ?? c.req.query('access_token') ?? ''
    const audience = `${issuerOf(originOf(tenant, c.req.url))}userinfo`
    const grant = context.opaqueTokens.get(token) ?? (await apiTokenOf(context, token, audience))
    const user = grant && tenant.findUser(grant.userId)
    if (!grant || !user) {
      c.header('WWW-Authenticate', 'Bearer error="invalid_token"')
      return c.json({ error: 'invalid_token', error_description: 'Unauthorized' }, 401)
    }
    const custom = context.userinfoClaims.get(token) ?? {}
    return c.json({ ...profileClaims(tenant, user, grant.scope), ...custom, sub: user.user_id })
  })
  return app
}

async function apiTokenOf(
  context: LoginContext,
  token: string,
  audience: string,
): Promise<OpaqueToken | undefined> {
  const claims = await verifyToken(context.tenant, token, audience).catch(() => undefined)
  if (typeof claims?.sub !== 'string') return undefined
  return { userId: claims.sub, scope: String(claims.scope ?? '').split(' ') }
}
