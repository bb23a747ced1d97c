import { Hono } from 'hono'
import type { DeliveryReport } from '../../ledger/events/delivery-report-queries.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { isFromSendgrid, readSendgridEvents } from '../../mail/sendgrid-events.ts'
import { ApiError } from '../api/api-error.ts'
import type { HttpEnv } from '../http-env.ts'
import { limitBody } from '../limit-body.ts'

/** SendGrid's batches are smaller than 768 kB. */
const MAX_BODY_BYTES = 2 * 1024 * 1024
/** Reports in one transaction: more would keep everybody else waiting. */
const MAX_TOGETHER = 200

export interface DeliveryReportDeps {
  /** The public key of SendGrid's signed event webhook; without one nobody reports. */
  readonly sendgridWebhookKey: string | undefined
  readonly ledger: Pick<Ledger, 'recordDeliveries'>
  now(): number
}

/** Where mail providers report what became of messages: signed, or refused before anything is read. */
export function createDeliveryReportRoutes({
  sendgridWebhookKey: key,
  ledger,
  now,
}: DeliveryReportDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  if (key === undefined) return routes
  return routes.post('/sendgrid', limitBody({ maxSize: MAX_BODY_BYTES, onError: refuseBody }), async c => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const timestamp = c.req.header('X-Twilio-Email-Event-Webhook-Timestamp') ?? ''
    const signature = c.req.header('X-Twilio-Email-Event-Webhook-Signature') ?? ''
    if (!isFromSendgrid(key, { timestamp, signature, body }, now()))
      throw new ApiError('invalid_token', 'The signature is missing or wrong.')
    const reports = readSendgridEvents(parseJson(body))
    if (!reports) throw new ApiError('invalid_json', 'Expected a list of events.')
    for (const some of inStretches(reports)) await ledger.recordDeliveries(some)
    return c.body(null, 204)
  })
}

function inStretches(reports: readonly DeliveryReport[]): DeliveryReport[][] {
  const count = Math.ceil(reports.length / MAX_TOGETHER)
  return Array.from({ length: count }, (_, index) =>
    reports.slice(index * MAX_TOGETHER, (index + 1) * MAX_TOGETHER),
  )
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

function refuseBody(): never {
  throw new ApiError('body_too_large', 'The body is too large.')
}
