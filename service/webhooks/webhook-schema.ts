import { z } from 'zod'
import { eventTypes } from '../ledger/schema/event-types.ts'
import { event } from '../wire/event-schema.ts'
import { invitation } from '../wire/invitation-schema.ts'
import { WEBHOOK_TYPE_PREFIX } from './endpoints.ts'

/** The message that receivers get, for the reference; the headers are those of the Standard Webhooks specification. */
export const webhookMessage = z
  .object({
    type: z.templateLiteral([WEBHOOK_TYPE_PREFIX, z.enum(eventTypes)]),
    timestamp: z.iso.datetime().describe('When it happened; `webhook-timestamp` says when it was sent.'),
    data: z.object({
      invitation: invitation
        .omit({ message: true })
        .describe('As it is when the message is sent. After an outage it may have gone on since the event.'),
      external_id: z.string().nullable().describe('Your own id for the invitation.'),
      ...event.pick({ actor: true, before: true, after: true }).shape,
      user_id: z.string().optional().describe('The user who joined. Only where the event is about one.'),
      connection: z.string().optional().describe('The connection they logged in with.'),
      account: z
        .enum(['new', 'existing'])
        .optional()
        .describe('Was the account made for this invitation? Missing where EXISTENCE_VISIBLE_TO is nobody.'),
      code: z.string().optional().describe('Why a grant was given up.'),
    }),
  })
  .meta({ id: 'WebhookMessage' })

export type WebhookMessage = z.output<typeof webhookMessage>
