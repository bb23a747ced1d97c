import type { Context } from 'hono'
import type { Connection } from '../../state.ts'
import { arrivalOf } from '../arrival.ts'
import { type AuthenticationMethod, completeAuthentication } from '../complete-login.ts'
import { signUp } from '../database-signup.ts'
import type { LoginContext } from '../login-context.ts'
import { arrivalAfterCode, type LoginTransaction } from '../login-transaction.ts'
import { addPasskey } from '../passkeys/passkey-methods.ts'
import { identificationFrom } from './entry.ts'
import { localeOf, textsFor } from './locale.ts'

export interface LastStep {
  method: AuthenticationMethod
  password?: string
  /** Fields of the partial on the screen that ends the sign-up. */
  fields: Record<string, string>
}

/**
 * Makes the user of a sign-up whose last screen was just sent, and logs in. A refusal comes back as the sentence to show
 * there. What codes have proven on the way is verified from the start.
 */
export async function completeSignUp(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
  { method, password, fields }: LastStep,
): Promise<Response | string> {
  const { tenant } = context
  const { request, domain, entry = {}, proven = {}, earlierFields } = transaction
  const locale = localeOf(request.uiLocales, transaction.arrival.language)
  const isCarried = tenant.switches.fieldsCarriedFromSignupId
  const result = await signUp(tenant, {
    connection,
    domain,
    clientId: request.clientId,
    scope: request,
    isWithoutPassword: method !== 'pwd',
    profile: identificationFrom(connection, entry),
    secrets: {
      password,
      ...(proven.email === undefined ? {} : { email_verified: true }),
      ...(proven.phone_number === undefined ? {} : { phone_verified: true }),
    },
    arrival: arrivalOf(c, { ...(isCarried ? earlierFields : {}), ...fields }),
    transaction: { request, locale },
  })
  if (result.outcome === 'refused') return result.userMessage ?? textsFor(transaction)[result.fault]
  const { user } = result
  if (method === 'passkey') addPasskey(tenant, user)
  const { ip } = arrivalOf(c)
  const isByCode = Object.keys(proven).length > 0
  const arrival = isByCode ? arrivalAfterCode(tenant, transaction, ip) : { ...transaction.arrival, ip }
  return await completeAuthentication(context, c, transaction, { user, connection, arrival, method })
}
