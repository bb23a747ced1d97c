import { createHash } from 'node:crypto'
import type { AuthorizationCode } from './authorization-code.ts'
import { type GrantRequest, type GrantResult, refuseGrant } from './grant.ts'
import { issueRefreshToken, issueTokens } from './issue-tokens.ts'
import type { LoginContext } from './login-context.ts'

/** Exchanges an authorization code, once, for the tokens of the login it stands for. */
export async function codeGrant(context: LoginContext, { client, body }: GrantRequest): Promise<GrantResult> {
  const { tenant } = context
  const code = context.codes.take(body.code ?? '')
  const log = (type: string, description: string, user_id?: string) =>
    tenant.log({ type, description, client_id: client.client_id, ...(user_id ? { user_id } : {}) })
  const fault = faultOf(code, client.client_id, body)
  if (!code || fault) {
    log('feacft', fault ?? 'Invalid authorization code')
    return refuseGrant('invalid_grant', fault ?? 'Invalid authorization code')
  }
  const { login, changes } = code
  const user = tenant.findUser(login.userId)
  if (!user) {
    log('feacft', 'The user is gone')
    return refuseGrant('invalid_grant', 'Invalid authorization code')
  }
  const { nonce, sessionId, authenticatedAt } = code
  const issue = { login, user, changes, nonce, sessionId, authenticatedAt }
  const tokens = await issueTokens(context, issue)
  const refreshToken = issueRefreshToken(tenant, issue, String(tokens.scope))
  log('seacft', 'Code for access token', user.user_id)
  return { tokens: refreshToken ? { ...tokens, refresh_token: refreshToken } : tokens }
}

function faultOf(
  code: AuthorizationCode | undefined,
  clientId: string,
  body: Record<string, string>,
): string | undefined {
  if (code?.login.client.client_id !== clientId) return 'Invalid authorization code'
  if (body.redirect_uri !== undefined && body.redirect_uri !== code.redirectUri) {
    return 'Invalid redirect_uri'
  }
  return faultOfVerifier(code, body.code_verifier)
}

/** RFC 7636 section 4.6. A client without a secret has nothing but PKCE to show that it began the login. */
function faultOfVerifier(code: AuthorizationCode, verifier: string | undefined): string | undefined {
  const isPublic = code.login.client.token_endpoint_auth_method === 'none'
  if (code.codeChallenge === undefined) {
    return isPublic ? 'A code_verifier is required' : undefined
  }
  const hash = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url')
  return hash === code.codeChallenge ? undefined : 'Failed to verify code verifier'
}
