import type { Context } from 'hono'
import type { Connection } from '../../state.ts'
import { type Arrival, arrivalOf } from '../arrival.ts'
import { isSignUpOff } from '../connections.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { askRegistrationActions } from '../registration.ts'
import { type CodeAddress, sendCode } from '../send-code.ts'
import { identificationFrom } from '../universal-login/entry.ts'
import { localeOf, textsFor } from '../universal-login/locale.ts'
import { channelOf, findPasswordlessUser } from './passwordless-user.ts'

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
  const { tenant } = context
  const { request, state } = transaction
  const address = addressOf(connection, transaction)
  const isKnown = findPasswordlessUser(tenant, connection, address.value) !== undefined
  if (!isKnown && isSignUpOff(tenant, request, connection)) return textsFor(transaction).signupsOff
  const isAskedFirst = !isKnown && tenant.switches.passwordlessRegistration === 'before the code is sent'
  if (isAskedFirst) {
    const registrant = registrantOf(transaction, connection, arrivalOf(c))
    const profile = { [address.name]: address.value }
    const asked = await askRegistrationActions(tenant, { ...registrant, profile })
    if ('outcome' in asked) return asked.userMessage ?? textsFor(transaction)[asked.fault]
    context.transactions.set(state, { ...transaction, isRegistrationAsked: true })
  }
  sendCode(context, codeKey(connection, address), connection, address, request.clientId)
  return c.redirect(`${codeScreens[address.name].path}?state=${state}`)
}

/** Codes belong to the address, not to the browser: the last one sent is the only one accepted. */
export function codeKey(connection: Connection, { value }: CodeAddress): string {
  return `${connection.id} ${value}`
}

/** The address or number that was typed on the screen before. */
export function addressOf(connection: Connection, { entry = {} }: LoginTransaction): CodeAddress {
  const name = channelOf(connection)
  return { name, value: identificationFrom(connection, entry)[name] ?? '' }
}

/** No `ulp-` fields reach Pre-User-Registration from here: the body of the request stays empty. */
export function registrantOf(transaction: LoginTransaction, connection: Connection, arrival: Arrival) {
  const { request, domain } = transaction
  const locale = localeOf(request.uiLocales, transaction.arrival.language)
  return { connection, domain, clientId: request.clientId, arrival, transaction: { request, locale } }
}
