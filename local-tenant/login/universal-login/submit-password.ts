import type { Context } from 'hono'
import type { Connection } from '../../state.ts'
import { arrivalOf } from '../arrival.ts'
import { completeAuthentication } from '../complete-login.ts'
import { checkPassword } from '../database-login.ts'
import type { LoginContext } from '../login-context.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import { type Entry, identificationFrom } from './entry.ts'
import { textsFor } from './locale.ts'
import { completeSignUp } from './sign-up-steps.ts'

interface Typed {
  entry: Entry
  password: string
  fields: Record<string, string>
}

/** Ends the screens that ask for a password; what is wrong, as a sentence, when the browser stays there. */
export async function submitPassword(
  context: LoginContext,
  c: Context,
  transaction: LoginTransaction,
  connection: Connection,
  purpose: 'login' | 'signup',
  typed: Typed,
): Promise<Response | string> {
  const { entry, password, fields } = typed
  if (purpose === 'signup')
    return await completeSignUp(context, c, { ...transaction, entry }, connection, {
      password,
      fields,
      method: 'pwd',
    })
  const [identifier = ''] = Object.values(identificationFrom(connection, entry))
  const { clientId } = transaction.request
  const user = checkPassword(context.tenant, connection, { identifier, password }, clientId)
  if (!user) return textsFor(transaction).wrongCredentials
  // Fields of the login prompts reach Post-Login as the body of the request.
  const arrival = { ...transaction.arrival, ip: arrivalOf(c).ip, body: fields }
  return await completeAuthentication(context, c, transaction, { user, connection, arrival, method: 'pwd' })
}
