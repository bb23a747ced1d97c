import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { decodeJwt, type JWTPayload } from 'jose'
import * as oidc from 'openid-client'
import { type PageContent, renderPage } from './page.ts'

/** How a sample application logs people in: as any OpenID Connect application does. */
export interface SignInOptions {
  application: PageContent['application']
  /** Where the application runs, without a slash at the end. */
  origin: string
  /** The tenant's domain that browsers see, as `http://localhost:4400/`. */
  issuer: string
  clientId: string
  clientSecret: string
  /** The API that the access token is for. */
  audience: string
}

/** Somebody who is logged in. */
export interface SignedIn {
  idToken: JWTPayload
  accessToken: JWTPayload
}

export interface SignIn {
  /**
   * `/login` (with `?screen_hint=signup` for new people, and with what an accepted invitation brings), `/callback` and
   * `/logout`.
   */
  routes: Hono
  find(c: Context): SignedIn | undefined
}

interface Attempt {
  state: string
  nonce: string
  pkceCodeVerifier: string
}

/** Makes log-in and log-out for a sample application; sessions live in memory. Rejects if the tenant is not there. */
export async function createSignIn(options: SignInOptions): Promise<SignIn> {
  const { issuer, clientId, clientSecret } = options
  const configuration = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    // Only because the demo's tenant is on http://localhost.
    execute: [oidc.allowInsecureRequests],
  })
  const sessions = createMemory<SignedIn>(`${options.application.toLowerCase()}_session`)
  const attempts = createMemory<Attempt>(`${options.application.toLowerCase()}_login`)
  const routes = new Hono()
  routes.get('/login', async c => {
    const attempt = newAttempt()
    attempts.put(c, attempt)
    return c.redirect(await authorizationUrl(options, configuration, attempt, toForwarded(c.req.query())))
  })
  routes.get('/callback', async c => {
    const attempt = attempts.take(c)
    if (!attempt) return c.redirect('/')
    try {
      sessions.put(c, await finishSignIn(c, options, configuration, attempt))
      return c.redirect('/')
    } catch (error) {
      return c.html(failurePage(options.application, error), 403)
    }
  })
  routes.post('/logout', c => {
    sessions.take(c)
    // https://auth0.com/docs/authenticate/login/logout/log-users-out-of-auth0
    const url = new URL('/v2/logout', issuer)
    url.search = new URLSearchParams({ client_id: clientId, returnTo: `${options.origin}/` }).toString()
    return c.redirect(url.href)
  })
  return { routes, find: c => sessions.find(c) }
}

function newAttempt(): Attempt {
  return {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
  }
}

/** Parameters of the log-in route that go on to `/authorize`: ours, and those of invitations of Auth0's own. */
const forwardable = [
  ...['ext-invite', 'screen_hint', 'login_hint', 'ui_locales', 'connection'],
  ...['invitation', 'organization'],
]

/** Nobody else's session takes over a sign-up or an invitation: those ask who it is. */
function toForwarded(query: Record<string, string>): Record<string, string> {
  const forwarded = Object.fromEntries(Object.entries(query).filter(([name]) => forwardable.includes(name)))
  const asksWho = 'ext-invite' in forwarded || forwarded.screen_hint === 'signup'
  return { ...forwarded, ...(asksWho && { prompt: 'login' }) }
}

async function authorizationUrl(
  options: SignInOptions,
  configuration: oidc.Configuration,
  attempt: Attempt,
  forwarded: Record<string, string>,
): Promise<string> {
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${options.origin}/callback`,
    scope: 'openid profile email',
    audience: options.audience,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...forwarded,
  })
  return url.href
}

async function finishSignIn(
  c: Context,
  options: SignInOptions,
  configuration: oidc.Configuration,
  attempt: Attempt,
): Promise<SignedIn> {
  const currentUrl = new URL(`${options.origin}/callback`)
  currentUrl.search = new URL(c.req.url).search
  const tokens = await oidc.authorizationCodeGrant(configuration, currentUrl, {
    pkceCodeVerifier: attempt.pkceCodeVerifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  })
  return { idToken: decodeJwt(tokens.id_token ?? ''), accessToken: decodeJwt(tokens.access_token) }
}

/** Says what the tenant said: for `access_denied` that is the sentence meant for the person. */
function failurePage(application: PageContent['application'], error: unknown) {
  const isAnswer = error instanceof oidc.AuthorizationResponseError
  const sentence = isAnswer ? error.error_description : undefined
  return renderPage({
    application,
    title: 'Not logged in',
    body: html`<h1>You are not logged in</h1>
      <div class="card warning">
        <p>${sentence ?? 'Something went wrong on the way. Please try again.'}</p>
        <p class="note">${isAnswer ? error.error : 'login_failed'}</p>
      </div>
      <div class="actions">
        <a class="button" href="/login">Try again</a>
        <form method="post" action="/logout"><button class="button quiet">Use another account</button></form>
      </div>`,
  })
}

/** Things kept in memory under an unguessable cookie. Cookies ignore ports, so each application names its own. */
function createMemory<Item>(cookie: string) {
  const items = new Map<string, Item>()
  const find = (c: Context) => items.get(getCookie(c, cookie) ?? '')
  return {
    find,
    put(c: Context, item: Item) {
      const id = randomBytes(24).toString('base64url')
      items.set(id, item)
      setCookie(c, cookie, id, { httpOnly: true, sameSite: 'Lax', path: '/' })
    },
    take(c: Context): Item | undefined {
      const item = find(c)
      items.delete(getCookie(c, cookie) ?? '')
      deleteCookie(c, cookie, { path: '/' })
      return item
    },
  }
}
