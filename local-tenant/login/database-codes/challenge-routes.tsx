import { type Context, Hono } from 'hono'
import { findByIdentifier } from '../../identities.ts'
import type { Connection } from '../../state.ts'
import { arrivalOf, bodyOf } from '../arrival.ts'
import { isCodeOffered } from '../attributes.ts'
import { completeAuthentication } from '../complete-login.ts'
import { databaseOf } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import { arrivalAfterCode, type LoginTransaction } from '../login-transaction.ts'
import { noTransaction, transactionOf } from '../running-transaction.ts'
import { type CodeAddress, sendCode } from '../send-code.ts'
import { CodePage } from '../universal-login/code-page.tsx'
import { textsFor } from '../universal-login/locale.ts'
import { nextStep } from '../universal-login/next-step.ts'
import { challengedAddress, challengeKey, challengeScreens } from './code-challenge.ts'
import { canSignUpImplicitly, confirmPath } from './implicit-sign-up.tsx'
import { markProven } from './proven-identifier.ts'

interface Found {
  transaction: LoginTransaction
  connection: Connection
  address: CodeAddress
}

/**
 * Codes for identifiers of a database: they log in, prove an identifier before an account is made, or begin an implicit
 * sign-up (https://auth0.com/docs/authenticate/database-connections/implicit-signup-database-connections).
 */
export function createChallengeRoutes(context: LoginContext): Hono {
  const app = new Hono()
  for (const { path } of Object.values(challengeScreens)) {
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

function find(context: LoginContext, c: Context): Found | undefined {
  const transaction = transactionOf(context, c)
  const connection = transaction?.challenge && databaseOf(context.tenant, transaction.request)
  return connection && { transaction, connection, address: challengedAddress(connection, transaction) }
}

function showPage({ tenant }: LoginContext, c: Context, { transaction, address }: Found, error?: string) {
  const { name: screen, path } = challengeScreens[address.name]
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
  const { transaction, connection, address } = found
  if (body.choice === 'resend') {
    sendCode(context, challengeKey(transaction), connection, address, transaction.request.clientId)
    return await showPage(context, c, found)
  }
  const isRight = context.oneTimeCodes.use(challengeKey(transaction), body.code ?? '')
  const outcome = isRight ? await goOn(context, c, found) : textsFor(transaction).wrongCode
  return outcome instanceof Response ? outcome : await showPage(context, c, found, outcome)
}

/** After the right code: into the account that there is, or towards a new one. */
async function goOn(context: LoginContext, c: Context, found: Found): Promise<Response | string> {
  const { tenant } = context
  const { transaction, connection, address } = found
  const { request, challenge, proven, state } = transaction
  const known = findByIdentifier(tenant.state, connection.name, address.name, address.value)
  // Implicit login: also from a sign-up, where codes log in.
  if (known && (challenge?.purpose === 'login' || isCodeOffered(connection, address.name))) {
    markProven(known, address)
    return await completeAuthentication(context, c, transaction, {
      user: known.user,
      connection,
      method: address.name === 'email' ? 'email' : 'sms',
      arrival: arrivalAfterCode(tenant, transaction, arrivalOf(c).ip),
    })
  }
  const further = { ...transaction, proven: { ...proven, [address.name]: address.value } }
  if (challenge?.purpose === 'signup') return await nextStep(context, c, further, connection, 'signup')
  // Which of the two it was, nobody is told.
  if (!canSignUpImplicitly(tenant, request, connection, address)) return textsFor(transaction).wrongCode
  context.transactions.set(state, further)
  return c.redirect(`${confirmPath}?state=${state}`)
}
