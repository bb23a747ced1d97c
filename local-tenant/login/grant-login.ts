import type { Connection, Session, User } from '../state.ts'
import { countLogin } from './complete-login.ts'
import { type GrantRequest, type GrantResult, grantErrorOf, refuseGrant } from './grant.ts'
import { type Issue, issueRefreshToken, issueTokens } from './issue-tokens.ts'
import type { LoginContext } from './login-context.ts'
import type { LoginProtocol } from './post-login-event.ts'
import { runPostLogin } from './post-login-flow.ts'
import { permissionRules } from './scopes.ts'
import { permissionsOf } from './user-permissions.ts'

/** Somebody whom a request at `/oauth/token` has just proven to be a user. */
export interface GrantedLogin {
  user: User
  connection: Connection
  protocol: LoginProtocol | undefined
  /** Of a token exchange. */
  subjectTokenType?: string
  methods?: Session['methods'] | undefined
  gty?: Issue['grant']
  /** Log entries: type and description of success, type of failure. */
  log: { success: [type: string, description: string]; failure: string }
}

/** A login without a browser: it is counted, the Post-Login Actions run, no session begins. */
export async function loginByGrant(
  context: LoginContext,
  { client, body, domain, arrival }: GrantRequest,
  granted: GrantedLogin,
): Promise<GrantResult> {
  const { tenant } = context
  const { user, connection, protocol, subjectTokenType, methods, gty, log } = granted
  const write = (type: string, description: string) =>
    tenant.log({ type, description, client_id: client.client_id, user_id: user.user_id })
  if (user.blocked) {
    write(log.failure, 'user is blocked')
    return refuseGrant('unauthorized', 'user is blocked')
  }
  countLogin(tenant, user, arrival.ip)
  const audience = body.audience || undefined
  // Without a scope, "all scopes defined for the audience will be returned".
  const scope = body.scope?.split(' ') ??
    permissionRules(tenant, audience)?.scopes ?? ['openid', 'profile', 'email']
  const login = {
    userId: user.user_id,
    client,
    connection,
    domain,
    audience,
    scope,
    protocol,
    methods,
    permissionsBefore: permissionsOf(tenant, user.user_id, audience),
    ...(subjectTokenType === undefined ? {} : { subjectTokenType }),
  }
  const outcome = await runPostLogin(tenant, login, arrival, '')
  if (outcome.outcome !== 'completed') {
    const error = grantErrorOf(tenant, outcome)
    write(log.failure, error.description)
    return error
  }
  const issue = { login, user, changes: outcome.changes, ...(gty ? { grant: gty } : {}) }
  const tokens = await issueTokens(context, issue)
  const refreshToken = issueRefreshToken(tenant, issue, String(tokens.scope))
  write(...log.success)
  return { tokens: refreshToken ? { ...tokens, refresh_token: refreshToken } : tokens }
}
