import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Connection } from '../../state.ts'
import { kindOf } from '../../strategies.ts'
import { bodyOf } from '../arrival.ts'
import { errorPage } from '../authorization-response.tsx'
import type { LoginContext } from '../login-context.ts'
import { Layout } from '../universal-login/layout.tsx'
import { type ProviderAccount, titleOf } from './provider-account.ts'

/** Address of a connection's stand-in. */
export function standInPath(connection: Connection): string {
  return `/stand-in/${encodeURIComponent(connection.name)}/auth`
}

/**
 * A page in the place of Google, Facebook, a company's directory or whatever the connection leads to, where the tester
 * decides who presses the button. Like the real ones it remembers its last account and returns it without a page,
 * unless `prompt=select_account` reaches it through `upstream_params`.
 */
export function createProviderPages(context: LoginContext): Hono {
  const app = new Hono()
  app.get('/stand-in/:connection/auth', c => {
    const connection = connectionOf(context, c)
    if (!connection) return unknown(c)
    const { prompt = '', state = '', login_hint: loginHint = '' } = c.req.query()
    const account = rememberedAccount(c, connection)
    const asks = /\b(select_account|login|consent)\b/.test(prompt)
    if (account && !asks) return sendBack(context, c, connection, state, account)
    return c.html(<AccountPage connection={connection} state={state} email={loginHint} account={account} />)
  })
  app.post('/stand-in/:connection/auth', async c => {
    const connection = connectionOf(context, c)
    if (!connection) return unknown(c)
    const body = await bodyOf(c)
    const state = c.req.query('state') ?? ''
    const account = body.choice === 'remembered' ? rememberedAccount(c, connection) : accountFrom(body)
    if (body.choice === 'cancel' || !account)
      return c.redirect(`/login/callback?${new URLSearchParams({ state, error: 'access_denied' })}`)
    const value = Buffer.from(JSON.stringify(account)).toString('base64url')
    const path = standInPath(connection)
    setCookie(c, cookieName(connection), value, { httpOnly: true, sameSite: 'Lax', path })
    return sendBack(context, c, connection, state, account)
  })
  return app
}

/** A code for `/login/callback` of this same tenant; nobody else is ever sent one. */
function sendBack(
  context: LoginContext,
  c: Context,
  connection: Connection,
  state: string,
  account: ProviderAccount,
): Response {
  const code = randomBytes(24).toString('base64url')
  context.providerCodes.set(code, { connection: connection.name, account })
  return c.redirect(`/login/callback?${new URLSearchParams({ state, code })}`)
}

/** Any social or enterprise connection: none has a page of its own. */
function connectionOf({ tenant }: LoginContext, c: Context): Connection | undefined {
  const name = c.req.param('connection')
  const found = tenant.state.connections.find(candidate => candidate.name === name)
  return found && ['social', 'enterprise'].includes(kindOf(found.strategy)) ? found : undefined
}

function unknown(c: Context) {
  return errorPage(c, 404, 'invalid_request', 'There is no such provider here.')
}

function cookieName({ name }: Connection): string {
  return `stand_in_${name}`
}

function rememberedAccount(c: Context, connection: Connection): ProviderAccount | undefined {
  const cookie = getCookie(c, cookieName(connection))
  return cookie ? JSON.parse(Buffer.from(cookie, 'base64url').toString()) : undefined
}

/** What the form says, believed: only an account without address and name is none. */
function accountFrom(body: Record<string, string>): ProviderAccount | undefined {
  const text = (name: string) => body[name]?.trim() || undefined
  const email = text('email')
  const name = text('name') ?? email
  if (name === undefined) return undefined
  return {
    id: text('id'),
    name,
    email,
    isEmailVerified: body.email_verified === 'on',
    hostedDomain: text('hd'),
  }
}

interface AccountPageProps {
  connection: Connection
  state: string
  email: string
  account: ProviderAccount | undefined
}

function AccountPage({ connection, state, email, account }: AccountPageProps) {
  const title = titleOf(connection)
  const action = `${standInPath(connection)}?state=${encodeURIComponent(state)}`
  return (
    <Layout title={`Sign in with ${title}`} locale="en">
      <p class="lead">A stand-in for {title}: choose whom it vouches for.</p>
      {account && (
        // A form of its own: Enter in a field below means the account typed there.
        <form method="post" action={action}>
          <button type="submit" name="choice" value="remembered" class="provider">
            {account.name} ({account.email ?? 'no address'})
          </button>
          <div class="or">Use another account</div>
        </form>
      )}
      <form method="post" action={action}>
        <AccountFields connection={connection} title={title} email={email} />
        <button type="submit" name="choice" value="new">
          Continue
        </button>
        <button type="submit" name="choice" value="cancel" class="plain" formnovalidate>
          Cancel
        </button>
      </form>
    </Layout>
  )
}

/** Google and Apple always have an address, and vouch for it; the others as the tester says. */
function AccountFields(props: { connection: Connection; title: string; email: string }) {
  const { connection, title, email } = props
  const { strategy } = connection
  const isSure = strategy === 'google-oauth2' || strategy === 'apple'
  return (
    <>
      <label>
        Name
        <input type="text" name="name" autocomplete="name" />
      </label>
      <label>
        {title} email
        <input type={isSure ? 'email' : 'text'} name="email" value={email} required={isSure} />
      </label>
      <label class="check">
        <input type="checkbox" name="email_verified" checked={isSure} /> {title} has verified this address
      </label>
      {strategy === 'google-oauth2' && (
        <label>
          Workspace domain (optional)
          <input type="text" name="hd" />
        </label>
      )}
      <label>
        Account id (optional)
        <input type="text" name="id" />
      </label>
    </>
  )
}
