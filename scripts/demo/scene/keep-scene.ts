import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TenantState } from '../../../local-tenant/state/state.ts'
import { listFiles } from '../../deploy/overlay.ts'
import type { DeployedTenant } from '../deployed-tenant.ts'
import type { DemoScene } from './scene.ts'

/** The demo as somebody has left it: its ledger stays in its file, everything else is here. */
export interface KeptScene {
  scene: DemoScene
  state: TenantState
  /** Milliseconds since 1970. */
  madeAt: number
}

interface KeptFile extends KeptScene {
  hash: string
}

/** Older weeks of history look old, and the open invitations end. */
const GOOD_FOR_MS = 86_400_000
const folder = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

/**
 * Takes what the last demo left, once: a demo that is killed leaves nothing, because tenant and ledger might not belong
 * together then.
 */
export function takeScene(directory: string, deployed: DeployedTenant, now: number): KeptScene | undefined {
  const file = fileIn(directory)
  if (!existsSync(file)) return undefined
  const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptFile
  rmSync(file)
  const isGood = kept.hash === hashOf(deployed) && now - kept.madeAt < GOOD_FOR_MS
  return isGood ? kept : undefined
}

/** Keeps a demo that has ended in order. The file holds passwords, of this machine's tenant. */
export function keepScene(directory: string, deployed: DeployedTenant, kept: KeptScene): void {
  const content: KeptFile = { ...kept, hash: hashOf(deployed) }
  writeFileSync(fileIn(directory), JSON.stringify(content), { mode: 0o600 })
}

/** Of the deployment, and of what writes scenes. */
function hashOf({ hash, keys }: DeployedTenant): string {
  const sum = createHash('sha256').update(hash).update(JSON.stringify(keys))
  for (const file of listFiles(folder)) sum.update(readFileSync(join(folder, file)))
  return sum.digest('hex')
}

function fileIn(directory: string): string {
  return join(directory, 'scene.json')
}
