import type { FoundDelivery } from '../../ledger/events/event-ledger.ts'
import type { ApiDeps } from './api-deps.ts'

/** Queues a delivery again, due now; undefined if there is none with this id. */
export async function replayDelivery(
  { ledger, now, wakeWorker }: Pick<ApiDeps, 'ledger' | 'now' | 'wakeWorker'>,
  text: string,
): Promise<FoundDelivery | undefined> {
  const id = toDeliveryId(text)
  if (!(await ledger.replayDelivery(id, now()))) return undefined
  wakeWorker()
  return ledger.findDelivery(id)
}

/** fail closed: what is no number is no id, and is not made into one. */
export function toDeliveryId(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}
