import { readFile } from 'node:fs/promises'
import type { Gate } from '../../contract/gate.ts'
import { GateError, parseGate } from '../../contract/parse-gate.ts'

/** The file that the Actions are built with. */
export const DEFAULT_GATE_FILE = './tenant/gate.json'

/** Reads the gate's settings. Throws GateError. */
export async function readGateFile(file: string): Promise<Gate> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new GateError(
      'cannot be read; name the gate file that was deployed (guestlist.config/<name>/gate.json)',
      { cause },
    )
  })
  return parseGate(text)
}
