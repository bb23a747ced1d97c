import type { Caller } from '../invitations/model/caller.ts'
import { cancelImport, confirmImport } from './confirm-import.ts'
import type { ImportDeps } from './import-deps.ts'
import { findOwnImport } from './import-owner.ts'
import { type NewFile, previewImport } from './preview-import.ts'

/** What the API and the pages may ask about files of people. */
export type ImportUseCases = ReturnType<typeof createImportUseCases>

/**
 * Creates the use cases of imports. They throw InvitationError and FileError for what is refused, ManagementError when
 * the tenant cannot be asked.
 */
export function createImportUseCases(deps: ImportDeps & { wakeWorker(): void }) {
  return {
    preview: (file: NewFile, caller: Caller) => previewImport(deps, file, caller),
    find: (id: string, caller: Caller) => findOwnImport(deps, id, caller),
    async confirm(id: string, caller: Caller) {
      const row = await confirmImport(deps, id, caller)
      deps.wakeWorker()
      return row
    },
    async cancel(id: string, caller: Caller) {
      const row = await cancelImport(deps, id, caller)
      deps.wakeWorker()
      return row
    },
  }
}
