import type { GrantError, GrantRequest, GrantResult } from '../grant.ts'
import { issueRefreshToken, issueTokens } from '../issue-tokens.ts'
import type { LoginContext } from '../login-context.ts'
import { type DeviceAuthorization, pollSeconds } from './device-authorization.ts'

/** Answers a polling device; the Post-Login Actions have run in the browser by then. */
export async function deviceGrant(
  context: LoginContext,
  { client, body }: GrantRequest,
): Promise<GrantResult> {
  const { tenant } = context
  const device = context.devices.get(body.device_code ?? '')
  const log = (type: string, description: string) =>
    tenant.log({ type, description, client_id: client.client_id })
  if (device?.clientId !== client.client_id || device.isOver)
    return refuse('invalid_grant', 'Invalid device code')
  const waiting = stillWaiting(device, tenant.now().getTime())
  if (waiting) return waiting
  device.isOver = true
  const { outcome } = device
  if (!outcome) return refuse('expired_token', 'The device code has expired.')
  if ('denied' in outcome) {
    log('fede', outcome.denied)
    return refuse('access_denied', outcome.denied)
  }
  const { login, changes, sessionId, authenticatedAt } = outcome.granted
  const user = tenant.findUser(login.userId)
  if (!user) return refuse('invalid_grant', 'Invalid device code')
  const issue = { login, user, changes, sessionId, authenticatedAt }
  const tokens = await issueTokens(context, issue)
  const refreshToken = issueRefreshToken(tenant, issue, String(tokens.scope))
  log('sede', 'Device code for access token')
  return { tokens: refreshToken ? { ...tokens, refresh_token: refreshToken } : tokens }
}

/** Nobody has logged in yet and there is time; asked again too early, the device is told to slow down. */
function stillWaiting(device: DeviceAuthorization, now: number): GrantError | undefined {
  if (device.outcome || device.expiresAt <= now) return undefined
  const isEarly = device.lastPollAt !== undefined && now - device.lastPollAt < pollSeconds * 1000
  device.lastPollAt = now
  if (!isEarly) return refuse('authorization_pending', 'User has yet to authorize device code.')
  const description = `You are polling faster than the specified interval of ${pollSeconds} seconds.`
  return { status: 429, error: 'slow_down', description }
}

function refuse(error: string, description: string): GrantError {
  return { status: 403, error, description }
}
