import { type Context, Hono } from 'hono'
import type { Connection } from '../../state.ts'
import { bodyOf, partialFields } from '../arrival.ts'
import { buttonConnections, realmOf, storeOf } from '../connections.ts'
import { faultOfIdentification } from '../database-signup.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { passkeyLoginPath } from '../passkeys/passkey-login.tsx'
import { sendToProvider } from '../provider/provider-login.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { CredentialsPage } from './credentials-page.tsx'
import { type Entry, entryOf, entryToShow, identificationFrom } from './entry.ts'
import { textsFor } from './locale.ts'
import { nextStep } from './next-step.ts'
import { canSignUp, pathTo, type Screen, screens } from './screens.ts'
import { submitPassword } from './submit-password.ts'

/** The log-in and sign-up screens: they share one transaction, so nothing is lost by changing between them. */
export function createCredentialsRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  for (const screen of screens) {
    app.get(screen.path, c => {
      const transaction = transactionOf(context, c)
      if (!transaction) return noTransaction(context, c)
      const { request, state } = transaction
      const blocked = screen.purpose === 'signup' && !canSignUp(tenant, request)
      if (blocked) return c.redirect(`${pathTo(tenant, request, 'login')}?state=${state}`)
      const store = storeOf(tenant, request)
      return showScreen(context, c, transaction, screen, store ? entryToShow(store, transaction) : {})
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
  entry: Entry,
  error?: string,
) {
  const page = CredentialsPage({ tenant: context.tenant, transaction, screen, entry, error })
  return c.html(page, error === undefined ? 200 : 400)
}

async function submit(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  screen: Screen,
  body: Record<string, string>,
): Promise<Response> {
  const { tenant } = context
  const { request, state } = transaction
  const fields = partialFields(body)
  const isLogin = screen.purpose === 'login'
  const provider = buttonConnections(tenant, request).find(({ name }) => name === body.connection)
  // Data of the login prompts reaches Post-Login with a social login, data of the sign-up prompts does not.
  if (provider) return sendToProvider(context, c, transaction, provider, isLogin ? fields : {})
  if (isLogin && body.choice === 'passkey') return c.redirect(`${passkeyLoginPath}?state=${state}`)
  const text = textsFor(transaction)
  const store = storeOf(tenant, request)
  if (!store) return await showScreen(context, c, transaction, screen, {}, text.signupsOff)
  const entry = entryOf(store, transaction, screen, body)
  const fault = faultOf(store, screen, entry)
  if (fault) return await showScreen(context, c, transaction, screen, entry, text[fault])
  const isFirst = !screen.asksPassword
  const realm = isFirst && isLogin ? realmOf(tenant, request, entry.identifier ?? '') : undefined
  if (realm) return sendToProvider(context, c, transaction, realm, fields)
  const error = isFirst
    ? await nextStep(context, c, { ...transaction, entry, earlierFields: fields }, store, screen.purpose)
    : await submitPassword(context, c, transaction, store, screen.purpose, {
        entry,
        fields,
        password: body.password ?? '',
      })
  return error instanceof Response ? error : await showScreen(context, c, transaction, screen, entry, error)
}

/** What is missing or misspelt, as the name of its sentence. */
function faultOf(store: Connection, { purpose }: Screen, entry: Entry) {
  if (purpose === 'signup') return faultOfIdentification(store, entry)
  if (Object.keys(identificationFrom(store, entry)).length > 0) return undefined
  return faultOfIdentification(store, {}) ?? 'noEmail'
}
