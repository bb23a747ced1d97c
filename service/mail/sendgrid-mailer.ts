import sendgridClient from '@sendgrid/client'
import sendgridMail from '@sendgrid/mail'
import { type MailBatch, MailError, type MailErrorCode, type Mailer } from './mailer.ts'
import { parseSender, type Sender } from './sender.ts'

// Both packages export a shared instance that also carries its class, which their types leave out for ES modules.
const { Client } = sendgridClient as unknown as { Client: new () => typeof sendgridClient }
const { MailService } = sendgridMail as unknown as { MailService: new () => typeof sendgridMail }

/**
 * Options for axios below the client, whose types know neither: no endless wait, and no redirect that takes the key
 * elsewhere.
 */
const TRANSPORT = { url: '', timeout: 10_000, maxRedirects: 0 }

/** Whoever says longer is asked again all the same. */
const MAX_RETRY_AFTER_MS = 3_600_000

/** The connection ended after the request was on its way: the message may have been taken. */
const UNDER_WAY: readonly string[] = ['ECONNABORTED', 'ECONNRESET', 'EPIPE']

/** Nothing may rewrite the link or count who opened it: a rewritten link is no longer ours to keep secret. */
const NO_TRACKING = {
  clickTracking: { enable: false, enableText: false },
  openTracking: { enable: false },
  subscriptionTracking: { enable: false },
  ganalytics: { enable: false },
}

/** Creates a mailer that hands messages to SendGrid's `POST /v3/mail/send`; `from` is `Name <address>`. */
export function createSendgridMailer(options: {
  apiKey: string
  baseUrl?: string | undefined
  from: string
}): Mailer {
  const { client, service } = createMailService(options)
  const from = parseSender(options.from)
  return {
    async sendBatch(batch) {
      try {
        // Past the classes of the package, which copy each of a thousand recipients many times.
        await client.request({ method: 'POST', url: '/v3/mail/send', body: toBatchBody(batch, from) })
      } catch (error) {
        throw toMailError(error)
      }
    },
    async send({ to, subject, html, text, category, references }) {
      try {
        await service.send({
          // The recipient is an object, because the client splits a text at commas and angle brackets.
          to: { email: to },
          from,
          subject,
          text,
          html,
          categories: [category],
          customArgs: references,
          trackingSettings: NO_TRACKING,
        })
      } catch (error) {
        // The cause is dropped on purpose: it holds the API key, the address and the link.
        throw toMailError(error)
      }
    },
  }
}

/**
 * The body of a request for many people: one content, and in each personalization what is one person's own
 * (https://www.twilio.com/docs/sendgrid/for-developers/sending-email/personalizations).
 */
function toBatchBody({ subject, text, html, category, recipients }: MailBatch, from: Sender) {
  return {
    from,
    subject,
    personalizations: recipients.map(({ to, references, substitutions }) => ({
      to: [{ email: to }],
      substitutions,
      custom_args: references,
    })),
    content: [
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ],
    categories: [category],
    tracking_settings: {
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
      ganalytics: { enable: false },
    },
  }
}

function createMailService({ apiKey, baseUrl }: { apiKey: string; baseUrl?: string | undefined }) {
  const client = new Client()
  client.setApiKey(apiKey)
  client.setDefaultRequest(TRANSPORT)
  // The URL is set after the key, because setting the key restores SendGrid's own address.
  if (baseUrl) client.setDefaultRequest('baseUrl', baseUrl)
  const service = new MailService()
  service.setClient(client)
  return { client, service }
}

function toMailError(error: unknown): MailError {
  return new MailError(mailErrorCodeOf(error), { retryAfterMs: retryAfterMsOf(error) })
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), as far as it is within reason. */
function retryAfterMsOf(error: unknown): number | undefined {
  const { response } = error as { response?: { headers?: Record<string, unknown> } }
  const said = String(response?.headers?.['retry-after'] ?? '')
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1_000
  return seconds > 0 ? Math.min(seconds * 1_000, MAX_RETRY_AFTER_MS) : undefined
}

/** The client's own errors carry the status as `code`, those of the network a name such as `ECONNRESET`. */
function mailErrorCodeOf(error: unknown): MailErrorCode {
  const status = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof status === 'string' && UNDER_WAY.includes(status)) return 'uncertain'
  if (typeof status !== 'number' || status >= 500 || status === 408) return 'unavailable'
  if (status === 429) return 'throttled'
  return status === 401 || status === 403 ? 'forbidden' : 'rejected'
}
