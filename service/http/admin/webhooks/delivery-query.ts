import { z } from 'zod'
import type { DeliveryQuery } from '../../../ledger/events/event-ledger.ts'

const statuses = ['queued', 'delivered', 'failed'] as const

/** What an address asks for. */
export type AskedDeliveries = Pick<DeliveryQuery, 'status' | 'endpoint' | 'after'>

const query = z.object({
  status: z.enum(statuses).optional().catch(undefined),
  endpoint: z.string().min(1).max(100).optional().catch(undefined),
  after: z.coerce.number().int().min(1).optional().catch(undefined),
})

/** Reads the filter from an address; whatever is none of ours filters nothing. */
export function parseDeliveryQuery(text: Record<string, string>): AskedDeliveries {
  const { status, endpoint, after } = query.parse(text)
  return { status, endpoint, after }
}

/** The part of an address that asks for this. */
export function toSearch({ status, endpoint, after }: AskedDeliveries): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ status, endpoint, after }))
    if (value !== undefined) search.set(name, String(value))
  return `?${search}`
}
