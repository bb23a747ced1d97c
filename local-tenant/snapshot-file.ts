import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { TenantState } from './state.ts'
import type { Tenant } from './tenant.ts'

const debounceMs = 300

/** Keeps the tenant's state in a file: read at start, written after changes and at exit. */
export interface SnapshotFile {
  /** Saves a moment later; called after every request, as each may have changed something. */
  saveSoon(): void
  /** Writes now, if anything changed. */
  save(): void
}

/** The state kept in a file, or undefined when there is none. */
export function readSnapshot(path: string): TenantState | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TenantState) : undefined
}

export function createSnapshotFile(tenant: Tenant, path: string): SnapshotFile {
  let written = ''
  let timer: NodeJS.Timeout | undefined
  function save(): void {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify(tenant.state)
    if (text === written) return
    // The state holds the signing key and client secrets. Written aside and renamed: never half a file.
    writeFileSync(`${path}.new`, text, { mode: 0o600 })
    renameSync(`${path}.new`, path)
    written = text
  }
  return {
    saveSoon() {
      timer ??= setTimeout(save, debounceMs)
    },
    save,
  }
}
