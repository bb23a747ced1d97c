import { type Context, Hono } from 'hono'
import type { Connection } from '../../state.ts'
import type { Tenant } from '../../tenant.ts'
import { bodyOf } from '../arrival.ts'
import { attributesOf } from '../attributes.ts'
import { type ConnectionScope, databaseOf, isSignUpOff } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import type { CodeAddress } from '../send-code.ts'
import { Layout } from '../universal-login/layout.tsx'
import { localeOf, textsFor } from '../universal-login/locale.ts'
import { firstScreen } from '../universal-login/screens.ts'
import { completeSignUp } from '../universal-login/sign-up-steps.ts'
import { challengedAddress } from './code-challenge.ts'

export const confirmPath = '/u/signup/confirm'

/** One identifier has to be enough to make a user (…/implicit-signup-database-connections#identifier-requirements). */
export function canSignUpImplicitly(
  tenant: Tenant,
  scope: ConnectionScope,
  connection: Connection,
  { name }: Pick<CodeAddress, 'name'>,
): boolean {
  const required = attributesOf(connection).filter(({ signUp }) => signUp === 'required')
  const isEnough = required.every(attribute => attribute.name === name)
  return isEnough && tenant.switches.implicitSignUp && !isSignUpOff(tenant, scope, connection)
}

/** "Create Your Account": the one question of an implicit sign-up, after the code. */
export function createImplicitSignUpRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get(confirmPath, c => {
    const found = find(context, c)
    return found ? showPage(c, found) : noTransaction(context, c)
  })
  app.post(confirmPath, async c => {
    const found = find(context, c)
    if (!found) return await noTransaction(context, c)
    const { transaction, connection, address } = found
    const { request, state } = transaction
    if ((await bodyOf(c)).choice !== 'confirm')
      return c.redirect(`${firstScreen(context.tenant, request)}?state=${state}`)
    const method = address.name === 'email' ? 'email' : 'sms'
    const outcome = await completeSignUp(context, c, transaction, connection, { method, fields: {} })
    return outcome instanceof Response ? outcome : await showPage(c, found, outcome)
  })
  return app
}

interface Found {
  transaction: LoginTransaction
  connection: Connection
  address: CodeAddress
}

/** Only with the address that a code has proven. */
function find(context: LoginContext, c: Context): Found | undefined {
  const transaction = transactionOf(context, c)
  const connection = transaction && databaseOf(context.tenant, transaction.request)
  if (!transaction || !connection) return undefined
  const address = challengedAddress(connection, transaction)
  const isProven = address.value !== '' && transaction.proven?.[address.name] === address.value
  return isProven ? { transaction, connection, address } : undefined
}

function showPage(c: Context, { transaction, address }: Found, error?: string) {
  const text = textsFor(transaction)
  const locale = localeOf(transaction.request.uiLocales, transaction.arrival.language)
  const page = (
    <Layout title={text.createAccount} locale={locale}>
      <p class="lead">{address.value}</p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${confirmPath}?state=${transaction.state}`}>
        <button type="submit" name="choice" value="confirm">
          {text.confirm}
        </button>
        <button type="submit" name="choice" value="cancel" class="plain">
          {text.cancel}
        </button>
      </form>
    </Layout>
  )
  return c.html(page, error === undefined ? 200 : 400)
}
