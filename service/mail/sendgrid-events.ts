import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import type { ReportedStatus } from '../invitations/model/delivery-status.ts'
import type { DeliveryReport } from '../ledger/events/delivery-report-queries.ts'

/** SendGrid tries for a day to hand a batch over; what is older than that and half a day more is somebody's copy. */
const MAX_AGE_MS = 36 * 3_600_000
const MAX_AHEAD_MS = 5 * 60_000

/** What a request of SendGrid's event webhook says about itself. */
export interface SignedBatch {
  /** `X-Twilio-Email-Event-Webhook-Timestamp`: seconds since 1970. */
  readonly timestamp: string
  /** `X-Twilio-Email-Event-Webhook-Signature`: base64. */
  readonly signature: string
  /** The body as it came, byte by byte. */
  readonly body: Uint8Array
}

/** Reads the public key that SendGrid shows for its signed event webhook: base64 of a P-256 key. Undefined if it is none. */
export function parseSendgridKey(text: string): string | undefined {
  try {
    return toKey(text).asymmetricKeyDetails?.namedCurve === 'prime256v1' ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether SendGrid has signed this batch, lately: ECDSA over the timestamp and the body
 * (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features).
 */
export function isFromSendgrid(
  key: string,
  { timestamp, signature, body }: SignedBatch,
  now: number,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || !/^[\w+/]{20,200}={0,2}$/.test(signature)) return false
  const age = now - Number(timestamp) * 1_000
  if (age > MAX_AGE_MS || age < -MAX_AHEAD_MS) return false
  const signed = Buffer.concat([Buffer.from(timestamp), body])
  return verify('sha256', signed, toKey(key), Buffer.from(signature, 'base64'))
}

function toKey(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
}

/** The fields of an event that we read; whatever else it has is passed over. */
const event = z.object({
  event: z.string(),
  timestamp: z.number().int().positive().max(99_999_999_999),
  invitation: z.string().max(64),
  generation: z.string().regex(/^[1-9]\d{0,8}$/),
  type: z.string().optional(),
  status: z.string().optional(),
})

const statuses: Readonly<Record<string, ReportedStatus>> = {
  deferred: 'deferred',
  delivered: 'delivered',
  bounce: 'bounced',
  dropped: 'bounced',
  spamreport: 'complained',
}

/**
 * Finds in a batch what is said about messages of ours; other events, and those without our references, are none of it
 * (https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event). The provider's own words are not kept: they
 * quote addresses. Undefined for what is no batch.
 */
export function readSendgridEvents(body: unknown): DeliveryReport[] | undefined {
  if (!Array.isArray(body)) return undefined
  return body.flatMap((one): DeliveryReport[] => {
    const read = event.safeParse(one)
    const status = read.success ? statuses[read.data.event] : undefined
    if (!read.success || status === undefined) return []
    const { invitation, generation, timestamp, event: name, type, status: code } = read.data
    const bounce = name === 'dropped' ? 'dropped' : type === 'blocked' ? 'soft' : 'hard'
    return [
      {
        invitationId: invitation,
        generation: Number(generation),
        status,
        at: timestamp * 1_000,
        bounce: status === 'bounced' ? bounce : undefined,
        code: /^[245]\.\d{1,3}\.\d{1,3}$/.test(code ?? '') ? code : undefined,
      },
    ]
  })
}
