import { type Context, Hono } from 'hono'
import { type Arrival, arrivalOf, bodyOf } from './arrival.ts'
import { errorPage } from './authorization-response.tsx'
import { answerOutcome } from './complete-login.ts'
import type { LoginContext } from './login-context.ts'
import { resumePostLogin } from './post-login-flow.ts'
import { addMethods, deviceOf } from './session.ts'
import { Layout } from './universal-login/layout.tsx'

/**
 * The two ways back into a suspended run: `/continue` after a redirect
 * (https://auth0.com/docs/customize/actions/redirect-with-actions), and a page in place of a second factor.
 */
export function createContinueRoutes(context: LoginContext): Hono {
  const app = new Hono()
  app.get('/continue', c => resume(context, c, 'onContinuePostLogin', arrivalOf(c)))
  app.post('/continue', async c => resume(context, c, 'onContinuePostLogin', arrivalOf(c, await bodyOf(c))))
  app.get('/u/mfa-stand-in', c => {
    const state = c.req.query('state') ?? ''
    return find(context, c, 'onExecutePostLogin') ? c.html(<ChallengePage state={state} />) : refuse(c)
  })
  app.post('/u/mfa-stand-in', async c => {
    const found = find(context, c, 'onExecutePostLogin')
    if (found) {
      found.run.challenged = true
      addMethods(context.tenant, found.run.login.browser?.sessionId ?? '', ['mfa'])
    }
    return await resume(context, c, 'onExecutePostLogin', arrivalOf(c))
  })
  return app
}

/** The suspended run that `?state=` names, if it waits for this way of coming back and belongs to this browser. */
function find(context: LoginContext, c: Context, handler: string) {
  const found = context.suspended.get(c.req.query('state') ?? '')
  const isOurs = found?.run.handler === handler && found.transaction.deviceId === deviceOf(context.tenant, c)
  return isOurs ? found : undefined
}

async function resume(
  context: LoginContext,
  c: Context,
  handler: string,
  arrival: Arrival,
): Promise<Response> {
  const found = find(context, c, handler)
  if (!found) return await refuse(c)
  context.suspended.take(found.run.resumeState)
  const { transaction, run } = found
  // "A new event.request object is issued": what the authorization request carried is gone (actions/limitations).
  const outcome = await resumePostLogin(context.tenant, run, arrival)
  return await answerOutcome(context, c, transaction, run.login, outcome)
}

function refuse(c: Context) {
  return errorPage(
    c,
    400,
    'invalid_request',
    'This login is over, or its state is not the one that was sent.',
  )
}

function ChallengePage({ state }: { state: string }) {
  return (
    <Layout title="Verify Your Identity" locale="en">
      <p>A stand-in for a second factor: to continue is to pass it.</p>
      <form method="post" action={`/u/mfa-stand-in?state=${state}`}>
        <button type="submit">Continue</button>
      </form>
    </Layout>
  )
}
