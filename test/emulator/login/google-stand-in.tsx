import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { bodyOf } from './arrival.ts'
import type { GoogleAccount } from './google-account.ts'
import type { LoginContext } from './login-context.ts'
import { Layout } from './universal-login/layout.tsx'

const cookieName = 'stand_in_google'
const cookiePath = '/stand-in/google'

/**
 * A page in Google's place, where the tester decides who presses the button. Like Google it remembers its last account
 * and returns it without a page, unless `prompt=select_account` reaches it through `upstream_params`.
 */
export function createGoogleStandInRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get('/stand-in/google/auth', c => {
    const { prompt = '', state = '', login_hint: loginHint = '' } = c.req.query()
    const account = rememberedAccount(c)
    const asks = /\b(select_account|login|consent)\b/.test(prompt)
    if (account && !asks) return sendBack(context, c, state, account)
    return c.html(<AccountPage state={state} email={loginHint} account={account} />)
  })
  app.post('/stand-in/google/auth', async c => {
    const body = await bodyOf(c)
    const state = c.req.query('state') ?? ''
    const back = new URLSearchParams({ state, error: 'access_denied' })
    if (body.choice === 'cancel') return c.redirect(`/login/callback?${back}`)
    const account = body.choice === 'remembered' ? rememberedAccount(c) : accountOf(body)
    if (!account) return c.redirect(`/login/callback?${back}`)
    const value = Buffer.from(JSON.stringify(account)).toString('base64url')
    setCookie(c, cookieName, value, { httpOnly: true, sameSite: 'Lax', path: cookiePath })
    return sendBack(context, c, state, account)
  })
  return app
}

/** A code for `/login/callback` of this same tenant; nobody else is ever sent one. */
function sendBack(context: LoginContext, c: Context, state: string, account: GoogleAccount): Response {
  const code = randomBytes(24).toString('base64url')
  context.googleCodes.set(code, account)
  return c.redirect(`/login/callback?${new URLSearchParams({ state, code })}`)
}

function rememberedAccount(c: Context): GoogleAccount | undefined {
  const cookie = getCookie(c, cookieName)
  return cookie ? JSON.parse(Buffer.from(cookie, 'base64url').toString()) : undefined
}

function accountOf(body: Record<string, string>): GoogleAccount | undefined {
  const email = body.email?.trim() ?? ''
  if (!email.includes('@')) return undefined
  return {
    email,
    name: body.name?.trim() || email,
    isEmailVerified: body.email_verified === 'on',
    hostedDomain: body.hd?.trim() || undefined,
  }
}

function AccountPage(props: { state: string; email: string; account: GoogleAccount | undefined }) {
  const { state, email, account } = props
  const action = `/stand-in/google/auth?state=${encodeURIComponent(state)}`
  return (
    <Layout title="Sign in with Google" locale="en">
      <p class="lead">A stand-in for Google: choose whom it vouches for.</p>
      {account && (
        // A form of its own: Enter in a field below means the account typed there.
        <form method="post" action={action}>
          <button type="submit" name="choice" value="remembered" class="provider">
            {account.name} ({account.email})
          </button>
          <div class="or">Use another account</div>
        </form>
      )}
      <form method="post" action={action}>
        <label>
          Name
          <input type="text" name="name" autocomplete="name" />
        </label>
        <label>
          Google email
          <input type="email" name="email" value={email} required />
        </label>
        <label class="check">
          <input type="checkbox" name="email_verified" checked /> Google has verified this address
        </label>
        <label>
          Workspace domain (optional)
          <input type="text" name="hd" />
        </label>
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
