import { webhookMessage } from '../../../webhooks/webhook-schema.ts'
import { exampleEvent } from '../../../wire/event-schema.ts'
import { exampleInvitation } from '../../../wire/invitation-schema.ts'
import { type Components, toJsonSchema } from './json-schema.ts'
import type { OpenApiOperation, OpenApiParameter } from './open-api.ts'

const description = `Sent to the endpoints in the configuration, signed after the Standard Webhooks specification: verify
it with one of its libraries and the endpoint's secret before you read it.

Any 2xx within five seconds is a success. Anything else, redirects too, is tried again for three days, with longer and
longer waits; 410 ends it. A message may come more than once, and messages may come in another order than their events:
\`webhook-id\` is the same each time, and \`timestamp\` tells the order.`

const headers: readonly [name: string, description: string, example: string][] = [
  ['webhook-id', 'Names the event; the same for every attempt and replay.', 'msg_2KWPBgLlAfxdpx2AI54pPJ'],
  ['webhook-timestamp', 'When this attempt was made, in seconds since 1970.', '1795224420'],
  [
    'webhook-signature',
    'One signature, or two while a secret is replaced.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9N=',
  ],
]

/** Describes what receivers of events are sent. */
export function describeWebhook(components: Components): OpenApiOperation {
  const { message: _, ...invitation } = exampleInvitation
  const { actor, before, after, at: timestamp } = exampleEvent
  const data = { invitation, external_id: invitation.external_id, actor, before, after }
  const example = { type: 'invitation.extended', timestamp, data }
  const content = { schema: toJsonSchema(webhookMessage, 'output', components), example }
  return {
    operationId: 'receiveInvitationEvent',
    tags: ['Webhooks'],
    summary: 'An event of an invitation',
    description,
    security: [],
    parameters: headers.map(toParameter),
    requestBody: { required: true, content: { 'application/json': content } },
    responses: { '204': { description: 'You have it.' } },
  }
}

function toParameter([name, description, example]: (typeof headers)[number]): OpenApiParameter {
  return { name, in: 'header', required: true, description, schema: { type: 'string' }, example }
}
