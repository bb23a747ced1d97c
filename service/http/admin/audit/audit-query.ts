import { z } from 'zod'
import type { EventQuery } from '../../../ledger/events/audit-ledger.ts'
import { actorKinds, eventTypes } from '../../../ledger/schema/event-types.ts'

const DAY_MS = 86_400_000

const text = z.string().trim().min(1).max(255).optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)

const query = z.object({
  type: z.enum(eventTypes).optional().catch(undefined),
  by: z.enum(actorKinds).optional().catch(undefined),
  actor: text,
  invitation: text,
  from: day,
  to: day,
  after: z.coerce.number().int().min(1).optional().catch(undefined),
})

/** What an address asks the audit log for. */
export type AuditQuery = z.output<typeof query>

/** Reads the filters from an address; whatever is none of ours filters nothing. */
export function parseAuditQuery(parameters: Record<string, string>): AuditQuery {
  return query.parse(parameters)
}

/** The part of an address that asks for this. */
export function toAuditSearch(asked: AuditQuery): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.set(name, String(value))
  return `?${search}`
}

/** Returns the filter for the ledger; both days are included. */
export function toEventFilter({
  by,
  actor,
  invitation,
  from,
  to,
  ...rest
}: AuditQuery): Omit<EventQuery, 'inviterId' | 'take'> {
  return {
    ...rest,
    actorKind: by,
    actorId: actor,
    invitationId: invitation,
    from: from === undefined ? undefined : Date.parse(from),
    before: to === undefined ? undefined : Date.parse(to) + DAY_MS,
  }
}
