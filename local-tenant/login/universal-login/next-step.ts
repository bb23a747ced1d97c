import type { Context } from 'hono'
import { type Identifier, identifiers } from '../../identities.ts'
import type { Connection } from '../../state.ts'
import { kindOf } from '../../strategies.ts'
import { attributesOf, isCodeOffered, isMethodOn } from '../attributes.ts'
import { askForCode } from '../database-codes/code-challenge.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { passkeyEnrollmentPath } from '../passkeys/passkey-enrollment.tsx'
import { askForPasswordlessCode } from '../passwordless/passwordless-code.ts'
import { identificationFrom } from './entry.ts'
import { passwordPath } from './screens.ts'
import { completeSignUp } from './sign-up-steps.ts'

/** Goes on after the screen that asked for the identifier; a sentence when the browser has to stay there. */
export async function nextStep(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
  purpose: 'login' | 'signup',
): Promise<Response | string> {
  const { state } = transaction
  context.transactions.set(state, transaction)
  const known = identificationFrom(connection, transaction.entry ?? {})
  if (kindOf(connection.strategy) === 'passwordless')
    return await askForPasswordlessCode(context, c, transaction, connection)
  const byCode = identifiers.find(
    name => known[name] !== undefined && !transaction.proven?.[name] && isCodeNext(connection, name, purpose),
  )
  if (byCode) return askForCode(context, c, transaction, connection, { name: byCode, purpose })
  if (purpose === 'login') return c.redirect(`${passwordPath('login')}?state=${state}`)
  const path = signUpPath(connection, transaction)
  if (path) return c.redirect(`${path}?state=${state}`)
  const method = transaction.proven?.phone_number === undefined ? 'email' : 'sms'
  return await completeSignUp(context, c, transaction, connection, { method, fields: {} })
}

/** A log-in begins with the identifier's own method; a sign-up proves what the connection wants proven. */
function isCodeNext(connection: Connection, name: Identifier, purpose: 'login' | 'signup'): boolean {
  const attribute = attributesOf(connection).find(candidate => candidate.name === name)
  if (purpose === 'login') return attribute?.method === 'code'
  const isOnlyWay = !isMethodOn(connection, 'password') && isCodeOffered(connection, name)
  return attribute?.isVerifiedAtSignUp === true || isOnlyWay
}

/**
 * The screen that ends a sign-up: a passkey where the connection has them, but for invitations to an organization
 * (https://auth0.com/docs/authenticate/database-connections/passkeys/configure-passkey-policy), else a password; none where
 * codes are all there is.
 */
function signUpPath(connection: Connection, { invitation }: LoginTransaction): string | undefined {
  if (isMethodOn(connection, 'passkey') && !invitation) return passkeyEnrollmentPath
  return isMethodOn(connection, 'password') ? passwordPath('signup') : undefined
}
