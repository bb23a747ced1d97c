import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findFreePorts, type Ports } from '../../scripts/demo/ports.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the deployed tenant and the unpacked browser are kept for all files of one run. */
    directory: string
    ports: Ports
  }
}

/**
 * Chooses ports and a directory for all end-to-end files of one run: the first of them deploys, the others start from
 * what was deployed. GUESTLIST_E2E_KEEP=<directory> keeps both for the next run.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const kept = process.env.GUESTLIST_E2E_KEEP
  const directory = kept ?? mkdtempSync(join(tmpdir(), 'guestlist-e2e-'))
  project.provide('directory', directory)
  project.provide('ports', kept ? keptPorts : await findFreePorts())
  return () => {
    if (!kept) rmSync(directory, { recursive: true, force: true })
  }
}

const keptPorts: Ports = { service: 43_000, portal: 43_001, funnel: 43_002, login: 43_003, tenant: 43_004 }
