import { readFileSync } from 'node:fs'
import type { Gate } from '../../contract/gate.ts'
import { parseGate } from '../../contract/parse-gate.ts'

const file = JSON.parse(readFileSync('tenant/gate.json', 'utf8')) as Record<string, unknown>

/** The text of the project's own gate file, with some of its fields changed. */
export function gateText(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...file, mode: 'invite-only', ...changes })
}

/** The project's own gate, with some of its fields changed, as in the file. */
export function createGate(changes: Record<string, unknown> = {}): Gate {
  return parseGate(gateText(changes))
}
