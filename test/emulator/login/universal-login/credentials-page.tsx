import { raw } from 'hono/html'
import type { Tenant } from '../../tenant.ts'
import { buttonConnections, databaseOf } from '../connections.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { titleOf } from '../provider/provider-account.ts'
import { type Labels, type Locale, labels } from './labels.ts'
import { Layout } from './layout.tsx'
import { localeOf } from './locale.ts'
import { type InsertionPoint, partialHtml } from './partials.ts'
import { canSignUp, pathTo, type Screen } from './screens.ts'

interface CredentialsPageProps {
  tenant: Tenant
  transaction: LoginTransaction
  screen: Screen
  /** What was typed before, or the application's `login_hint`. */
  email: string
  error?: string | undefined
}

/** A log-in or sign-up screen. One form, so that fields of partials travel with whichever button is pressed. */
export function CredentialsPage({ tenant, transaction, screen, email, error }: CredentialsPageProps) {
  const { request, arrival, state } = transaction
  const locale = localeOf(request.uiLocales, arrival.language)
  const text = labels[locale]
  const slot = { tenant, transaction, screen: screen.name, locale }
  const client = tenant.state.clients.find(candidate => candidate.client_id === request.clientId)
  const hasDatabase = databaseOf(tenant, request.clientId, request.connection) !== undefined
  const isSignup = screen.purpose === 'signup'
  return (
    <Layout title={text.welcome} locale={locale}>
      <p class="lead">
        {isSignup ? text.signupDescription : text.loginDescription} {client?.name}
      </p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${screen.path}?state=${state}`}>
        {hasDatabase && (
          <>
            <Slot {...slot} point="form-content-start" />
            <Fields
              screen={screen}
              email={email}
              text={text}
              backPath={`${pathTo(tenant, screen.purpose)}?state=${state}`}
            />
            <Slot {...slot} point="form-content-end" />
            {!isSignup && screen.asksPassword && (
              <a href={`/u/reset-password/request?state=${state}`}>{text.forgot}</a>
            )}
            <button type="submit">{text.continue}</button>
            <Slot {...slot} point="form-footer-start" />
            <OtherScreen {...{ tenant, transaction, text, isSignup }} />
            <Slot {...slot} point="form-footer-end" />
          </>
        )}
        {screen.asksIdentifier && <Providers {...{ tenant, transaction, text, slot, hasDatabase }} />}
      </form>
    </Layout>
  )
}

function Fields(props: { screen: Screen; email: string; text: Labels; backPath: string }) {
  const { screen, email, text, backPath } = props
  return (
    <>
      {screen.asksIdentifier ? (
        <label>
          {text.email}
          <input type="email" name="email" value={email} required autocomplete="username" autofocus />
        </label>
      ) : (
        <p>
          {email} <a href={backPath}>{text.edit}</a>
        </p>
      )}
      {screen.asksPassword && (
        <label>
          {text.password}
          <input
            type="password"
            name="password"
            required
            autocomplete={screen.purpose === 'signup' ? 'new-password' : 'current-password'}
          />
        </label>
      )}
    </>
  )
}

function OtherScreen(props: {
  tenant: Tenant
  transaction: LoginTransaction
  text: Labels
  isSignup: boolean
}) {
  const { tenant, transaction, text, isSignup } = props
  const href = `${pathTo(tenant, isSignup ? 'login' : 'signup')}?state=${transaction.state}`
  if (isSignup) {
    return (
      <p>
        {text.haveAccount} <a href={href}>{text.logIn}</a>
      </p>
    )
  }
  if (!canSignUp(tenant, transaction.request)) return null
  return (
    <p>
      {text.noAccount} <a href={href}>{text.signUp}</a>
    </p>
  )
}

interface SlotProps {
  tenant: Tenant
  transaction: LoginTransaction
  screen: string
  locale: Locale
}

function Providers(props: {
  tenant: Tenant
  transaction: LoginTransaction
  text: Labels
  slot: SlotProps
  hasDatabase: boolean
}) {
  const { tenant, transaction, text, slot, hasDatabase } = props
  const { clientId, connection } = transaction.request
  const providers = connection === undefined ? buttonConnections(tenant, clientId) : []
  if (providers.length === 0) return null
  return (
    <>
      {hasDatabase && <div class="or">{text.or}</div>}
      <Slot {...slot} point="secondary-actions-start" />
      {providers.map(provider => (
        <button type="submit" name="connection" value={provider.name} class="provider" formnovalidate>
          {`${text.continueWith} ${titleOf(provider)}`}
        </button>
      ))}
      <Slot {...slot} point="secondary-actions-end" />
    </>
  )
}

/** Partials are the tenant's own HTML and go out as they are; their values are escaped by their own Liquid. */
function Slot({ tenant, transaction, screen, locale, point }: SlotProps & { point: InsertionPoint }) {
  const content = partialHtml(tenant, transaction, screen, point, locale)
  return content === '' ? null : <div class="slot">{raw(content)}</div>
}
