import { type Context, Hono } from 'hono'
import { decodeJwt } from 'jose'
import { originOf } from '../domain.ts'
import type { Tenant } from '../tenant.ts'
import { verifyToken } from '../tokens.ts'
import { bodyOf } from './arrival.ts'
import { errorPage } from './authorization-response.tsx'
import { textsOf } from './json.ts'
import type { LoginContext } from './login-context.ts'
import { currentSession, endSession } from './session.ts'
import { Layout } from './universal-login/layout.tsx'

/** Both ways out: `/v2/logout` and OpenID Connect's `/oidc/logout`. */
export function createLogoutRoutes({ tenant }: LoginContext): Hono {
  const app = new Hono()
  app.get('/v2/logout', c => {
    const { client_id: clientId, returnTo } = c.req.query()
    const allowed = allowedLogoutUrls(tenant, clientId)
    const target = returnTo ?? (clientId === undefined ? undefined : allowed[0])
    if (target !== undefined && !allowed.some(url => isSamePlace(url, target)))
      return refuseUrl(c, 'returnTo')
    end(tenant, c, clientId)
    return target === undefined ? c.text('OK') : c.redirect(target)
  })
  app.get('/oidc/logout', c => oidcLogout(tenant, c, c.req.query()))
  app.post('/oidc/logout', async c => oidcLogout(tenant, c, await bodyOf(c)))
  return app
}

/** https://auth0.com/docs/authenticate/login/logout/log-users-out-of-auth0 */
async function oidcLogout(tenant: Tenant, c: Context, params: Record<string, string>): Promise<Response> {
  const { post_logout_redirect_uri: target, state, confirmed } = params
  const hint = await hintOf(tenant, c, params.id_token_hint)
  const clientId = hint?.clientId ?? params.client_id
  if (params.id_token_hint && !hint)
    return await errorPage(c, 400, 'invalid_request', 'Invalid id_token_hint')
  // Exact, with query parameters, unlike returnTo of /v2/logout.
  if (target && !allowedLogoutUrls(tenant, clientId).includes(target)) {
    return await refuseUrl(c, 'post_logout_redirect_uri')
  }
  const sessionId = currentSession(tenant, c)?.session.id
  const isKnown = sessionId === undefined || [hint?.sessionId, params.logout_hint].includes(sessionId)
  if (!isKnown && confirmed !== 'yes') return await c.html(<LogoutConsent params={params} />)
  end(tenant, c, clientId)
  if (!target) return c.text('OK')
  const url = new URL(target)
  if (state) url.searchParams.set('state', state)
  return c.redirect(url.href)
}

/** Shown when nothing proves that the request was made by the user whose session it is. */
function LogoutConsent({ params }: { params: Record<string, string> }) {
  return (
    <Layout title="Log out" locale="en">
      <p>Do you want to log out?</p>
      <form method="post" action="/oidc/logout">
        {Object.entries({ ...params, confirmed: 'yes' }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Yes, log out</button>
      </form>
    </Layout>
  )
}

/** An ID token of this tenant; an expired one is good enough as a hint. */
async function hintOf(tenant: Tenant, c: Context, token: string | undefined) {
  if (!token) return undefined
  try {
    const { aud, exp = 0, iss } = decodeJwt(token)
    if (typeof aud !== 'string' || iss !== `${originOf(tenant, c.req.url)}/`) return undefined
    const clock = new Date(Math.min(tenant.now().getTime(), (exp - 1) * 1000))
    const claims = await verifyToken({ ...tenant, now: () => clock }, token, aud)
    return { clientId: aud, sessionId: String(claims.sid ?? '') }
  } catch {
    return undefined
  }
}

function end(tenant: Tenant, c: Context, clientId: string | undefined): void {
  const user_id = endSession(tenant, c)
  const client = clientId === undefined ? {} : { client_id: clientId }
  tenant.log({
    type: 'slo',
    description: 'User successfully logged out',
    ...client,
    ...(user_id ? { user_id } : {}),
  })
}

/** The application's list when it is named, else the tenant's. */
function allowedLogoutUrls(tenant: Tenant, clientId: string | undefined): string[] {
  const client = tenant.state.clients.find(candidate => candidate.client_id === clientId)
  const { settings } = tenant.state.tenant
  return textsOf(clientId === undefined ? settings.allowed_logout_urls : client?.allowed_logout_urls)
}

/** Documented: query string and hash of `returnTo` are not taken into account. */
function isSamePlace(allowed: string, target: string): boolean {
  if (!URL.canParse(target) || !URL.canParse(allowed)) return false
  const [one, other] = [new URL(allowed), new URL(target)]
  return one.origin === other.origin && one.pathname === other.pathname
}

function refuseUrl(c: Context, parameter: string) {
  return errorPage(c, 400, 'invalid_request', `The ${parameter} is not in the list of Allowed Logout URLs.`)
}
