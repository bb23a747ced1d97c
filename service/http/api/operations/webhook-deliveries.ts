import { z } from 'zod'
import type { Ledger } from '../../../ledger/ledger.ts'
import { toMessageId } from '../../../webhooks/message-id.ts'
import { ApiError } from '../api-error.ts'
import { defineOperation } from '../operation.ts'
import { replayDelivery } from '../replay-delivery.ts'
import { exampleDelivery, type WebhookDeliveryJson, webhookDelivery } from '../schemas/delivery-schema.ts'

const query = z.strictObject({
  status: z.enum(['queued', 'delivered', 'failed']).optional(),
  endpoint: z.string().min(1).max(100).optional().describe('The endpoint’s name in the configuration.'),
  take: z.coerce.number().int().min(1).max(100).default(50).describe('How many at most.'),
  from: z.coerce.number().int().min(1).optional().describe('Where to go on: `next` of the page before.'),
})

/** `GET /api/webhook_deliveries` */
export const listWebhookDeliveries = defineOperation(
  {
    id: 'listWebhookDeliveries',
    method: 'get',
    path: '/api/webhook_deliveries',
    tag: 'Webhooks',
    summary: 'List webhook deliveries',
    description: 'What was sent, or is to be sent, to the endpoints in the configuration; newest first.',
    permissions: ['read:invitations', 'grant:any'],
    query,
    answers: [
      {
        status: 200,
        description: 'One page.',
        content: [
          {
            type: 'application/json',
            schema: z
              .object({
                deliveries: z.array(webhookDelivery),
                next: z.string().optional().describe('Where the next page begins; missing on the last one.'),
              })
              .meta({ id: 'WebhookDeliveryPage' }),
            example: { deliveries: [exampleDelivery], next: '812' },
          },
        ],
      },
    ],
    refusals: [],
    example: { query: { status: 'failed' } },
  },
  async ({ ledger }, { query: { status, endpoint, take, from } }, c) => {
    // One more than asked for tells whether there is another page.
    const found = await ledger.listDeliveries({ status, endpoint, after: from, take: take + 1 })
    const deliveries = found.slice(0, take).map(toDeliveryJson)
    return c.json({ deliveries, ...(found.length > take && { next: deliveries.at(-1)?.id }) })
  },
)

/** `POST /api/webhook_deliveries/{id}/replay` */
export const replayWebhookDelivery = defineOperation(
  {
    id: 'replayWebhookDelivery',
    method: 'post',
    path: '/api/webhook_deliveries/{id}/replay',
    tag: 'Webhooks',
    summary: 'Send a webhook again',
    description:
      'Queues a delivery again, whatever became of it. Its `webhook-id` is the same as before, so that a receiver who ' +
      'has had it knows.',
    permissions: ['update:invitations', 'grant:any'],
    parameters: z.strictObject({ id: z.string().describe('Id of the delivery.') }),
    answers: [
      {
        status: 202,
        description: 'The delivery is queued.',
        content: [
          {
            type: 'application/json',
            schema: webhookDelivery,
            example: { ...exampleDelivery, status: 'queued' },
          },
        ],
      },
    ],
    refusals: ['not_found'],
    example: { parameters: { id: exampleDelivery.id } },
  },
  async (deps, { parameters }, c) => {
    const found = await replayDelivery(deps, parameters.id)
    if (!found) throw new ApiError('not_found', 'There is no such delivery.')
    return c.json(toDeliveryJson(found), 202)
  },
)

type StoredDelivery = NonNullable<Awaited<ReturnType<Ledger['findDelivery']>>>

function toDeliveryJson({ delivery, event }: StoredDelivery): WebhookDeliveryJson {
  return {
    id: String(delivery.id),
    webhook_id: toMessageId(event),
    endpoint: delivery.endpoint,
    status: delivery.status,
    attempts: delivery.attempts,
    last_status: delivery.last_status,
    last_error: delivery.last_error,
    event: {
      id: String(event.id),
      type: event.type,
      invitation_id: event.invitation_id,
      at: new Date(event.at).toISOString(),
    },
    created_at: new Date(delivery.created_at).toISOString(),
    attempted_at: delivery.attempted_at === null ? null : new Date(delivery.attempted_at).toISOString(),
  }
}
