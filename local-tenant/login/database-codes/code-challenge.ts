import type { Context } from 'hono'
import type { Connection } from '../../state.ts'
import type { LoginContext } from '../login-context.ts'
import type { CodeChallenge, LoginTransaction } from '../login-transaction.ts'
import { type CodeAddress, sendCode } from '../send-code.ts'
import { identificationFrom } from '../universal-login/entry.ts'

/** Screens that ask for the code of an identifier of a database; each has a prompt of its own name's. */
export const challengeScreens = {
  email: { name: 'email-identifier-challenge', path: '/u/email-identifier/challenge' },
  phone_number: { name: 'phone-identifier-challenge', path: '/u/phone-identifier/challenge' },
} as const

/** Sends a code to an identifier and the browser to the screen that asks for it. */
export function askForCode(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
  challenge: CodeChallenge,
): Response {
  const { state, request } = transaction
  const waiting = { ...transaction, challenge }
  context.transactions.set(state, waiting)
  const address = challengedAddress(connection, waiting)
  sendCode(context, challengeKey(waiting), connection, address, request.clientId)
  return c.redirect(`${challengeScreens[address.name].path}?state=${state}`)
}

/** The address or number that the code went to. */
export function challengedAddress(connection: Connection, transaction: LoginTransaction): CodeAddress {
  const { challenge, entry = {} } = transaction
  const name = challenge?.name === 'phone_number' ? 'phone_number' : 'email'
  return { name, value: identificationFrom(connection, entry)[name] ?? '' }
}

/** These codes are this login's. */
export function challengeKey({ state, challenge }: LoginTransaction): string {
  return `${state} ${challenge?.name}`
}
