import type { Connection } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import { isMethodOn } from '../attributes.ts'
import { buttonConnections, storeOf } from '../connections.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { titleOf } from '../provider/provider-account.ts'
import type { Entry } from './entry.ts'
import { IdentifierFields } from './identifier-fields.tsx'
import { type Labels, labels } from './labels.ts'
import { Layout } from './layout.tsx'
import { localeOf } from './locale.ts'
import { canSignUp, pathTo, type Screen } from './screens.ts'
import { Slot, type SlotProps } from './slot.tsx'

interface CredentialsPageProps {
  tenant: Tenant
  transaction: LoginTransaction
  screen: Screen
  /** What was typed before, or the application's `login_hint`. */
  entry: Entry
  error?: string | undefined
}

/** A log-in or sign-up screen. One form, so that fields of partials travel with whichever button is pressed. */
export function CredentialsPage({ tenant, transaction, screen, entry, error }: CredentialsPageProps) {
  const { request, arrival, state, invitation } = transaction
  const locale = localeOf(request.uiLocales, arrival.language)
  const text = labels[locale]
  const slot = { tenant, transaction, screen: screen.name, locale }
  const client = tenant.state.clients.find(candidate => candidate.client_id === request.clientId)
  const store = storeOf(tenant, request)
  const isSignup = screen.purpose === 'signup'
  return (
    <Layout title={invitation ? text.invited : text.welcome} locale={locale}>
      <p class="lead">
        {isSignup ? text.signupDescription : text.loginDescription} {client?.name}
      </p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${screen.path}?state=${state}`}>
        {store && (
          <>
            <Slot {...slot} point="form-content-start" />
            <Fields
              tenant={tenant}
              transaction={transaction}
              screen={screen}
              entry={entry}
              text={text}
              store={store}
            />
            <Slot {...slot} point="form-content-end" />
            {!isSignup && screen.asksPassword && (
              <a href={`/u/reset-password/request?state=${state}`}>{text.forgot}</a>
            )}
            <button type="submit">{text.continue}</button>
            <Slot {...slot} point="form-footer-start" />
            <OtherScreen tenant={tenant} transaction={transaction} text={text} isSignup={isSignup} />
            <Slot {...slot} point="form-footer-end" />
          </>
        )}
        {screen.asksIdentifier && (
          <Providers
            tenant={tenant}
            transaction={transaction}
            text={text}
            slot={slot}
            store={store}
            isSignup={isSignup}
          />
        )}
      </form>
    </Layout>
  )
}

interface FieldsProps extends CredentialsPageProps {
  text: Labels
  store: Connection
}

function Fields({ tenant, transaction, screen, entry, text, store }: FieldsProps) {
  const { request, state, invitation } = transaction
  const isAsked = screen.asksIdentifier && !invitation
  return (
    <>
      {isAsked ? (
        <IdentifierFields connection={store} screen={screen} entry={entry} text={text} />
      ) : (
        <p>
          {entry.identifier ?? Object.values(entry).join(', ')}{' '}
          {!invitation && (
            <a href={`${pathTo(tenant, request, screen.purpose)}?state=${state}`}>{text.edit}</a>
          )}
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
  const { request, state } = transaction
  const href = `${pathTo(tenant, request, isSignup ? 'login' : 'signup')}?state=${state}`
  if (isSignup) {
    return (
      <p>
        {text.haveAccount} <a href={href}>{text.logIn}</a>
      </p>
    )
  }
  if (!canSignUp(tenant, request)) return null
  return (
    <p>
      {text.noAccount} <a href={href}>{text.signUp}</a>
    </p>
  )
}

/** Other ways in: a passkey of this database, and the providers; none when one connection was asked for by name. */
function Providers(props: {
  tenant: Tenant
  transaction: LoginTransaction
  text: Labels
  slot: SlotProps
  store: Connection | undefined
  isSignup: boolean
}) {
  const { tenant, transaction, text, slot, store, isSignup } = props
  const { request } = transaction
  const providers = request.connection === undefined ? buttonConnections(tenant, request) : []
  const hasPasskeys = !isSignup && store !== undefined && isMethodOn(store, 'passkey')
  if (providers.length === 0 && !hasPasskeys) return null
  return (
    <>
      {store && <div class="or">{text.or}</div>}
      {hasPasskeys && (
        <button type="submit" name="choice" value="passkey" class="provider" formnovalidate>
          {text.withPasskey}
        </button>
      )}
      {providers.length > 0 && <Slot {...slot} point="secondary-actions-start" />}
      {providers.map(provider => (
        <button type="submit" name="connection" value={provider.name} class="provider" formnovalidate>
          {`${text.continueWith} ${titleOf(provider)}`}
        </button>
      ))}
      {providers.length > 0 && <Slot {...slot} point="secondary-actions-end" />}
    </>
  )
}
