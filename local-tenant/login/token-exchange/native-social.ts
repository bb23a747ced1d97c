import type { Json, JsonObject } from '../../state.ts'
import { enabledConnections } from '../connections.ts'
import { type GrantRequest, type GrantResult, refuseGrant } from '../grant.ts'
import { loginByGrant } from '../grant-login.ts'
import { objectOf, textOf } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import type { ProviderAccount } from '../provider/provider-account.ts'
import { upsertProviderUser } from '../provider/provider-user.ts'

const prefix = 'http://auth0.com/oauth/token-type/'
/** Token types, with the connection's strategy and the client's setting (`native_social_login`). */
const providers: Record<string, [strategy: string, setting: string]> = {
  [`${prefix}apple-authz-code`]: ['apple', 'apple'],
  [`${prefix}google-id-token`]: ['google-oauth2', 'google'],
  [`${prefix}facebook-info-session-access-token`]: ['facebook', 'facebook'],
}

export function isNativeSocial(type: string): boolean {
  return type in providers
}

/**
 * Native social login (https://auth0.com/docs/api/authentication/token-exchange-for-native-social). The stand-in's
 * `subject_token` is the account itself, as base64url JSON: `{ id, name, email, email_verified, hd }`.
 */
export async function nativeSocialExchange(
  context: LoginContext,
  request: GrantRequest,
  type: string,
): Promise<GrantResult> {
  const { tenant } = context
  const { client, body } = request
  const [strategy, setting] = providers[type] ?? []
  const refuse = (description: string) => {
    tenant.log({ type: 'fens', description, client_id: client.client_id })
    return refuseGrant('invalid_request', description)
  }
  if (objectOf(objectOf(client.native_social_login)[setting ?? '']).enabled !== true)
    return refuse('Native social login is not enabled for the client.')
  const connection = enabledConnections(tenant, { clientId: client.client_id }).find(
    candidate => candidate.strategy === strategy,
  )
  if (!connection) return refuse('The connection is not enabled for the client.')
  const account = accountOf(strategy, parse(body.subject_token), parse(body.user_profile, 'text'))
  if (!account) return refuse('Invalid subject_token')
  const user = upsertProviderUser(tenant, connection, account)
  return await loginByGrant(context, request, {
    user,
    connection,
    protocol: 'oauth2-token-exchange',
    subjectTokenType: type,
    log: { success: ['sens', 'Native Social Login'], failure: 'fens' },
  })
}

/**
 * What Facebook's token does not hold, the application sends along; "given that Auth0 can't guarantee that the user
 * profile is the same that was returned by Facebook, it will set the email_verified field to false".
 */
function accountOf(
  strategy: string | undefined,
  token: JsonObject,
  sent: JsonObject,
): ProviderAccount | undefined {
  const isFacebook = strategy === 'facebook'
  const profile = isFacebook ? { ...token, ...sent } : token
  const email = textOf(profile.email)
  const name = textOf(profile.name) ?? email
  const id = textOf(token.id)
  if (name === undefined || (isFacebook && id === undefined)) return undefined
  const isEmailVerified = !isFacebook && token.email_verified === true
  return { id, name, email, isEmailVerified, hostedDomain: textOf(token.hd) }
}

function parse(text = '', form: 'base64url' | 'text' = 'base64url'): JsonObject {
  try {
    const json = form === 'text' ? text : Buffer.from(text, 'base64url').toString()
    return objectOf(JSON.parse(json) as Json)
  } catch {
    return {}
  }
}
