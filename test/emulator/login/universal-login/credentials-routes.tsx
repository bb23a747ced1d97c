import { type Context, Hono } from 'hono'
import { arrivalOf, bodyOf, partialFields } from '../arrival.ts'
import { completeAuthentication } from '../complete-login.ts'
import { buttonConnections, databaseOf } from '../connections.ts'
import { checkPassword } from '../database-login.ts'
import { signUp } from '../database-signup.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { sendToProvider } from '../provider/provider-login.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { CredentialsPage } from './credentials-page.tsx'
import { labels } from './labels.ts'
import { localeOf } from './locale.ts'
import { canSignUp, passwordPath, pathTo, type Screen, screens } from './screens.ts'

/** The log-in and sign-up screens: they share one transaction, so nothing is lost by changing between them. */
export function createCredentialsRoutes(context: LoginContext): Hono {
  const app = new Hono()
  for (const screen of screens) {
    app.get(screen.path, c => {
      const transaction = transactionOf(context, c)
      if (!transaction) return noTransaction(context, c)
      const { request, identifier, state } = transaction
      const blocked = screen.purpose === 'signup' && !canSignUp(context.tenant, request)
      if (blocked) return c.redirect(`${pathTo(context.tenant, 'login')}?state=${state}`)
      return showScreen(context, c, transaction, screen, identifier ?? request.loginHint ?? '')
    })
    app.post(screen.path, async c => {
      const transaction = transactionOf(context, c)
      if (!transaction) return noTransaction(context, c)
      return await submit(context, c, transaction, screen, await bodyOf(c))
    })
  }
  return app
}

function showScreen(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  screen: Screen,
  email: string,
  error?: string,
) {
  const page = CredentialsPage({ tenant: context.tenant, transaction, screen, email, error })
  return c.html(page, error === undefined ? 200 : 400)
}

async function submit(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  screen: Screen,
  body: Record<string, string>,
): Promise<Response> {
  const { request, state } = transaction
  const fields = partialFields(body)
  const provider = buttonConnections(context.tenant, request.clientId).find(
    ({ name }) => name === body.connection,
  )
  if (provider) {
    // Data of the login prompts reaches Post-Login with a social login, data of the sign-up prompts does not.
    return sendToProvider(context, c, transaction, provider, screen.purpose === 'login' ? fields : {})
  }
  const text = textOf(transaction)
  const email = screen.asksIdentifier ? (body.email ?? '').trim() : (transaction.identifier ?? '')
  if (!email.includes('@')) return showScreen(context, c, transaction, screen, email, text.noEmail)
  if (!screen.asksPassword) {
    context.transactions.set(state, { ...transaction, identifier: email, earlierFields: fields })
    return c.redirect(`${passwordPath(screen.purpose)}?state=${state}`)
  }
  const isCarried = context.tenant.switches.fieldsCarriedFromSignupId
  const typed = {
    email,
    password: body.password ?? '',
    fields: { ...(isCarried ? transaction.earlierFields : {}), ...fields },
  }
  return screen.purpose === 'login'
    ? await submitLogin(context, c, transaction, screen, typed)
    : await submitSignUp(context, c, transaction, screen, typed)
}

interface Typed {
  email: string
  password: string
  fields: Record<string, string>
}

async function submitLogin(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  screen: Screen,
  typed: Typed,
) {
  const { tenant } = context
  const { clientId, connection: name } = transaction.request
  const connection = databaseOf(tenant, clientId, name)
  const user = connection && checkPassword(tenant, connection, typed, clientId)
  if (!user) {
    return await showScreen(
      context,
      c,
      transaction,
      screen,
      typed.email,
      textOf(transaction).wrongCredentials,
    )
  }
  // Fields of the login prompts reach Post-Login as the body of the request.
  const arrival = { ...transaction.arrival, ip: arrivalOf(c).ip, body: typed.fields }
  return await completeAuthentication(context, c, transaction, { user, connection, arrival, method: 'pwd' })
}

async function submitSignUp(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  screen: Screen,
  typed: Typed,
) {
  const { tenant } = context
  const { request, domain } = transaction
  const text = textOf(transaction)
  const connection = databaseOf(tenant, request.clientId, request.connection)
  if (!connection) return await showScreen(context, c, transaction, screen, typed.email, text.signupsOff)
  const locale = localeOf(request.uiLocales, transaction.arrival.language)
  const result = await signUp(tenant, {
    ...{ connection, domain, clientId: request.clientId },
    profile: { email: typed.email, password: typed.password },
    arrival: arrivalOf(c, typed.fields),
    transaction: { request, locale },
  })
  if (result.outcome === 'refused') {
    const message = result.userMessage ?? text[result.fault]
    return await showScreen(context, c, transaction, screen, typed.email, message)
  }
  const arrival = { ...transaction.arrival, ip: arrivalOf(c).ip }
  return await completeAuthentication(context, c, transaction, {
    user: result.user,
    connection,
    arrival,
    method: 'pwd',
  })
}

function textOf({ request, arrival }: LoginTransaction) {
  return labels[localeOf(request.uiLocales, arrival.language)]
}
