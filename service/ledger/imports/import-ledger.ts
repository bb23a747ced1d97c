import type { AddressReservation, Change } from '../invitations/change.ts'
import type { FileRow, ImportRow, NewImport } from '../schema/import-schema.ts'
import type { InvitationRow, NewInvitationRow } from '../schema/schema.ts'
import type { Counter } from '../work/limit-ledger.ts'

/** What the ledger knows about files of people to invite. */
export interface ImportLedger {
  createImport(row: NewImport): Promise<void>
  findImport(id: string): Promise<ImportRow | undefined>
  /** Newest first; of one owner, or of all. */
  listImports(query: {
    ownerId?: string | undefined
    after?: string | undefined
    take: number
  }): Promise<ImportRow[]>

  /**
   * Takes rows of a file that is coming in. One whose address the file had before becomes a duplicate. False, with
   * nothing stored, when the import is not coming in any more.
   */
  addFileRows(id: string, rows: readonly NewFileRow[], now: number): Promise<boolean>
  /** Lists rows in the order of the file. */
  listFileRows(query: FileRowQuery): Promise<FileRow[]>
  /** What the file says in the next rows that are to become invitations. */
  listReadyRows(importId: string, after: number, take: number): Promise<Pick<FileRow, 'line' | 'data'>[]>
  /** Pending and accepted personal invitations of some addresses: what the preview tells people by. */
  findAddressHistories(addresses: readonly string[]): Promise<AddressHistory[]>
  /** The pending personal invitations of some addresses that no link sent, expired ones too. */
  findPendingOf(addresses: readonly string[]): Promise<InvitationRow[]>

  /** The whole file is there, and waits to be confirmed. */
  endPreview(id: string, columns: FileColumns, now: number): Promise<boolean>
  /** Queues the making of invitations; false unless it was waiting for that. */
  confirmImport(id: string, permissions: readonly string[], now: number): Promise<boolean>
  /** Ends it where it is: what was made stays and is sent. False when it has ended already. */
  endImport(
    id: string,
    end: { status: 'cancelled' | 'failed'; failure?: string; now: number },
  ): Promise<boolean>
  /**
   * Makes the invitations of some rows, with everything that single ones have, and moves on: all or nothing. Answers
   * `outdated`, with nothing written, when a claim no longer holds, and `moved` when somebody else has done these rows
   * or ended the import.
   */
  writeImportBatch(batch: ImportBatch): Promise<'written' | 'outdated' | 'moved'>

  /** The invitations of some lines of a file that have no message yet. */
  findUnsent(lines: ImportLines): Promise<UnsentRow[]>
  /** Notes that the messages of generations went out together, for an import. */
  markSentTogether(
    importId: string,
    sent: readonly Pick<InvitationRow, 'id' | 'generation'>[],
    now: number,
  ): Promise<void>

  /** Forgets up to so many rows of an import, and when there are none the import itself; false when it is gone. */
  deleteImport(id: string, limit: number): Promise<boolean>
  /** Imports that nothing has happened to since: those that ended, and those that were left half-way. */
  listForgottenImports(before: { ended: number; unfinished: number }): Promise<ImportRow[]>
}

/** A row as the preview found it; `address` only where it is ready. */
export type NewFileRow = Omit<FileRow, 'import_id' | 'invitation_id'>

export interface FileColumns {
  readonly columns: readonly string[]
  readonly ignored: readonly string[]
  /** How the file was understood, as JSON that nobody asks for by its parts. */
  readonly reading: object
}

export interface FileRowQuery {
  readonly importId: string
  readonly states?: readonly FileRow['state'][] | undefined
  /** Only lines after this one. */
  readonly after?: number | undefined
  readonly take: number
}

export type AddressHistory = Pick<InvitationRow, 'status' | 'inviter_id' | 'parent_id' | 'expires_at'> & {
  readonly address: string
}

/** The columns of an invitation that its mail needs. */
export type UnsentRow = Pick<
  InvitationRow,
  | 'id'
  | 'generation'
  | 'status'
  | 'invitee_email'
  | 'inviter_name'
  | 'client_id'
  | 'locale'
  | 'message'
  | 'link_issued_at'
  | 'sent_at'
  | 'expires_at'
>

export interface ImportLines {
  readonly importId: string
  readonly from: number
  readonly to: number
}

/** What is to become of some rows. */
export interface ImportBatch {
  readonly importId: string
  /** Where the import was when this was decided. */
  readonly cursor: number
  /** The last line that this is about. */
  readonly to: number
  readonly isLast: boolean
  readonly rows: readonly BatchRow[]
  /** How many messages go out together. */
  readonly mailSize: number
  readonly now: number
}

export type BatchRow =
  | {
      readonly line: number
      readonly outcome: 'failed'
      readonly reason: string
      readonly field: string | null
    }
  | {
      readonly line: number
      readonly outcome: 'create'
      readonly invitation: NewInvitationRow
      readonly reservation: AddressReservation
      readonly relatedChanges: readonly Change[]
      /** What it counts as, in this order; the first that is used up makes the row fail. */
      readonly counters: readonly Counter[]
    }
