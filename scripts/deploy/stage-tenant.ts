import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Gate } from '../../contract/gate.ts'
import { GateError, parseGate } from '../../contract/parse-gate.ts'
import { buildActions } from '../build.ts'
import { DeployError } from './deploy-error.ts'
import { assertOverlay, type OperatorFolder } from './operator-folder.ts'
import { overlayTenant } from './overlay.ts'
import { readTenantFiles, type TenantFiles } from './tenant-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The tenant files of the project. */
export const TENANT_DIRECTORY = join(root, 'tenant')

export interface StageOptions {
  mappings: Record<string, string>
  provided: Record<string, string>
  /** Puts ids in the place of what the gate file has names for. */
  resolve?: (gate: Gate) => Promise<Gate>
}

/**
 * Puts the project's files, the operator's over them and the Actions, built with this gate, together in a folder of its
 * own, reads what they say, and removes it again. Throws DeployError.
 */
export async function stageTenant(
  folder: OperatorFolder,
  gateText: string,
  { mappings, provided, resolve = async gate => gate }: StageOptions,
): Promise<{ files: TenantFiles; gate: Gate }> {
  assertOverlay(folder, TENANT_DIRECTORY)
  const scratch = mkdtempSync(join(tmpdir(), 'guestlist-deploy-'))
  try {
    const directory = join(scratch, 'tenant')
    const { overlay } = folder
    if (overlay === undefined) cpSync(TENANT_DIRECTORY, directory, { recursive: true })
    else overlayTenant({ base: TENANT_DIRECTORY, overlay, target: directory })
    const gateFile = join(scratch, 'gate.json')
    writeFileSync(gateFile, gateText)
    const gate = parseGate(gateText)
    await buildActions({ gateFile, tenantDirectory: directory, resolve })
    return { files: await readTenantFiles(directory, mappings, provided), gate }
  } catch (error) {
    if (error instanceof GateError) throw new DeployError(`${folder.gateFile}: ${error.message}`)
    throw error
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
