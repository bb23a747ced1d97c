import { Webhook } from 'standardwebhooks'

/** One message to one receiver, at one attempt. */
export interface SignedMessage {
  /** The id is constant across attempts and replays, so receivers can drop duplicates. */
  readonly id: string
  /** Milliseconds since 1970: of this attempt, not of the event. */
  readonly attemptedAt: number
  readonly body: string
}

/** The headers of the Standard Webhooks specification, signed with each secret (`v1`, HMAC-SHA256). */
export function toWebhookHeaders(message: SignedMessage, secrets: readonly string[]): Record<string, string> {
  const { id, attemptedAt, body } = message
  const timestamp = new Date(attemptedAt)
  return {
    'content-type': 'application/json',
    'user-agent': 'Guestlist',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(attemptedAt / 1000)),
    // Receivers take any that fits: with both, a secret is replaced without a gap.
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, timestamp, body)).join(' '),
  }
}
