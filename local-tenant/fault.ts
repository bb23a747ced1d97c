import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from './switches.ts'

/** Applies a fault switch to one request: waits its latency, and returns the status to answer instead, if any. */
export async function meetFault(fault: Fault | null): Promise<number | undefined> {
  if (fault?.latencyMs) await delay(fault.latencyMs)
  if (!fault?.status || fault.requests === 0) return undefined
  if (fault.requests !== undefined) fault.requests -= 1
  return fault.status
}
