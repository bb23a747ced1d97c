import { type Context, Hono } from 'hono'
import type { Connection } from '../../state.ts'
import { bodyOf, partialFields } from '../arrival.ts'
import { isMethodOn } from '../attributes.ts'
import { databaseOf } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { Layout } from '../universal-login/layout.tsx'
import { localeOf, textsFor } from '../universal-login/locale.ts'
import { passwordPath } from '../universal-login/screens.ts'
import { completeSignUp } from '../universal-login/sign-up-steps.ts'
import { Slot } from '../universal-login/slot.tsx'

export const passkeyEnrollmentPath = '/u/passkey-enrollment'

/**
 * The screen `passkey-enrollment`, which ends a sign-up with a passkey: there is no WebAuthn behind its button. Its
 * partial's fields reach Pre-User-Registration (…/customize-signup-and-login-prompts).
 */
export function createPasskeyEnrollmentRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get(passkeyEnrollmentPath, c => {
    const found = find(context, c)
    return found ? showPage(context, c, found) : noTransaction(context, c)
  })
  app.post(passkeyEnrollmentPath, async c => {
    const found = find(context, c)
    if (!found) return await noTransaction(context, c)
    const { transaction, connection } = found
    const body = await bodyOf(c)
    const fields = partialFields(body)
    if (body.choice !== 'passkey' && isMethodOn(connection, 'password'))
      return c.redirect(`${passwordPath('signup')}?state=${transaction.state}`)
    // Without passwords, declining leaves what a code has proven.
    const byCode = transaction.proven?.phone_number === undefined ? 'email' : 'sms'
    const method = body.choice === 'passkey' ? 'passkey' : byCode
    const outcome = await completeSignUp(context, c, transaction, connection, { method, fields })
    return outcome instanceof Response ? outcome : await showPage(context, c, found, outcome)
  })
  return app
}

interface Found {
  transaction: LoginTransaction
  connection: Connection
}

/** A sign-up that has come this far, at a database that has passkeys. */
function find(context: LoginContext, c: Context): Found | undefined {
  const transaction = transactionOf(context, c)
  const connection = transaction?.entry && databaseOf(context.tenant, transaction.request)
  return connection && isMethodOn(connection, 'passkey') ? { transaction, connection } : undefined
}

function showPage({ tenant }: LoginContext, c: Context, { transaction, connection }: Found, error?: string) {
  const { request, arrival, state, entry = {} } = transaction
  const locale = localeOf(request.uiLocales, arrival.language)
  const text = textsFor(transaction)
  const slot = { tenant, transaction, screen: 'passkey-enrollment', locale }
  const hasOther = isMethodOn(connection, 'password') || transaction.proven !== undefined
  const page = (
    <Layout title={text.createPasskey} locale={locale}>
      <p class="lead">{Object.values(entry).join(', ')}</p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${passkeyEnrollmentPath}?state=${state}`}>
        <Slot {...slot} point="form-content-start" />
        <Slot {...slot} point="form-content-end" />
        <button type="submit" name="choice" value="passkey">
          {text.createPasskey}
        </button>
        <Slot {...slot} point="form-footer-start" />
        {hasOther && (
          <button type="submit" name="choice" value="none" class="plain">
            {text.withoutPasskey}
          </button>
        )}
        <Slot {...slot} point="form-footer-end" />
      </form>
    </Layout>
  )
  return c.html(page, error === undefined ? 200 : 400)
}
