import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { createInvitationClient, type InvitationClientOptions } from './samples/invitation-client.ts'
import { type Html, renderPage, stylePath } from './samples/page.ts'
import { createSignIn, type SignedIn, type SignInOptions } from './samples/sign-in.ts'
import { stylesheet } from './samples/stylesheet.ts'

export interface FunnelOptions extends Omit<SignInOptions, 'application'> {
  /** The claim in which this tenant passes on `app_metadata.order`. */
  orderClaim: string
  /** The machine client that may create invitations. */
  backEnd: InvitationClientOptions
}

/**
 * A shop's page that anybody may use: a visitor leaves an address and an order number, the back end invites the
 * address, and whoever owns it sees that order. The order travels in `app_metadata`, which users cannot write.
 */
export async function createFunnel(options: FunnelOptions): Promise<Hono> {
  const signIn = await createSignIn({ ...options, application: 'Funnel' })
  const invitations = createInvitationClient(options.backEnd)
  const app = new Hono()
  app.use(csrf({ origin: options.origin }))
  app.get(stylePath, c => c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.route('/', signIn.routes)
  app.get('/', c => {
    const person = signIn.find(c)
    const body = person ? orderPage(person, options.orderClaim) : frontDoor()
    return c.html(
      renderPage({ application: 'Funnel', title: person ? 'Your order' : 'Track an order', body }),
    )
  })
  app.post('/orders', async c => {
    const { email, order } = await c.req.parseBody()
    if (typeof email !== 'string' || typeof order !== 'string' || !/^[\w-]{1,40}$/.test(order))
      return c.html(page('Please check', frontDoor('Please give an address and an order number.')), 400)
    const isInvited = await invitations.invite({ email, order, clientId: options.clientId })
    if (!isInvited)
      return c.html(page('Please check', frontDoor('That did not work. Is the address right?')), 400)
    return c.html(page('Check your mail', checkMail(email)))
  })
  return app
}

function page(title: string, body: Html): Html {
  return renderPage({ application: 'Funnel', title, body })
}

function frontDoor(complaint?: string): Html {
  return html`<h1>Where is my order?</h1>
    <p class="lead">Leave your address and the order's number. We send you a link to follow it.</p>
    ${complaint ? html`<div class="card warning" role="alert">${complaint}</div>` : ''}
    <form class="card" method="post" action="/orders">
      <label>Email address <input name="email" type="email" required autocomplete="email" /></label>
      <label>Order number <input name="order" required pattern="[A-Za-z0-9_-]{1,40}" placeholder="A-1001" /></label>
      <button class="button">Send me the link</button>
    </form>
    <div class="actions">
      <a class="button quiet" href="/login">Log in</a>
      <a class="button quiet" href="/login?screen_hint=signup">Sign up</a>
    </div>`
}

function checkMail(email: string): Html {
  return html`<h1>Check your mail</h1>
    <div class="card">
      <p>If <strong>${email}</strong> is right, a message is on its way. Open the link in it to see your order.</p>
    </div>
    <a class="button quiet" href="/">Back</a>`
}

function orderPage({ idToken }: SignedIn, orderClaim: string): Html {
  const order = idToken[orderClaim]
  return html`<h1>Hello, ${idToken.name ?? idToken.email}</h1>
    <p class="lead">Logged in as <span id="email">${idToken.email}</span>.</p>
    <div class="card">
      <h2>Your order</h2>
      ${typeof order === 'string' ? html`<p class="big" id="order">${order}</p>` : html`<p>You have no order here yet.</p>`}
    </div>
    <form method="post" action="/logout"><button class="button quiet">Log out</button></form>`
}
