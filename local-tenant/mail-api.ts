import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { meetFault } from './fault.ts'
import { type MailRequest, mailRequest, type Personalization } from './mail-request.ts'
import type { JsonObject, Mail } from './state.ts'
import type { Tenant } from './tenant.ts'

/** https://www.twilio.com/docs/sendgrid/api-reference/mail-send (limitations) */
const largestBodyBytes = 30 * 1024 * 1024

/** SendGrid's `POST /v3/mail/send`: validated as its documentation says, delivered into the tenant's mailbox. */
export function createMailApi(tenant: Tenant): Hono {
  const app = new Hono()
  app.post('/v3/mail/send', bodyLimit({ maxSize: largestBodyBytes }), async c => {
    const fault = await meetFault(tenant.switches.mailFault)
    if (fault) {
      if (fault === 429) c.header('x-ratelimit-reset', String(Math.ceil(tenant.now().getTime() / 1000) + 1))
      return c.json(complaint('injected fault'), fault as ContentfulStatusCode)
    }
    if (!/^Bearer \S+$/.test(c.req.header('authorization') ?? '')) {
      return c.json(complaint('The provided authorization grant is invalid, expired, or revoked'), 401)
    }
    const body: unknown = await c.req.json().catch(() => undefined)
    const result = mailRequest.safeParse(body)
    if (!result.success) {
      const errors = result.error.issues.map(({ message, path }) => ({
        message,
        field: path.join('.') || null,
        help: null,
      }))
      return c.json({ errors }, 400)
    }
    for (const personalization of result.data.personalizations) {
      tenant.sendMail(mailFrom(result.data, personalization))
    }
    c.header('x-message-id', randomBytes(16).toString('base64url'))
    return c.body(null, 202)
  })
  return app
}

/** One personalization is one mail: its recipients, its subject, its substitutions in subject and content. */
function mailFrom(request: MailRequest, personalization: Personalization): Omit<Mail, 'id' | 'at'> {
  const substitute = (text: string) =>
    Object.entries(personalization.substitutions ?? {}).reduce(
      (result, [key, value]) => result.replaceAll(key, () => value),
      text,
    )
  const contentOf = (type: string) => request.content?.find(content => content.type === type)?.value ?? ''
  const from = personalization.from ?? request.from
  return {
    to: personalization.to.map(({ email }) => email).join(', '),
    from: from.name ? `${from.name} <${from.email}>` : from.email,
    subject: substitute(personalization.subject ?? request.subject ?? ''),
    html: substitute(contentOf('text/html')),
    text: substitute(contentOf('text/plain')),
    via: 'sendgrid',
    request: JSON.parse(JSON.stringify({ ...request, personalizations: [personalization] })) as JsonObject,
  }
}

function complaint(message: string) {
  return { errors: [{ message, field: null, help: null }] }
}
