import type { Gate } from '../contract/gate.ts'
import type { Log } from './log.ts'

/** Notices Actions that were built with another gate than the service has: each other gate is logged once. */
export function createGateWatch({ gate, log }: { gate: Pick<Gate, 'fingerprint'>; log: Log }) {
  const seen = new Set([gate.fingerprint])
  return <Request extends { gate?: string }>(request: Request): Request => {
    const { gate: theirs } = request
    // Only so many: whoever has the Actions' key could fill the memory.
    if (theirs !== undefined && !seen.has(theirs) && seen.size < 10) {
      seen.add(theirs)
      log.warn('gate_differs', { ours: gate.fingerprint, theirs: theirs.slice(0, 16) })
    }
    return request
  }
}
