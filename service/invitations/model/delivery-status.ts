/**
 * What became of an invitation's latest message, the least that is known first. A later word counts only if it says more
 * than an earlier one: reports of a provider may come in any order, late, and more than once.
 */
export const deliveryStatuses = [
  'queued',
  'failed',
  'sent',
  'deferred',
  'delivered',
  'bounced',
  'complained',
] as const

export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** What a provider may report. */
export type ReportedStatus = Extract<DeliveryStatus, 'deferred' | 'delivered' | 'bounced' | 'complained'>

/** The statuses that one says more than: those over which it may be written. */
export function weakerThan(status: DeliveryStatus): DeliveryStatus[] {
  return deliveryStatuses.slice(0, deliveryStatuses.indexOf(status))
}
