import { Hono } from 'hono'
import { originOf } from '../../domain.ts'
import { publicJwks } from '../../tokens.ts'
import { issuerOf } from '../custom-domain.ts'
import type { LoginContext } from '../login-context.ts'

/** Discovery and keys, each domain with its own issuer and the same key. */
export function createDiscoveryRoutes({ tenant }: Pick<LoginContext, 'tenant'>): Hono {
  const app = new Hono()
  app.get('/.well-known/openid-configuration', c => {
    const origin = originOf(tenant, c.req.url)
    return c.json({
      issuer: issuerOf(origin),
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/oauth/token`,
      revocation_endpoint: `${origin}/oauth/revoke`,
      pushed_authorization_request_endpoint: `${origin}/oauth/par`,
      userinfo_endpoint: `${origin}/userinfo`,
      device_authorization_endpoint: `${origin}/oauth/device/code`,
      jwks_uri: `${origin}/.well-known/jwks.json`,
      end_session_endpoint: `${origin}/oidc/logout`,
      response_types_supported: ['code', 'id_token'],
      response_modes_supported: ['query', 'fragment', 'form_post', 'web_message'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'profile', 'offline_access', 'email', 'phone'],
    })
  })
  app.get('/.well-known/jwks.json', c => c.json(publicJwks(tenant)))
  return app
}
