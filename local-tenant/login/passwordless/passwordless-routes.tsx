import { type Context, Hono } from 'hono'
import type { Connection } from '../../state.ts'
import { kindOf } from '../../strategies.ts'
import { arrivalOf, bodyOf, partialFields } from '../arrival.ts'
import { completeAuthentication } from '../complete-login.ts'
import { storeOf } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import { arrivalAfterCode, type LoginTransaction } from '../login-transaction.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { CodePage } from '../universal-login/code-page.tsx'
import { textsFor } from '../universal-login/locale.ts'
import { codeScreens, visitorOf } from './passwordless-code.ts'
import { beginPasswordless, finishPasswordless } from './passwordless-steps.ts'

/**
 * The screens where the code of a passwordless connection is entered
 * (https://auth0.com/docs/authenticate/passwordless/passwordless-with-universal-login). A new user is made here: "when
 * a new user receives an OTP and enters it for the first time".
 */
export function createPasswordlessRoutes(context: LoginContext): Hono {
  const app = new Hono()
  for (const { path } of Object.values(codeScreens)) {
    app.get(path, c => {
      const found = find(context, c)
      return found ? showPage(context, c, found) : noTransaction(context, c)
    })
    app.post(path, async c => {
      const found = find(context, c)
      return found ? await submit(context, c, found, await bodyOf(c)) : await noTransaction(context, c)
    })
  }
  return app
}

interface Found {
  transaction: LoginTransaction
  connection: Connection
}

/** The login that waits for a code. */
function find(context: LoginContext, c: Context): Found | undefined {
  const transaction = transactionOf(context, c)
  const connection = transaction && storeOf(context.tenant, transaction.request)
  const isWaiting = transaction?.entry && connection && kindOf(connection.strategy) === 'passwordless'
  return isWaiting ? { transaction, connection } : undefined
}

function showPage({ tenant }: LoginContext, c: Context, { transaction, connection }: Found, error?: string) {
  const { address } = visitorOf(c, transaction, connection)
  const { name: screen, path } = codeScreens[address.name]
  const page = (
    <CodePage
      tenant={tenant}
      transaction={transaction}
      screen={screen}
      path={path}
      address={address}
      error={error}
    />
  )
  return c.html(page, error === undefined ? 200 : 400)
}

async function submit(
  context: LoginContext,
  c: Context,
  found: Found,
  body: Record<string, string>,
): Promise<Response> {
  const { transaction, connection } = found
  const visitor = visitorOf(c, transaction, connection)
  const texts = textsFor(transaction)
  if (body.choice === 'resend') {
    const refusal = await beginPasswordless(context, visitor)
    return await showPage(context, c, found, refusal && (refusal.userMessage ?? texts[refusal.fault]))
  }
  const user = await finishPasswordless(context, visitor, body.code ?? '')
  if (!user) return await showPage(context, c, found, texts.wrongCode)
  if ('outcome' in user) return await showPage(context, c, found, user.userMessage ?? texts[user.fault])
  // "Data from both the Signup and Login Prompts is accessible on the post-login trigger."
  const fields = { ...transaction.earlierFields, ...partialFields(body) }
  return await completeAuthentication(context, c, transaction, {
    user,
    connection,
    method: visitor.address.name === 'email' ? 'email' : 'sms',
    arrival: { ...arrivalAfterCode(context.tenant, transaction, arrivalOf(c).ip), body: fields },
  })
}
