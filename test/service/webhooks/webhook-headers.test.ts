import { randomBytes } from 'node:crypto'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { toWebhookHeaders } from '../../../service/webhooks/webhook-headers.ts'

const makeSecret = () => `whsec_${randomBytes(32).toString('base64')}`
const [oldSecret, newSecret, foreignSecret] = [makeSecret(), makeSecret(), makeSecret()]
const message = {
  id: 'msg_1',
  attemptedAt: Date.now(),
  body: '{"type":"invitation.created","name":"Zoë 😀"}',
}

describe('the headers of a webhook', () => {
  it('let the library of the specification verify the message', () => {
    const headers = toWebhookHeaders(message, [newSecret])
    expect(new Webhook(newSecret).verify(message.body, headers)).toEqual(JSON.parse(message.body))
  })

  it('hold one signature for each secret, so that receivers with either of them verify it', () => {
    const headers = toWebhookHeaders(message, [newSecret, oldSecret])
    expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/)
    for (const secret of [oldSecret, newSecret]) new Webhook(secret).verify(message.body, headers)
  })

  it('verify with no other secret, for no other body, id or time', () => {
    const headers = toWebhookHeaders(message, [newSecret, oldSecret])
    const verify = (secret: string, body: string, changes: Record<string, string> = {}) =>
      new Webhook(secret).verify(body, { ...headers, ...changes })
    expect(() => verify(foreignSecret, message.body)).toThrow(WebhookVerificationError)
    expect(() => verify(newSecret, `${message.body} `)).toThrow(WebhookVerificationError)
    expect(() => verify(newSecret, message.body, { 'webhook-id': 'msg_2' })).toThrow(WebhookVerificationError)
    const later = String(Number(headers['webhook-timestamp']) + 1)
    expect(() => verify(newSecret, message.body, { 'webhook-timestamp': later })).toThrow(
      WebhookVerificationError,
    )
  })
})
