import { z } from 'zod'
import { eventTypes } from '../../../ledger/schema/event-types.ts'

/** What became of one event at one endpoint. */
export const webhookDelivery = z
  .object({
    id: z.string(),
    webhook_id: z.string().describe('What the receiver sees as `webhook-id`.'),
    endpoint: z.string().describe('The endpoint’s name in the configuration.'),
    status: z.enum(['queued', 'delivered', 'failed']),
    attempts: z.int(),
    last_status: z.int().nullable().describe('HTTP status of the last attempt; null where no answer came.'),
    last_error: z
      .string()
      .nullable()
      .describe(
        'Why the last attempt failed: `receiver_failed` (5xx), `throttled`, `rejected` (4xx), `redirected`, `gone`, ' +
          '`timeout`, `unreachable`, `untrusted` (its certificate), `unresolvable`, `address_not_allowed`, ' +
          '`endpoint_removed`, `too_many_attempts`.',
      ),
    event: z.object({
      id: z.string(),
      type: z.enum(eventTypes),
      invitation_id: z.string(),
      at: z.iso.datetime(),
    }),
    created_at: z.iso.datetime(),
    attempted_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

export type WebhookDeliveryJson = z.output<typeof webhookDelivery>

export const exampleDelivery: WebhookDeliveryJson = {
  id: '812',
  webhook_id: 'msg_2KWPBgLlAfxdpx2AI54pPJ',
  endpoint: 'crm',
  status: 'failed',
  attempts: 8,
  last_status: 503,
  last_error: 'receiver_failed',
  event: {
    id: '4711',
    type: 'accepted',
    invitation_id: 'inv_x3pZ8dN1T0uYq5mCkR7wEg',
    at: '2026-11-20T12:14:09.000Z',
  },
  created_at: '2026-11-20T12:14:09.000Z',
  attempted_at: '2026-11-21T02:40:11.000Z',
}
