import type { NewFile } from '../../../imports/preview-import.ts'
import type { ImportRow } from '../../../ledger/schema/import-schema.ts'
import type { Caller } from '../access-token.ts'

/**
 * What the API and the pages ask of the rules about files of people; each is a use case of `service/imports` with its
 * parts filled in. They throw InvitationError and FileError for what is refused, ManagementError when the tenant cannot
 * be asked.
 */
export interface ImportUseCases {
  preview(file: NewFile, caller: Caller): Promise<ImportRow>
  find(id: string, caller: Caller): Promise<ImportRow>
  confirm(id: string, caller: Caller): Promise<ImportRow>
  cancel(id: string, caller: Caller): Promise<ImportRow>
}
