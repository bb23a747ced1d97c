import { createLog } from '../../service/base/log.ts'
import { createMailer } from '../../service/mail/create-mailer.ts'
import { MailError } from '../../service/mail/mailer.ts'
import { parseConfig } from '../../service/runtime/config.ts'
import { createService } from '../../service/runtime/service.ts'
import { DeployError } from '../deploy/deploy-error.ts'
import { isObject } from '../deploy/json.ts'

const ROLE = 'Invitation Administrator'

type Environment = Readonly<Record<string, string>>

/** Sends one message, so that a wrong key or sender is known before anybody is invited. Throws DeployError. */
export async function sendTestMail(environment: Environment, to: string): Promise<void> {
  const { mail: config, organizationName, publicUrl } = await parseConfig({ ...environment })
  if (config.ways.length === 0) return
  const text = `This is how mail of ${organizationName} reaches people whom Guestlist invites (${publicUrl}).`
  const mail = {
    to,
    subject: `Guestlist can send mail for ${organizationName}`,
    text,
    html: `<p>${toHtml(text)}</p>`,
  }
  const mailer = createMailer(
    config,
    createLog(() => {}, { level: 'error', now: Date.now }),
  )
  try {
    await mailer.send({ ...mail, category: 'test', references: {} })
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    throw new DeployError(`${sentenceFor(error)} Then run npm run setup again: it goes on from there.`, {
      cause: error,
    })
  } finally {
    await mailer.close?.()
  }
}

function sentenceFor({ code }: MailError): string {
  if (code === 'forbidden')
    return 'The mail provider takes no mail with this key or password and sender: check SENDGRID_API_KEY (permission Mail Send) or SMTP_URL, and that it knows MAIL_FROM as verified.'
  return code === 'rejected'
    ? 'The mail provider did not take the test mail: check MAIL_FROM and the address of the administrator.'
    : 'The mail provider cannot be reached now: try again later.'
}

/**
 * Invites the first administrator through the service's own API, with the service in this process: it need not run yet,
 * and writes to the ledger that it will run with. Throws DeployError.
 */
export async function inviteAdministrator(environment: Environment, email: string): Promise<void> {
  const config = await parseConfig({ ...environment })
  const service = await createService(config, { writeLog: () => undefined })
  try {
    const token = await fetchToken(environment)
    const answer = await service.app.request('/api/invitations', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        invitee: { email },
        inviter: { name: config.organizationName },
        roles: [ROLE],
        on_live_invitation: 'replace',
      }),
    })
    const body: unknown = await answer.json()
    if (answer.status !== 201)
      throw new DeployError(`The first administrator could not be invited: ${messageOf(body)}`)
    await service.worker.drain()
    const { id } = body as { id: string }
    const headers = { authorization: `Bearer ${token}` }
    const sent = await service.app.request(`/api/invitations/${id}`, { headers })
    const { sent_at } = (await sent.json()) as { sent_at: string | null }
    if (sent_at === null)
      throw new DeployError(
        'The invitation is made and its mail has not gone out yet: the service sends it once it runs.',
      )
  } finally {
    await service.close()
  }
}

async function fetchToken(environment: Environment): Promise<string> {
  const { AUTH0_DOMAIN, API_AUDIENCE, GUESTLIST_CLIENT_ID, GUESTLIST_CLIENT_SECRET } = environment
  const answer = await fetch(`https://${AUTH0_DOMAIN}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: GUESTLIST_CLIENT_ID,
      client_secret: GUESTLIST_CLIENT_SECRET,
      audience: API_AUDIENCE,
    }),
  }).catch((cause: unknown) => {
    throw new DeployError('The tenant does not answer (POST /oauth/token).', { cause })
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (!isObject(body) || typeof body.access_token !== 'string')
    throw new DeployError(
      `The tenant gives "Guestlist API client" no token (${answer.status}): compare its secret.`,
    )
  return body.access_token
}

function messageOf(body: unknown): string {
  const { error } = Object(body) as { error?: { message?: string } }
  return error?.message ?? 'the service did not say why.'
}

function toHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
