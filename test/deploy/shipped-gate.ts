import { readFileSync } from 'node:fs'

/** The gate file that comes with the project, with changes. */
export function shippedGate(changes: object): string {
  return JSON.stringify({ ...(JSON.parse(readFileSync('tenant/gate.json', 'utf8')) as object), ...changes })
}
