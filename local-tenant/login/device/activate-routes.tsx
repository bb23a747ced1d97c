import { type Context, Hono } from 'hono'
import type { Client } from '../../state/state.ts'
import { arrivalOf, bodyOf } from '../arrival.ts'
import type { AuthorizeRequest } from '../authorize-request.ts'
import { beginLogin } from '../begin-login.ts'
import type { LoginContext } from '../login-context.ts'
import { Layout } from '../universal-login/layout.tsx'
import { type DeviceAuthorization, normaliseUserCode } from './device-authorization.ts'
import { DeviceResult } from './device-result.tsx'

/**
 * `/activate`: the code on the device is typed, or came with the link; then it is confirmed, and a log-in like any other
 * begins (https://auth0.com/docs/get-started/authentication-and-authorization-flow/device-authorization-flow).
 */
export function createActivateRoutes(context: LoginContext): Hono {
  const { tenant } = context
  const app = new Hono()
  app.get('/activate', c => {
    const typed = c.req.query('user_code')
    const device = find(context, typed)
    if (device) return confirm(context, c, device)
    return c.html(
      <ActivatePage error={typed === undefined ? undefined : 'The code you entered is invalid'} />,
    )
  })
  app.post('/activate', async c => {
    const { user_code, choice } = await bodyOf(c)
    const device = find(context, user_code)
    if (!device) return await c.html(<ActivatePage error="The code you entered is invalid" />, 400)
    if (choice === undefined) return await confirm(context, c, device)
    context.deviceUserCodes.take(device.userCode)
    if (choice === 'confirm') return await beginLogin(context, c, requestFrom(device), arrivalOf(c))
    device.outcome = { denied: 'User cancelled the confirmation prompt.' }
    tenant.log({
      type: 'fdecc',
      description: 'User canceled device confirmation',
      client_id: device.clientId,
    })
    return await c.html(<DeviceResult isAllowed={false} />)
  })
  return app
}

/** A code that is not used and has not expired. */
function find({ tenant, deviceUserCodes }: LoginContext, typed = ''): DeviceAuthorization | undefined {
  const device = deviceUserCodes.get(normaliseUserCode(typed))
  return device && device.expiresAt > tenant.now().getTime() ? device : undefined
}

function confirm({ tenant }: LoginContext, c: Context, device: DeviceAuthorization) {
  const client = tenant.state.clients.find(candidate => candidate.client_id === device.clientId)
  return c.html(<ConfirmPage device={device} client={client} />)
}

/** What `/authorize` would have been asked, had the device a browser. */
function requestFrom(device: DeviceAuthorization): AuthorizeRequest {
  const { clientId, scope, audience } = device
  return {
    clientId,
    scope,
    audience,
    device,
    redirectUri: '',
    responseMode: 'query',
    state: undefined,
    prompt: [],
    uiLocales: [],
    acrValues: [],
    nonce: undefined,
    maxAgeSeconds: undefined,
    loginHint: undefined,
    screenHint: undefined,
    connection: undefined,
    codeChallenge: undefined,
    wantsIdToken: false,
    query: {},
  }
}

function ActivatePage({ error }: { error: string | undefined }) {
  return (
    <Layout title="Device Activation" locale="en">
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action="/activate">
        <label>
          Enter the code displayed on your device
          <input type="text" name="user_code" required autofocus autocomplete="off" />
        </label>
        <button type="submit">Continue</button>
      </form>
    </Layout>
  )
}

function ConfirmPage({ device, client }: { device: DeviceAuthorization; client: Client | undefined }) {
  return (
    <Layout title="Device Confirmation" locale="en">
      <p>Please confirm this is the code displayed on your {client?.name}:</p>
      <p class="lead">
        <strong>{device.userCode}</strong>
      </p>
      <form method="post" action="/activate">
        <input type="hidden" name="user_code" value={device.userCode} />
        <button type="submit" name="choice" value="confirm">
          Confirm
        </button>
        <button type="submit" name="choice" value="cancel" class="plain">
          Cancel
        </button>
      </form>
    </Layout>
  )
}
