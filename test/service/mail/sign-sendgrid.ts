import { generateKeyPairSync, sign } from 'node:crypto'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** The key as SendGrid shows it to be copied. */
export const sendgridWebhookKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

/** The headers of a batch that SendGrid sends at this moment. */
export function signBatch(body: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000))
  return {
    'content-type': 'application/json',
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': sign(
      'sha256',
      Buffer.from(timestamp + body),
      privateKey,
    ).toString('base64'),
  }
}
