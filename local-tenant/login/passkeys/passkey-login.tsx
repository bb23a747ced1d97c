import { type Context, Hono } from 'hono'
import { arrivalOf, bodyOf } from '../arrival.ts'
import { isMethodOn } from '../attributes.ts'
import { completeAuthentication } from '../complete-login.ts'
import { databaseOf } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { Layout } from '../universal-login/layout.tsx'
import { type Passkey, passkeysOf } from './passkey-methods.ts'

export const passkeyLoginPath = '/u/passkey-stand-in'

/** A page in place of the credential manager that a browser would open: it lists the passkeys of the database. */
export function createPasskeyLoginRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get(passkeyLoginPath, c => {
    const found = find(context, c)
    if (!found) return noTransaction(context, c)
    return c.html(<PasskeyPage state={found.transaction.state} passkeys={found.passkeys} />)
  })
  app.post(passkeyLoginPath, async c => {
    const found = find(context, c)
    const { passkey: id } = await bodyOf(c)
    const chosen = found?.passkeys.find(({ method }) => method.id === id)
    if (!found || !chosen) return await noTransaction(context, c)
    const { transaction, connection } = found
    const arrival = { ...transaction.arrival, ip: arrivalOf(c).ip }
    return await completeAuthentication(context, c, transaction, {
      user: chosen.user,
      connection,
      arrival,
      method: 'passkey',
    })
  })
  return app
}

function find(context: LoginContext, c: Context) {
  const transaction = transactionOf(context, c)
  const connection = transaction && databaseOf(context.tenant, transaction.request)
  if (!connection || !isMethodOn(connection, 'passkey')) return undefined
  return { transaction, connection, passkeys: passkeysOf(context.tenant, connection) }
}

function PasskeyPage({ state, passkeys }: { state: string; passkeys: Passkey[] }) {
  return (
    <Layout title="Use a passkey" locale="en">
      <p class="lead">A stand-in for the browser's own dialogue: choose whose device this is.</p>
      <form method="post" action={`${passkeyLoginPath}?state=${state}`}>
        {passkeys.map(({ user, method }) => (
          <button type="submit" name="passkey" value={String(method.id)} class="provider">
            {user.email ?? user.phone_number ?? user.username}
          </button>
        ))}
        {passkeys.length === 0 && <p>Nobody has a passkey here.</p>}
      </form>
    </Layout>
  )
}
