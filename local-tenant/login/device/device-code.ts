import { type Context, Hono } from 'hono'
import { originOf } from '../../domain.ts'
import { bodyOf } from '../arrival.ts'
import { textsOf } from '../json.ts'
import type { LoginContext } from '../login-context.ts'
import { createDeviceAuthorization, deviceCodeSeconds, pollSeconds } from './device-authorization.ts'

export const deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** `POST /oauth/device/code` (https://auth0.com/docs/api/authentication/device-authorization-flow/authorize-device). */
export function createDeviceCodeRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  app.post('/oauth/device/code', async c => {
    const { client_id: clientId, scope = 'openid profile email', audience } = await bodyOf(c)
    const client = tenant.state.clients.find(candidate => candidate.client_id === clientId)
    if (!client) return refuse(c, 401, 'unauthorized_client', 'Unknown client')
    if (client.grant_types !== undefined && !textsOf(client.grant_types).includes(deviceGrantType)) {
      tenant.log({ type: 'fdeaz', description: 'Grant not allowed', client_id: client.client_id })
      return refuse(
        c,
        403,
        'unauthorized_client',
        `Grant type '${deviceGrantType}' not allowed for the client.`,
      )
    }
    const asked = { clientId: client.client_id, scope: scope.split(' '), audience: audience || undefined }
    const device = createDeviceAuthorization(asked, tenant.now())
    context.devices.set(device.deviceCode, device)
    context.deviceUserCodes.set(device.userCode, device)
    const verification_uri = `${originOf(tenant, c.req.url)}/activate`
    return c.json({
      device_code: device.deviceCode,
      user_code: device.userCode,
      verification_uri,
      verification_uri_complete: `${verification_uri}?user_code=${device.userCode}`,
      expires_in: deviceCodeSeconds,
      interval: pollSeconds,
    })
  })
  return app
}

function refuse(c: Context, status: 401 | 403, error: string, error_description: string): Response {
  return c.json({ error, error_description }, status)
}
