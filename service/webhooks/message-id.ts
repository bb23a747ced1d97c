import { createHash } from 'node:crypto'
import type { EventRow } from '../ledger/schema/event-schema.ts'

/**
 * The `webhook-id` of an event: the same for each attempt, receiver and replay, and for no other event, also not for one
 * of another ledger, since the id of an invitation is random. Nothing can be read from it.
 */
export function toMessageId({ id, invitation_id }: Pick<EventRow, 'id' | 'invitation_id'>): string {
  const digest = createHash('sha256').update(`${invitation_id}.${id}`).digest('base64url')
  return `msg_${digest.slice(0, 22)}`
}
