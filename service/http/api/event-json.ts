import type { z } from 'zod'
import type { EventRow } from '../../ledger/event-schema.ts'
import { fromViaJson, type Via } from '../../ledger/via.ts'
import type { event } from './schemas/event-schema.ts'

/** An event as the API shows it. Where the caller may not know who had an account before, the event does not say. */
export function toEventJson(row: EventRow, seesExistence: boolean): z.output<typeof event> {
  return {
    id: String(row.id),
    invitation_id: row.invitation_id,
    type: row.type,
    at: new Date(row.at).toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, ...toViaFields(fromViaJson(row.actor_via)) },
    before: readChanges(row.before, seesExistence),
    after: readChanges(row.after, seesExistence),
  }
}

function readChanges(json: string | null, seesExistence: boolean): Record<string, unknown> | null {
  if (json === null) return null
  const { account, ...changes } = JSON.parse(json)
  return seesExistence && account !== undefined ? { ...changes, account } : changes
}

/** How somebody was represented, where they were. */
export function toViaFields(via: Via | undefined) {
  const { clientId, act } = via ?? {}
  return { ...(clientId !== undefined && { client_id: clientId }), ...(act && { act: { ...act } }) }
}
