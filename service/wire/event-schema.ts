import { z } from 'zod'
import { actorKinds, eventTypes } from '../ledger/schema/event-types.ts'

/** How somebody was represented: fields of an actor, and of an inviter. */
export const viaFields = {
  client_id: z.string().optional().describe('The client that an agent has authenticated with.'),
  act: z
    .looseObject({ sub: z.string() })
    .optional()
    .describe('Who acted for this person, and within it whoever acted before (RFC 8693, 4.1).'),
}

const changes = z.record(z.string(), z.unknown()).nullable()

/** Something that happened to an invitation. */
export const event = z
  .object({
    id: z.string(),
    invitation_id: z.string(),
    type: z.enum(eventTypes),
    at: z.iso.datetime(),
    actor: z.object({
      kind: z.enum(actorKinds).describe('`system`: a job of the service, or a mail provider.'),
      id: z.string().nullable().describe('Subject of the access token, or the user id of the invitee.'),
      ...viaFields,
    }),
    before: changes.describe('What changed, as it was.'),
    after: changes.describe('What changed, as it was from then on.'),
  })
  .meta({ id: 'Event' })

export const exampleEvent: z.output<typeof event> = {
  id: '4711',
  invitation_id: 'inv_x3pZ8dN1T0uYq5mCkR7wEg',
  type: 'extended',
  at: '2026-11-21T09:30:00.000Z',
  actor: { kind: 'person', id: 'auth0|5f7c8ec7c33c6c004bbafe82' },
  before: { expires_at: '2026-11-27T10:00:00.000Z' },
  after: { expires_at: '2026-12-04T10:00:00.000Z' },
}
