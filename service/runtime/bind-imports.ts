import type { ImportUseCases } from '../http/api/imports/import-use-cases.ts'
import { cancelImport, confirmImport } from '../imports/confirm-import.ts'
import type { ImportDeps } from '../imports/import-deps.ts'
import { findOwnImport } from '../imports/import-owner.ts'
import { previewImport } from '../imports/preview-import.ts'
import { randomId } from '../invitations/model/random-id.ts'
import { maySeeExistence } from '../policy/existence.ts'
import type { Config } from './config.ts'
import type { Parts } from './parts.ts'

/** Fills in what the use cases of imports need. */
export function bindImportDeps(config: Config, parts: Parts): ImportDeps {
  return {
    ...parts,
    config,
    policy: config.policy,
    seesExistence: inviter => maySeeExistence(config.existenceVisibleTo, inviter),
    now: parts.clock.now,
    randomId,
  }
}

/** The same, so that HTTP knows them by their names and questions only. */
export function bindImports(config: Config, parts: Parts, wakeWorker: () => void): ImportUseCases {
  const deps = bindImportDeps(config, parts)
  return {
    preview: (file, caller) => previewImport(deps, file, caller),
    find: (id, caller) => findOwnImport(deps, id, caller),
    async confirm(id, caller) {
      const row = await confirmImport(deps, id, caller)
      wakeWorker()
      return row
    },
    async cancel(id, caller) {
      const row = await cancelImport(deps, id, caller)
      wakeWorker()
      return row
    },
  }
}
