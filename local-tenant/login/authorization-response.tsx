import type { Context } from 'hono'
import type { CallbackTarget } from './authorize-request.ts'
import { DeviceResult } from './device/device-result.tsx'
import { Layout } from './universal-login/layout.tsx'

/** Sends the answer of `/authorize` to the application, in the response mode it asked for. */
export function respondToCallback(
  c: Context,
  target: CallbackTarget,
  answer: Record<string, string>,
): Response | Promise<Response> {
  const fields = { ...answer, ...(target.state === undefined ? {} : { state: target.state }) }
  if (target.responseMode === 'fragment')
    return c.redirect(`${target.redirectUri.split('#')[0]}#${new URLSearchParams(fields)}`)
  if (target.responseMode === 'web_message') return c.html(<WebMessage target={target} fields={fields} />)
  if (target.responseMode === 'query') {
    const url = new URL(target.redirectUri)
    for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
    return c.redirect(url.href)
  }
  return c.html(
    <Layout title="Back to the application" locale="en">
      <form method="post" action={target.redirectUri}>
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Continue</button>
      </form>
      <script>document.forms[0].submit()</script>
    </Layout>,
  )
}

/** Posts the answer to the page around the frame, if that page is of the callback's origin. */
function WebMessage({ target, fields }: { target: CallbackTarget; fields: Record<string, string> }) {
  const literal = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')
  const message = literal({ type: 'authorization_response', response: fields })
  const origin = literal(new URL(target.redirectUri).origin)
  const script = `(window.opener || window.parent).postMessage(${message}, ${origin})`
  return (
    <html lang="en">
      <title>Authorization response</title>
      <script dangerouslySetInnerHTML={{ __html: script }} />
    </html>
  )
}

/** Sends an OAuth error, to the application or to a waiting device (https://auth0.com/docs/customize/login-pages/custom-error-pages). */
export function respondWithError(c: Context, target: CallbackTarget, error: string, description: string) {
  if (!target.device) return respondToCallback(c, target, { error, error_description: description })
  target.device.outcome = { denied: description }
  return c.html(<DeviceResult isAllowed={false} reason={description} />)
}

/** The tenant's own error page: where nothing may go to a callback. */
export function errorPage(c: Context, status: 400 | 403 | 404, error: string, description: string) {
  return c.html(
    <Layout title="Oops!, something went wrong" locale="en">
      <p class="error" role="alert">
        {description}
      </p>
      <p>
        <code>{error}</code>
      </p>
    </Layout>,
    status,
  )
}
