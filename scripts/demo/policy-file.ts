import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeployedTenant } from './deployed-tenant.ts'
import { credentialsOf } from './tenant-client.ts'

/**
 * Writes the demo's policy (docs/policy.md) and returns the file's name: the Funnel's back end may set `order`, also
 * for somebody who has an older order, and nothing else.
 */
export function writePolicy(directory: string, { state }: DeployedTenant): string {
  const { clientId } = credentialsOf(state, 'Funnel Back End')
  const order = { metadata_keys: ['order'], overwrite_metadata_keys: ['order'] }
  const file = join(directory, 'policy.json')
  writeFileSync(file, `${JSON.stringify({ roles: { [`client:${clientId}`]: order } }, null, 2)}\n`)
  return file
}
