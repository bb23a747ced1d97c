import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { type Html, renderPage, stylePath } from './samples/page.ts'
import { createSignIn, type SignedIn, type SignInOptions } from './samples/sign-in.ts'
import { stylesheet } from './samples/stylesheet.ts'

export interface PortalOptions extends Omit<SignInOptions, 'application'> {
  /** The claim in which this tenant tells applications a user's roles. */
  rolesClaim: string
}

/**
 * An ordinary application for which everybody needs an account: OpenID Connect and nothing else. It knows nothing of
 * invitations.
 */
export async function createPortal(options: PortalOptions): Promise<Hono> {
  const signIn = await createSignIn({ ...options, application: 'Portal' })
  const app = new Hono()
  app.use(csrf({ origin: options.origin }))
  app.get(stylePath, c => c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.route('/', signIn.routes)
  app.get('/', c => {
    const person = signIn.find(c)
    const body = person ? welcome(person, options.rolesClaim) : frontDoor()
    return c.html(renderPage({ application: 'Portal', title: person ? 'Welcome' : 'Log in', body }))
  })
  return app
}

function frontDoor(): Html {
  return html`<h1>The team's portal</h1>
    <p class="lead">For people who have been invited.</p>
    <div class="card actions">
      <a class="button" href="/login">Log in</a>
      <a class="button quiet" href="/login?screen_hint=signup">Sign up</a>
    </div>`
}

function welcome({ idToken, accessToken }: SignedIn, rolesClaim: string): Html {
  const roles = idToken[rolesClaim]
  const names = Array.isArray(roles) ? roles.map(String) : []
  return html`<h1>Welcome, ${idToken.name ?? idToken.email}</h1>
    <p class="lead">You are logged in.</p>
    <div class="card">
      <dl class="grid">
        <dt>Email address</dt>
        <dd id="email">${idToken.email}</dd>
        <dt>User</dt>
        <dd id="user">${idToken.sub}</dd>
      </dl>
    </div>
    <div class="card">
      <h2>Your roles</h2>
      ${names.length > 0 ? html`<ul class="roles">${names.map(name => html`<li>${name}</li>`)}</ul>` : html`<p>None.</p>`}
    </div>
    ${tokenCard('ID token', 'id-token', idToken)} ${tokenCard('Access token', 'access-token', accessToken)}
    <form method="post" action="/logout"><button class="button quiet">Log out</button></form>`
}

function tokenCard(title: string, id: string, claims: object): Html {
  return html`<details class="card" open>
    <summary>${title}</summary>
    <pre id="${id}" tabindex="0">${JSON.stringify(claims, null, 2)}</pre>
  </details>`
}
