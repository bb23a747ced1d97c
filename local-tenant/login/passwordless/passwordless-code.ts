import type { Context } from 'hono'
import type { Connection } from '../../state.ts'
import { arrivalOf } from '../arrival.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { identificationFrom } from '../universal-login/entry.ts'
import { localeOf, textsFor } from '../universal-login/locale.ts'
import { beginPasswordless, channelOf, type PasswordlessVisitor } from './passwordless-steps.ts'

/** Screens and their paths, by where the code went. Both belong to the prompt `login-passwordless`. */
export const codeScreens = {
  email: { name: 'login-passwordless-email-code', path: '/u/login-passwordless-email-code' },
  phone_number: { name: 'login-passwordless-sms-otp', path: '/u/login-passwordless-sms-otp' },
} as const

/** Sends a code and the browser to the screen that asks for it; a sentence when there is none for this address. */
export async function askForPasswordlessCode(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
): Promise<Response | string> {
  const visitor = visitorOf(c, transaction, connection)
  const refusal = await beginPasswordless(context, visitor)
  if (refusal) return refusal.userMessage ?? textsFor(transaction)[refusal.fault]
  return c.redirect(`${codeScreens[visitor.address.name].path}?state=${transaction.state}`)
}

/** Who typed an address. No `ulp-` fields reach Pre-User-Registration from here: the body of the request stays empty. */
export function visitorOf(
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
): PasswordlessVisitor {
  const { request, domain, entry = {} } = transaction
  const name = channelOf(connection)
  const locale = localeOf(request.uiLocales, transaction.arrival.language)
  return {
    connection,
    domain,
    clientId: request.clientId,
    scope: request,
    arrival: arrivalOf(c),
    address: { name, value: identificationFrom(connection, entry)[name] ?? '' },
    transaction: { request, locale },
  }
}
