import type { Gate } from '../../contract/gate.ts'
import type { Log } from './log.ts'

/** Notices Actions that were built with another gate than the service has. */
export interface GateWatch {
  /** Looks at the gate that a call names, and returns the call. */
  look<Request extends { gate?: string }>(request: Request): Request
  /** Has a call come with another gate, since this process was started? */
  hasSeenAnother(): boolean
}

/** Creates the watch: each other gate is logged once. */
export function createGateWatch({ gate, log }: { gate: Pick<Gate, 'fingerprint'>; log: Log }): GateWatch {
  const seen = new Set([gate.fingerprint])
  return {
    look(request) {
      const { gate: theirs } = request
      // Only so many: whoever has the Actions' key could fill the memory.
      if (theirs !== undefined && !seen.has(theirs) && seen.size < 10) {
        seen.add(theirs)
        log.warn('gate_differs', { ours: gate.fingerprint, theirs: theirs.slice(0, 16) })
      }
      return request
    },
    hasSeenAnother: () => seen.size > 1,
  }
}
