import type { z } from 'zod'
import type { Caller } from '../invitations/model/caller.ts'
import { scopeOf } from '../invitations/model/caller.ts'
import type { EventRow } from '../ledger/schema/event-schema.ts'
import { fromViaJson, type Via } from '../ledger/schema/via.ts'
import type { event } from './event-schema.ts'

/** What somebody may read in events. */
export interface EventViewer {
  /** Who had an account before. */
  readonly seesExistence: boolean
  /** When exactly Accept was pressed: else the day, once it is over. */
  readonly seesMoments: boolean
}

/** Who sees everybody's invitations sees all; inviters do not learn when the invitee is on the way. */
export function toEventViewer(deps: { seesExistence(caller: Caller): boolean }, caller: Caller): EventViewer {
  return { seesExistence: deps.seesExistence(caller), seesMoments: scopeOf(caller) === undefined }
}

/**
 * Returns the instant from which `opened` events are hidden: a viewer who polls would learn the moment of today's from
 * their presence alone. Undefined for viewers who may know it.
 */
export function openedBefore({ seesMoments }: EventViewer, now: number): number | undefined {
  return seesMoments ? undefined : Date.parse(toDay(now))
}

/** An event as the API shows it; of what the viewer may not know, it says nothing or only the day. */
export function toEventJson(row: EventRow, viewer: EventViewer): z.output<typeof event> {
  const at = new Date(row.at).toISOString()
  return {
    id: String(row.id),
    invitation_id: row.invitation_id,
    type: row.type,
    at: row.type === 'opened' && !viewer.seesMoments ? `${toDay(row.at)}T00:00:00.000Z` : at,
    actor: { kind: row.actor_kind, id: row.actor_id, ...toViaFields(fromViaJson(row.actor_via)) },
    before: readChanges(row.before, viewer),
    after: readChanges(row.after, viewer),
  }
}

function readChanges(json: string | null, viewer: EventViewer): Record<string, unknown> | null {
  if (json === null) return null
  const { account, terms_agreed_at: agreedAt, ...changes } = JSON.parse(json)
  return {
    ...changes,
    ...(viewer.seesExistence && account !== undefined && { account }),
    // That is when Accept was pressed.
    ...(agreedAt !== undefined && { terms_agreed_at: viewer.seesMoments ? agreedAt : toDay(agreedAt) }),
  }
}

/** `2026-11-30`, in UTC. */
function toDay(instant: number | string): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** How somebody was represented, where they were. */
export function toViaFields(via: Via | undefined) {
  const { clientId, act } = via ?? {}
  return { ...(clientId !== undefined && { client_id: clientId }), ...(act && { act: { ...act } }) }
}
